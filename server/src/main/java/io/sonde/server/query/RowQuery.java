// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import io.sonde.server.limit.Slots.Slot;
import io.sonde.server.store.ClickHouse;
import io.sonde.server.store.StoreConfig;
import io.sonde.server.store.StoreException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Reads answers of any size row by row. */
@Singleton
final class RowQuery {
    /** Nobody waits longer for a page; a query that takes longer is asked for too much. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    @FunctionalInterface
    interface RowVisitor {
        void row(ClickHouseBinaryFormatReader row);
    }

    private final ClickHouse clickHouse;
    private final StoreConfig config;

    RowQuery(ClickHouse clickHouse, StoreConfig config) {
        this.clickHouse = clickHouse;
        this.config = config;
    }

    void forEach(String sql, Map<String, Object> parameters, RowVisitor visitor) throws StoreException {
        QuerySettings settings = new QuerySettings()
                .setDatabase(config.database())
                .serverSetting("max_execution_time", Long.toString(LONGEST.toSeconds()));
        try (Slot _ = clickHouse.statement()) {
            Client client = clickHouse.client();
            read(client, client.query(sql, parameters, settings).get(), visitor);
        } catch (Exception e) {
            throw QueryTooLongException.isBehind(e)
                    ? new QueryTooLongException(LONGEST, e)
                    : StoreException.failed("a query", e);
        }
    }

    // The client's closeables may throw InterruptedException, which forEach handles like any other interruption.
    @SuppressWarnings("try")
    private static void read(Client client, QueryResponse response, RowVisitor visitor) throws Exception {
        try (response;
                ClickHouseBinaryFormatReader rows = client.newBinaryFormatReader(response)) {
            while (rows.hasNext()) {
                rows.next();
                visitor.row(rows);
            }
        }
    }
}
