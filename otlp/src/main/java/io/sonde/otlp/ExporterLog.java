// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** Says what goes wrong, at most once a minute, and when it works again. Used by the sending thread only. */
final class ExporterLog {
    /** A server that is away for a day makes some hundred lines, not a line for each try. */
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = System.getLogger(Exporter.class.getName());

    private final Endpoint endpoint;
    private boolean troubled;
    private long lastLineNanos = System.nanoTime() - QUIET_NANOS;
    private long suppressed;

    ExporterLog(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    void problem(String message) {
        long now = System.nanoTime();
        if (now - lastLineNanos < QUIET_NANOS) {
            suppressed++;
            return;
        }
        String more = suppressed == 0 ? "" : " (" + suppressed + " more since the last line)";
        LOG.log(Level.WARNING, "OTLP export to " + endpoint + ": " + message + more);
        troubled = true;
        suppressed = 0;
        lastLineNanos = now;
    }

    void delivered() {
        if (troubled) {
            troubled = false;
            LOG.log(Level.INFO, "OTLP export to " + endpoint + " works again");
        }
    }
}
