// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sonde.otlp.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page says of this kernel is what is seen on it, and no probe is missing there. */
class ProbesPerKernelTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "probes-per-kernel.md");
    /** As the page names it: 6.1 of 6.1.0-56-amd64. */
    private static final String KERNEL = System.getProperty("os.version").replaceFirst("^([0-9]+\\.[0-9]+).*", "$1");

    @TempDir
    private Path state;

    @Test
    void everyProbeHasItsRow() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);

        assertThat(ProbePage.read(lines).text(programs()).lines()).containsExactlyElementsOf(lines);
    }

    @Test
    void theColumnOfThisKernelIsTrue() throws Exception {
        LiveKernel.assumeKernel();
        ProbePage page = ProbePage.read(Files.exists(PAGE) ? Files.readAllLines(PAGE) : List.of());
        boolean update = Boolean.getBoolean("page.update");
        assumeTrue(update || page.has(KERNEL), "the page has no column for Linux " + KERNEL);

        page.see(KERNEL, seen());

        if (update) {
            Files.writeString(PAGE, page.text(programs()));
        }
        assertThat(PAGE).hasContent(page.text(programs()));
    }

    private List<ProbeStatus> seen() throws Exception {
        KernelConfig config =
                new KernelConfig(1 << 20, 4096, LiveKernel.OBJECTS, 0).with(new CaptureConfig(true, 1 << 20, 1024));
        try (Kernel kernel = Kernel.open(config, state, Mark.NONE)) {
            return kernel.probes();
        } finally {
            Kernel.detach(state);
        }
    }

    /** By probe, as the agent tells them. */
    private static Map<String, List<String>> programs() {
        Map<String, List<String>> programs = new LinkedHashMap<>();
        Probe.GROUPS.forEach(group -> group.probes().forEach(probe -> programs.put(probe.name(), probe.programs())));
        programs.putAll(new TreeMap<>(Capture.PROBES));
        programs.put(IoUring.PROBE.name(), IoUring.PROBE.programs());
        programs.put("restarts", List.of());
        return programs;
    }
}
