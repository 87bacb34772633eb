// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the clocks of our senders are from this one, from the time that each puts on a request when it sends it. A wrong clock is
 * corrected rather than believed: else the map of now would miss its host. For any thread.
 */
@Singleton
final class ClockOffsets {
    private static final Logger log = LoggerFactory.getLogger(ClockOffsets.class);

    /** Less is the way through the network, and what a clock that somebody keeps may be off by; the map has steps of 10 s. */
    private static final Duration WRONG = Duration.ofSeconds(5);

    /** A clock that is wrong also drifts. What is corrected follows it in steps, so that times stay evenly spaced. */
    private static final Duration STEP = Duration.ofSeconds(2);

    /** The middle one of so many is not moved by a request that was held up. */
    private static final int SAMPLES = 5;

    /** Ten times the hosts that one server is meant for; who has not sent for longest is forgotten, and measured anew. */
    private static final int SENDERS = 10_000;

    private final Map<String, Clock> clocks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Clock> eldest) {
            boolean isFull = size() > SENDERS;
            forgotten += isFull ? 1 : 0;
            return isFull;
        }
    };

    private long forgotten;

    ClockOffsets(MeterRegistry meters, BoundedTables tables) {
        tables.watch(Bounded.SENDERS, this::fill);
        Gauge.builder("sonde.server.senders.clock.wrong", this::wrong)
                .description("Senders whose clock is so wrong that their times are corrected.")
                .register(meters);
    }

    /** What times of this sender must be put back by: zero for a clock that is right. */
    synchronized Duration ahead(String sender, Instant sent, Instant arrived) {
        return clocks.computeIfAbsent(sender, _ -> new Clock()).seen(sender, Duration.between(arrived, sent));
    }

    private synchronized Fill fill() {
        return new Fill(clocks.size(), SENDERS, forgotten);
    }

    private synchronized long wrong() {
        return clocks.values().stream()
                .filter(clock -> !clock.corrected.isZero())
                .count();
    }

    /** One sender's. */
    private static final class Clock {
        private final Duration[] samples = new Duration[SAMPLES];
        private int seen;
        private Duration corrected = Duration.ZERO;

        Duration seen(String sender, Duration ahead) {
            samples[seen++ % SAMPLES] = ahead;
            Duration settled = middle();
            Duration now = settled.abs().compareTo(WRONG) < 0 ? Duration.ZERO : settled;
            boolean changed = now.isZero() != corrected.isZero()
                    || now.minus(corrected).abs().compareTo(STEP) > 0;
            if (changed) {
                corrected = now;
                tell(sender, now);
            }
            return corrected;
        }

        private static void tell(String sender, Duration ahead) {
            if (ahead.isZero()) {
                log.warn("the clock of sender {} is right again", sender);
            } else {
                log.warn(
                        "the clock of sender {} is {} s {} this one: its times are corrected",
                        sender,
                        ahead.abs().toSeconds(),
                        ahead.isPositive() ? "ahead of" : "behind");
            }
        }

        private Duration middle() {
            Duration[] sorted = Arrays.copyOf(samples, Math.min(seen, SAMPLES));
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }
}
