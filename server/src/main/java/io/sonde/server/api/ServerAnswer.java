// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.sonde.server.Server;
import io.sonde.server.limit.AtLimit;
import io.sonde.server.status.ServerStatus;
import io.sonde.server.status.StoreState;
import io.sonde.server.store.DiskGuard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The server.
 *
 * @param version of the server
 * @param uptimeSeconds how long it has been running
 * @param status how it is
 * @param reasons why, in sentences
 * @param clockNow its clock
 * @param store where it keeps everything
 * @param tables everything that can fill up
 * @param lost what it could not take in the last hour, by place
 */
@Answer
record ServerAnswer(
        String version,
        double uptimeSeconds,
        StatusAnswer status,
        List<String> reasons,
        Instant clockNow,
        StoreAnswer store,
        List<TableAnswer> tables,
        Map<String, Long> lost) {
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Where everything is kept.
     *
     * @param kind embedded or external
     * @param state up or away
     * @param sinceSeconds how long it has been so
     * @param restarts how often the embedded engine was started again
     * @param diskBytesUsed of the disk that the data is on; null where the store is elsewhere
     * @param diskBytesFree of that disk
     * @param diskBytesLimit used bytes from which on new data is refused
     * @param refusing whether new data is refused because the disk is nearly full
     */
    @Answer
    record StoreAnswer(
            String kind,
            String state,
            double sinceSeconds,
            @Nullable Long restarts,
            @Nullable Long diskBytesUsed,
            @Nullable Long diskBytesFree,
            @Nullable Long diskBytesLimit,
            boolean refusing) {
        static StoreAnswer of(StoreState state, DiskGuard.Disk disk, boolean embedded, long restarts) {
            boolean seen = disk.totalBytes() >= 0;
            return new StoreAnswer(
                    embedded ? "embedded" : "external",
                    state.away() == null ? "up" : "away",
                    (System.nanoTime() - state.sinceNanos()) / NANOS_PER_SECOND,
                    embedded ? restarts : null,
                    seen ? disk.totalBytes() - disk.freeBytes() : null,
                    seen ? disk.freeBytes() : null,
                    seen ? disk.totalBytes() - disk.keepFreeBytes() : null,
                    disk.refusing());
        }
    }

    /**
     * Something that can fill up.
     *
     * @param name what it is called
     * @param size what is in it
     * @param limit most that it may hold
     * @param dropped what found no room in the last hour
     * @param atLimit refuses (its sender is told to come back), leavesOut (of the map) or forgets (something that can be found again)
     */
    @Answer
    record TableAnswer(String name, long size, long limit, long dropped, String atLimit) {
        static TableAnswer of(ServerStatus.Table table) {
            return new TableAnswer(
                    table.which().text(),
                    table.fill().size(),
                    table.fill().limit(),
                    table.fill().noRoom(),
                    word(table.which().atLimit()));
        }
    }

    private static String word(AtLimit atLimit) {
        return switch (atLimit) {
            case REFUSES, TURNS_AWAY -> "refuses";
            case LEAVES_OUT -> "leavesOut";
            case FORGETS -> "forgets";
        };
    }

    static ServerAnswer of(ServerStatus.Report report, boolean embedded, long restarts, Instant now) {
        return new ServerAnswer(
                Server.version(),
                report.uptimeNanos() / NANOS_PER_SECOND,
                status(report),
                Stream.concat(report.broken().stream(), report.worth().stream()).toList(),
                now,
                StoreAnswer.of(report.store(), report.disk(), embedded, restarts),
                report.tables().stream().map(TableAnswer::of).toList(),
                report.lost());
    }

    private static StatusAnswer status(ServerStatus.Report report) {
        if (!report.broken().isEmpty()) {
            return StatusAnswer.CRITICAL;
        }
        return report.worth().isEmpty() ? StatusAnswer.OK : StatusAnswer.WARNING;
    }
}
