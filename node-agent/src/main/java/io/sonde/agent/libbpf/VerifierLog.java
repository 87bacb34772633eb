// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.util.List;

/** The kernel's verifier writes pages; the refusal is in its last words. */
final class VerifierLog {
    private static final int KEPT_LINES = 2;
    /** Fits a line of a status page. */
    private static final int KEPT_CHARACTERS = 300;

    private VerifierLog() {}

    static String essence(String log) {
        List<String> lines = log.lines()
                .map(String::strip)
                .filter(line ->
                        !line.isEmpty() && !line.startsWith("processed ") && !line.startsWith("verification time"))
                .toList();
        String last = String.join("; ", lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size()));
        return last.substring(Math.max(0, last.length() - KEPT_CHARACTERS));
    }
}
