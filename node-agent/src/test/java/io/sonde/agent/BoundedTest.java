// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.container.ContainerCatalog;
import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.container.NamedContainers;
import io.sonde.agent.cpu.CpuTable;
import io.sonde.agent.export.FullNames;
import io.sonde.agent.kernel.FullKernel;
import io.sonde.agent.net.FullNet;
import io.sonde.agent.process.ProcDirectory;
import io.sonde.agent.process.ProcessLimits;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.process.ScriptedProcess;
import io.sonde.agent.protocol.Names;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Vocabulary;
import io.sonde.agent.protocol.Words;
import io.sonde.agent.protocol.all.Protocols;
import io.sonde.agent.request.FullRequests;
import io.sonde.agent.runtime.Limits;
import io.sonde.agent.service.Origin;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.service.ServiceTable;
import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.otlp.Batch;
import io.sonde.otlp.Endpoint;
import io.sonde.otlp.Exporter;
import io.sonde.otlp.ExporterCounters;
import io.sonde.otlp.ExporterSettings;
import io.sonde.otlp.Signal;
import io.sonde.otlp.SpoolLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is bounded holds its limit and counts what found no room. */
class BoundedTest {
    private static final int LIMIT = 3;
    private static final int MORE = 9;
    private static final int MANY = 2_000;
    private static final Path PAGE = Path.of("..", "docs", "reference", "agent-limits.md");
    private static final String HEAD = """
            <!-- Generated from io.sonde.agent.table.Bounded by BoundedTest (-Dpage.update=true). Do not edit. -->
            # What is bounded in the node agent

            How full each is and how often something found no room in the last hour stands in `/api/v1/agents` and on the agents page; on the wire
            these are `sonde.agent.table.size`, `.limit` and `.dropped` with the attribute `sonde.table.name`.

            | table | holds | limit | when there is no room |
            |---|---|---|---|
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void holdsItsLimitAndCountsWhatFoundNoRoom(Bounded which) throws Exception {
        Fill fill = filled(which);

        assertThat(fill.which()).isEqualTo(which);
        assertThat(fill.limit()).isPositive();
        assertThat(fill.size()).isPositive().isLessThanOrEqualTo(fill.limit());
        assertThat(fill.dropped()).isPositive();
    }

    /** Filled with more than fits. What is new in the list does not compile until it is filled here. */
    private Fill filled(Bounded which) throws Exception {
        return switch (which) {
            case KERNEL_RING, KERNEL_SOCKETS, KERNEL_CONNECTS, READER_TASKS, REQUESTS_RING -> FullKernel.of(which);
            case KERNEL_JOURNAL -> FullKernel.journal(directory);
            case CONNECTIONS, SERIES, LISTENERS, NAMESPACES, ADDRESSES, TRANSLATIONS, PEER_NAMES -> FullNet.of(which);
            case CONVERSATIONS, REQUEST_SERIES, SPANS -> FullRequests.of(which);
            case WORDS -> words();
            case PROCESSES -> processes();
            case CPU -> cpu();
            case SERVICES -> services();
            case CONTAINERS -> containers(LIMIT, which);
            case CONTAINERS_WAITING -> containers(MANY, which);
            case CACHE_SERVICES -> FullNames.services();
            case CACHE_GROUPS -> groups();
            case SPOOL -> spool();
        };
    }

    /** More names than are kept, asked of the real protocols. */
    private static Fill words() {
        List<Protocol> protocols = Protocols.all(Names.UNHEARD);
        var vocabulary = new Vocabulary(protocols);
        for (Words words : protocols.getLast().words()) {
            for (int i = 0; i <= words.limit(); i++) {
                byte[] word = ("word" + i).getBytes(StandardCharsets.UTF_8);
                assertThat(words.word(word, 0, word.length)).isNotEmpty();
            }
        }
        return Bounded.WORDS.fill(vocabulary.size(), vocabulary.limit(), vocabulary.refused());
    }

    private static Fill processes() {
        var table = new ProcessTable(
                new ProcessLimits(LIMIT, Duration.ofSeconds(30)),
                new ProcDirectory(Path.of("/nowhere"), ContainerWatch.ofNobody()),
                new ServiceTable(MORE),
                ContainerWatch.ofNobody(),
                0);
        for (int pid = 1; pid <= MORE; pid++) {
            table.started(ScriptedProcess.exec(pid, "/usr/bin/curl"));
        }
        return Bounded.PROCESSES.fill(table.size(), table.limit(), table.overflows());
    }

    private static Fill cpu() {
        var table = new CpuTable(LIMIT, _ -> null);
        table.run(threads -> {
            for (int pid = 1; pid <= MORE; pid++) {
                threads.visit(pid, 1, 0);
            }
            return MORE;
        });
        return Bounded.CPU.fill(table.size(), table.limit(), table.overflows());
    }

    private static Fill services() {
        var table = new ServiceTable(LIMIT);
        for (int i = 0; i < MORE; i++) {
            table.of(new ServiceIdentity("s" + i, Origin.PROCESS, ""), new Program("s" + i, "s", ""));
        }
        // One more than the limit: "other" itself.
        return Bounded.SERVICES.fill(table.size() - 1, table.limit(), table.overflows());
    }

    /** Nobody looks at those that wait. */
    private static Fill containers(int limit, Bounded which) {
        try (var catalog = new ContainerCatalog(new Nobody(), limit)) {
            for (int i = 0; i < MANY; i++) {
                catalog.seen("container " + i, 1);
            }
            return catalog.fills().stream()
                    .filter(fill -> fill.which() == which)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Fill groups() {
        var named = new NamedContainers(_ -> false);
        var watch = new ContainerWatch(named, (_, _) -> {}, _ -> {}, _ -> {});
        for (long i = 0; i <= named.fill().limit(); i++) {
            watch.group(List.of("group " + i));
        }
        return named.fill();
    }

    private static final class Nobody implements ContainerCatalog.Identification {
        @Override
        public ContainerCatalog.Finding identify(String id, int pid) {
            return new ContainerCatalog.Finding(Optional.empty(), true);
        }

        @Override
        public Limits limits(String id, int pid) {
            return Limits.UNLIMITED;
        }
    }

    /** Nobody takes what is sent. */
    private Fill spool() {
        var settings = ExporterSettings.to(Endpoint.parse("http://127.0.0.1:1"))
                .withSpool(new SpoolLimits(directory, 256 << 10));
        Exporter exporter = Exporter.start(settings);
        try {
            for (int i = 0; i < MANY; i++) {
                exporter.accept(new Batch(Signal.METRICS, new byte[1024], 1));
            }
            ExporterCounters counters = exporter.counters();
            return Bounded.SPOOL.fill(counters.queuedBytes(), counters.queueLimitBytes(), counters.droppedItems());
        } finally {
            exporter.close(Duration.ZERO);
        }
    }

    @Test
    void thePageIsFresh() throws IOException {
        String page = Arrays.stream(Bounded.values()).map(BoundedTest::row).collect(Collectors.joining("", HEAD, ""));
        if (Boolean.getBoolean("page.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).hasContent(page);
    }

    private static String row(Bounded which) {
        String limit = which.setting().isEmpty() ? "fixed" : "`" + which.setting() + "`";
        return "| `%s` | %s | %s | %s |\n".formatted(which.text(), which.says(), limit, which.atLimit());
    }
}
