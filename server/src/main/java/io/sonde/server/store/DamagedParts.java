// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import com.clickhouse.client.api.query.GenericRecord;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts of tables that the store could not read and has set aside without a word when it started: the rest of the table is served
 * as if nothing were missing, so somebody else must say it.
 */
@Singleton
public final class DamagedParts implements BeforeInserts {
    private static final Logger log = LoggerFactory.getLogger(DamagedParts.class);

    private static final String QUERY = """
            SELECT table, count() AS parts, sum(bytes_on_disk) AS bytes FROM system.detached_parts
            WHERE database = {database:String} AND reason LIKE 'broken%' GROUP BY table ORDER BY table""";

    private final ClickHouse clickHouse;
    private final StoreConfig config;
    private volatile List<Damage> found = List.of();

    /** What one table has lost. */
    public record Damage(String table, long parts, long bytes) {
        /** A sentence that says what to do. */
        public String text() {
            return "%d damaged part%s of %s (%,d bytes) could not be read and %s set aside: those rows are missing. To bring them back, restore a copy of the data; to accept the loss, delete the table's directories detached/broken*."
                    .formatted(parts, parts == 1 ? "" : "s", table, bytes, parts == 1 ? "was" : "were");
        }
    }

    DamagedParts(ClickHouse clickHouse, StoreConfig config, MeterRegistry meters) {
        this.clickHouse = clickHouse;
        this.config = config;
        Gauge.builder(
                        "sonde.server.store.damaged.parts",
                        () -> found.stream().mapToLong(Damage::parts).sum())
                .description("Parts of tables that the store could not read and has set aside.")
                .register(meters);
    }

    /** What was found when the store came up. */
    public List<Damage> found() {
        return found;
    }

    @Override
    public void tablesReady() {
        try {
            found = clickHouse.query(QUERY, Map.of("database", config.database())).stream()
                    .map(DamagedParts::damage)
                    .collect(Collectors.toUnmodifiableList());
            found.forEach(damage -> log.error("{}", damage.text()));
        } catch (StoreException e) {
            log.warn("could not look for damaged parts: {}", e.getMessage());
        }
    }

    private static Damage damage(GenericRecord row) {
        return new Damage(row.getString("table"), row.getLong("parts"), row.getLong("bytes"));
    }
}
