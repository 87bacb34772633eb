// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sonde.server.receive.decode.Rejections;
import io.sonde.server.receive.decode.Rejections.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** What came in of one signal, for {@code /metrics}. */
final class ReceiveCounters {
    private final Counter received;
    private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);

    ReceiveCounters(MeterRegistry meters, Signal ofSignal) {
        String signal = ofSignal.word();
        received = meters.counter("sonde.server.received.items", "signal", signal);
        for (Reason reason : Reason.values()) {
            rejected.put(
                    reason, meters.counter("sonde.server.rejected.items", "signal", signal, "reason", reason.word()));
        }
    }

    void received(long items, Rejections rejections) {
        received.increment((double) (items + rejections.total()));
        rejections.counts().forEach((reason, count) -> counter(reason).increment((double) count));
    }

    private Counter counter(Reason reason) {
        return Objects.requireNonNull(rejected.get(reason), "BUG: a reason without a counter");
    }
}
