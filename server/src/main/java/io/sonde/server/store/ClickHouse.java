// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Slots;
import io.sonde.server.limit.Slots.Slot;
import io.sonde.server.store.block.Bytes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks to the ClickHouse, wherever it is now. For any thread. */
@Singleton
public final class ClickHouse implements AutoCloseable {
    /** Writers, readers and the health check at the same time. */
    private static final int MAX_CONNECTIONS = 32;

    /** A statement that finds all of them busy for so long fails; whoever sent it tries again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long CONNECT_TIMEOUT_MILLIS = 2_000;

    private static final String DEFAULT_DATABASE = "default";

    private final StoreConfig config;
    private final StoreEndpoint endpoint;
    private final Slots statements = new Slots(MAX_CONNECTIONS);
    private @Nullable Connected connected;
    private volatile boolean tablesAreThere;

    private record Connected(StoreAddress address, Client client) {}

    ClickHouse(StoreConfig config, StoreEndpoint endpoint, BoundedTables tables) {
        this.config = config;
        this.endpoint = endpoint;
        tables.watch(Bounded.STORE_STATEMENTS, statements::fill);
    }

    /** Runs a statement that answers nothing. */
    public void execute(String sql) throws StoreException {
        executeIn(config.database(), sql);
    }

    /** Runs a statement before there is a database of ours. */
    void createDatabase() throws StoreException {
        executeIn(DEFAULT_DATABASE, "CREATE DATABASE IF NOT EXISTS `" + config.database() + "`");
    }

    /** The tables are there. */
    void openForInserts() {
        tablesAreThere = true;
    }

    /** Inserts a block; the same token makes a repetition harmless. */
    void insert(String table, Bytes block, String token) throws StoreException {
        if (!tablesAreThere) {
            throw new StoreException("the store is starting");
        }
        InsertSettings settings = new InsertSettings()
                .setDeduplicationToken(token)
                // Times were checked by the receiver; one late batch may still touch many days.
                .serverSetting("max_partitions_per_insert_block", "0")
                .serverSetting("async_insert", "0")
                // A repetition also completes what a table derived from this one still misses.
                .serverSetting("deduplicate_blocks_in_dependent_materialized_views", "1");
        settings.setDatabase(config.database());
        try (Slot _ = statement()) {
            client().insert(table, out -> out.write(block.array(), 0, block.size()), ClickHouseFormat.Native, settings)
                    .get()
                    .close();
        } catch (Exception e) {
            throw StoreException.failed("insert into " + table, e);
        }
    }

    /** All rows of a small answer. */
    public List<GenericRecord> query(String sql, Map<String, Object> parameters) throws StoreException {
        try (Slot _ = statement()) {
            return client().queryAll(sql, parameters, new QuerySettings().setDatabase(config.database()));
        } catch (RuntimeException e) {
            throw StoreException.failed("query", e);
        }
    }

    /** A statement's place, to be closed when its answer has been read; who uses {@link #client} needs one. */
    public Slot statement() throws StoreException {
        try {
            Slot slot = statements.take(PATIENCE);
            if (slot == null) {
                throw new StoreException("too many statements at the same time: " + MAX_CONNECTIONS + " are running");
            }
            return slot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("a statement was interrupted", e);
        }
    }

    /** The client at the current address, for answers that are read row by row. Do not keep it. */
    public synchronized Client client() throws StoreException {
        StoreAddress address = endpoint.address();
        Connected current = connected;
        if (current != null && current.address.equals(address)) {
            return current.client;
        }
        close();
        Client client = connect(address);
        connected = new Connected(address, client);
        return client;
    }

    private Client connect(StoreAddress address) {
        return new Client.Builder()
                .addEndpoint(address.uri().toString())
                .setUsername(address.user())
                .setPassword(address.password().value())
                .setDefaultDatabase(config.database())
                .setMaxConnections(MAX_CONNECTIONS)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS, ChronoUnit.MILLIS)
                // This version of the client cannot send blocks that do not shrink when compressed.
                .compressClientRequest(false)
                .compressServerResponse(false)
                // Only the writer knows whether a repetition is safe.
                .setMaxRetries(0)
                .build();
    }

    private void executeIn(String database, String sql) throws StoreException {
        CommandSettings settings = new CommandSettings();
        settings.setDatabase(database);
        try (Slot _ = statement()) {
            client().execute(sql, settings).get().close();
        } catch (Exception e) {
            throw StoreException.failed("statement", e);
        }
    }

    @Override
    public synchronized void close() {
        Connected current = connected;
        connected = null;
        if (current != null) {
            current.client.close();
        }
    }
}
