// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import static io.sonde.server.receive.decode.Telemetry.attribute;
import static io.sonde.server.receive.decode.Telemetry.gauge;
import static io.sonde.server.receive.decode.Telemetry.metrics;
import static io.sonde.server.receive.decode.Telemetry.point;

import io.sonde.server.limit.Fill;
import java.time.Duration;
import java.time.Instant;

/** What the decoder remembers, filled with more than fits. */
public final class FullCaches {
    private static final int SERIES = 64;
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");

    private FullCaches() {}

    public static Fill series() throws MalformedException {
        return filled().series();
    }

    public static Fill resources() throws MalformedException {
        return filled().resources();
    }

    private static MetricsDecoder filled() throws MalformedException {
        MetricsDecoder decoder = new MetricsDecoder(SERIES);
        for (int i = 0; i < 4 * SERIES; i++) {
            byte[] request = metrics("service " + i, gauge("cpu", point(NOW, 1, attribute("i", Integer.toString(i)))))
                    .toByteArray();
            decoder.decode(request, TimeWindow.at(NOW, Duration.ofDays(1)));
        }
        return decoder;
    }
}
