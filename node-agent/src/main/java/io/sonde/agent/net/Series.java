// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.service.Service;
import io.sonde.otlp.HistogramValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Adds up what the connections of one key did since the last snapshot. */
final class Series {
    /** A minute at the usual interval: what is used now and then is not made anew each time. */
    private static final int DRAINS_KEPT_WHEN_IDLE = 12;

    private final SeriesKey key;
    private final Service service;
    private final SeriesLabels labels;
    private final Distribution connectionSeconds = new Distribution(Distribution.LIFETIME_SECONDS);
    private final Distribution connectSeconds = new Distribution(Distribution.LATENCY_SECONDS);
    private final Distribution rttSeconds = new Distribution(Distribution.LATENCY_SECONDS);
    private final long[] failed = new long[FailureReason.ALL.size()];
    private long failures;
    private long opened;
    private int active;
    private boolean activeReported;
    private int idleDrains;
    private long bytesSent;
    private long bytesReceived;
    private long retransmits;

    /** @param key a copy that nobody changes */
    Series(SeriesKey key, Service service) {
        this.key = key;
        this.service = service;
        this.labels = new SeriesLabels(key);
        service.retain();
        service.addDestinations(1);
    }

    SeriesKey key() {
        return key;
    }

    Service service() {
        return service;
    }

    void opened(long change) {
        opened += change;
    }

    void active(int change) {
        active += change;
    }

    void failed(FailureReason reason) {
        failed[reason.slot()]++;
        failures++;
    }

    void traffic(long sent, long received, long segmentsSentAgain) {
        bytesSent += sent;
        bytesReceived += received;
        retransmits += segmentsSentAgain;
    }

    void connectTook(long nanos) {
        connectSeconds.recordNanos(nanos);
    }

    void lasted(long nanos) {
        connectionSeconds.recordNanos(nanos);
    }

    void roundTrip(int micros) {
        rttSeconds.recordNanos(micros * 1_000L);
    }

    /** What happened since the last call; null when there is nothing to say. */
    @Nullable
    SeriesSnapshot drain() {
        HistogramValue connection = connectionSeconds.drain();
        HistogramValue connect = connectSeconds.drain();
        HistogramValue rtt = rttSeconds.drain();
        boolean activeToSay = active > 0 || activeReported;
        boolean silent = opened == 0 && failures == 0 && bytesSent == 0 && bytesReceived == 0 && retransmits == 0;
        if (silent && !activeToSay && connection == null && rtt == null) {
            idleDrains++;
            return null;
        }
        var counts = new ConnectionCounts(
                opened,
                failed.clone(),
                activeToSay ? active : ConnectionCounts.NOTHING_TO_SAY,
                bytesSent,
                bytesReceived,
                retransmits);
        reset();
        return new SeriesSnapshot(labels, counts, connection, connect, rtt);
    }

    private void reset() {
        idleDrains = 0;
        activeReported = active > 0;
        opened = 0;
        failures = 0;
        bytesSent = 0;
        bytesReceived = 0;
        retransmits = 0;
        Arrays.fill(failed, 0);
    }

    /** Asked after {@link #drain}: nothing open, that was said, and nothing happened for a while. */
    boolean isForgettable() {
        return active == 0 && !activeReported && idleDrains >= DRAINS_KEPT_WHEN_IDLE;
    }

    void forget() {
        service.addDestinations(-1);
        service.release();
    }
}
