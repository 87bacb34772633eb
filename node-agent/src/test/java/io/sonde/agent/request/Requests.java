// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.kernel.SocketEnds;
import io.sonde.agent.net.ListenerTable;
import io.sonde.agent.net.TranslationTable;
import io.sonde.agent.process.ProcDirectory;
import io.sonde.agent.process.ProcessLimits;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.process.ScriptedProcess;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.service.ServiceTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A table of requests with what it needs around it; the processes 1 and 2 are curl and nginx. */
final class Requests {
    static final int CURL = 1;
    static final int NGINX = 2;

    final List<Long> ignored = new ArrayList<>();
    final List<Integer> said = new ArrayList<>();
    final RequestTable table;

    /** Spans of this share of ordinary requests, as many as are wanted, and of all that fail or take a second. */
    static SpanLimits spans(double share, int waiting) {
        return new SpanLimits(true, share, Duration.ofSeconds(1), 0, 10_000, 10_000, waiting);
    }

    static RequestLimits limits(int most, SpanLimits spans) {
        return new RequestLimits(most, most, most, Duration.ofSeconds(10), spans);
    }

    Requests(RequestLimits limits) {
        this(limits, List.of(new Lines()));
    }

    Requests(RequestLimits limits, List<Protocol> protocols) {
        var processes = new ProcessTable(
                new ProcessLimits(10, Duration.ofSeconds(30)),
                new ProcDirectory(Path.of("/nowhere"), ContainerWatch.ofNobody()),
                new ServiceTable(10),
                ContainerWatch.ofNobody(),
                0);
        processes.started(ScriptedProcess.exec(CURL, "/usr/bin/curl"));
        processes.started(ScriptedProcess.exec(NGINX, "/usr/sbin/nginx"));
        table = new RequestTable(
                protocols,
                limits,
                processes,
                new ListenerTable(10, processes),
                new TranslationTable(10),
                new RequestTable.Decisions() {
                    @Override
                    public void ignore(long socket, SocketEnds ends) {
                        ignored.add(socket);
                    }

                    @Override
                    public void limit(long socket, SocketEnds ends, int bytes) {
                        said.add(bytes);
                    }

                    @Override
                    public int wanted(String protocol) {
                        return protocol.equals("lines") ? 1_000 : 16_000;
                    }

                    @Override
                    public int most(String protocol) {
                        return protocol.equals("lines") ? 100_000 : 16_000;
                    }
                });
    }

    Requests() {
        this(limits(100, spans(1, 100)));
    }

    /** Spans that were kept since the last call, in the order in which their requests ended. */
    List<Span> spans() {
        return table.drainSpans().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Span::endUnixNanos))
                .toList();
    }

    List<RequestSnapshot> drain(long nowNanos) {
        return table.drain(nowNanos).values().stream().flatMap(List::stream).toList();
    }
}
