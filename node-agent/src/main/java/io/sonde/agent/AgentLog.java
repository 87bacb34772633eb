// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent;

import java.util.logging.Level;
import java.util.logging.Logger;

/** One line per message on standard error: time, level, who, what. */
final class AgentLog {
    private static final String LINE = "%1$tFT%1$tT.%1$tL%1$tz %4$-7s %3$s: %5$s%6$s%n";

    /** Kept, since the platform forgets the level of a logger that nobody holds. */
    private static final Logger OURS = Logger.getLogger("io.sonde");

    private static final Logger ROOT = Logger.getLogger("");

    private AgentLog() {}

    /** Comes before the first message: the format is read once. */
    static void configure(System.Logger.Level least) {
        System.setProperty("java.util.logging.SimpleFormatter.format", LINE);
        Level level = switch (least) {
            case ALL, TRACE, DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR, OFF -> Level.SEVERE;
        };
        OURS.setLevel(level);
        ROOT.setLevel(Level.WARNING); // libraries speak only of trouble
        for (var handler : ROOT.getHandlers()) {
            handler.setLevel(level);
        }
    }
}
