// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import com.clickhouse.client.api.query.GenericRecord;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the tables which batches they have. */
final class StoredMarks {
    /** A sender's clock may have been corrected since the batch came first, and its points with it. */
    private static final long CORRECTED_MILLIS = Duration.ofDays(2).toMillis();

    private final ClickHouse clickHouse;

    StoredMarks(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Those of these marks that stand in the table, by their keys. */
    Set<Long> in(String table, List<BatchMark> marks) throws StoreException {
        if (marks.isEmpty()) {
            return Set.of();
        }
        String keys = marks.stream()
                .map(mark -> Long.toUnsignedString(mark.fingerprint(0)))
                .collect(Collectors.joining(", "));
        long from = marks.stream().mapToLong(mark -> mark.timeMillis(0)).min().orElseThrow() - CORRECTED_MILLIS;
        long to = marks.stream().mapToLong(mark -> mark.timeMillis(0)).max().orElseThrow() + CORRECTED_MILLIS;
        List<GenericRecord> found = clickHouse.query(
                "SELECT DISTINCT toString(fingerprint) AS key FROM " + table + " WHERE metric = '" + BatchMark.METRIC
                        + "' AND fingerprint IN (" + keys + ") AND time BETWEEN fromUnixTimestamp64Milli(toInt64("
                        + from
                        + ")) AND fromUnixTimestamp64Milli(toInt64(" + to + "))",
                Map.of());
        Set<Long> keysFound = new HashSet<>();
        found.forEach(row -> keysFound.add(Long.parseUnsignedLong(row.getString("key"))));
        return keysFound;
    }
}
