// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import com.clickhouse.client.api.query.GenericRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the tables which batches they have. */
final class StoredMarks {
    /** A sender's clock may have been corrected since the batch came first, and its points with it. */
    private static final long CORRECTED_MILLIS = Duration.ofDays(2).toMillis();

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final ClickHouse clickHouse;

    StoredMarks(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Those of these marks that stand in the table, by their keys. */
    Set<Long> in(String table, List<BatchMark> marks) throws StoreException {
        if (marks.isEmpty()) {
            return Set.of();
        }
        String keys = keys(marks.stream().map(mark -> mark.fingerprint(0)));
        long from = marks.stream().mapToLong(mark -> mark.timeMillis(0)).min().orElseThrow() - CORRECTED_MILLIS;
        long to = marks.stream().mapToLong(mark -> mark.timeMillis(0)).max().orElseThrow() + CORRECTED_MILLIS;
        List<GenericRecord> found = clickHouse.query(
                "SELECT DISTINCT toString(fingerprint) AS key FROM " + table + " WHERE metric = '" + BatchMark.METRIC
                        + "' AND fingerprint IN (" + keys + ") AND time BETWEEN fromUnixTimestamp64Milli(toInt64("
                        + from
                        + ")) AND fromUnixTimestamp64Milli(toInt64(" + to + "))",
                Map.of());
        return keys(found);
    }

    /** Those of these batches that stand in the table, by their keys, which are in the column of marks. */
    Set<Long> ofColumns(String table, String column, List<NamedColumns> batches) throws StoreException {
        if (batches.isEmpty()) {
            return Set.of();
        }
        LongSummaryStatistics times = batches.stream()
                .mapToLong(batch -> batch.columns().firstNanos() / NANOS_PER_MILLI)
                .summaryStatistics();
        return keys(clickHouse.query(
                """
                SELECT DISTINCT toString(%1$s) AS key FROM %2$s WHERE %1$s IN (%3$s)
                  AND Timestamp BETWEEN fromUnixTimestamp64Milli(toInt64(%4$d)) AND fromUnixTimestamp64Milli(toInt64(%5$d))
                """.formatted(
                                column,
                                table,
                                keys(batches.stream().map(NamedColumns::markOfFirstRow)),
                                times.getMin() - CORRECTED_MILLIS,
                                times.getMax() + CORRECTED_MILLIS),
                Map.of()));
    }

    private static String keys(Stream<Long> keys) {
        return keys.map(Long::toUnsignedString).collect(Collectors.joining(", "));
    }

    private static Set<Long> keys(List<GenericRecord> found) {
        Set<Long> keys = new HashSet<>();
        found.forEach(row -> keys.add(Long.parseUnsignedLong(row.getString("key"))));
        return keys;
    }
}
