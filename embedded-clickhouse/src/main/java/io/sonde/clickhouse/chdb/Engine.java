// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The engine in this process. One only: libchdb has one data directory per process. */
public final class Engine implements AutoCloseable {
    /** Time that a statement may wait for its turn. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LibChdb lib;
    private final EngineArguments arguments;
    private final AtomicLong opened = new AtomicLong();

    /** Kept open: when the last connection closes the engine stops. Also used to kill statements, which its own are not. */
    private final Connection anchor;

    private final ConnectionPool pool;

    private Engine(EngineSettings settings, EngineArguments arguments) {
        this.lib = LibChdb.load(settings.library());
        this.arguments = arguments;
        this.anchor = Connection.open(lib, "anchor", arguments.forConnection("anchor"));
        this.pool = new ConnectionPool(this::connect, settings.connections());
    }

    public static Engine open(EngineSettings settings) throws IOException {
        Files.createDirectories(settings.directory());
        return new Engine(settings, EngineArguments.write(settings));
    }

    /** One value of one row, as text. */
    public String ask(String sql) throws IOException {
        StringBuilder text = new StringBuilder();
        pool.use(
                new Session("default", Map.of()),
                connection -> connection.select(
                        Statement.of(sql),
                        piece ->
                                text.append(new String(piece.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8))));
        return text.toString().strip();
    }

    public ConnectionPool pool() {
        return pool;
    }

    private Connection connect() {
        String name = "connection-" + opened.incrementAndGet();
        return Connection.open(lib, name, arguments.forConnection(name));
    }

    /** Ends what runs on the connection; its statement fails with QUERY_WAS_CANCELLED. */
    public void kill(Connection connection) {
        killWhere("Settings['log_comment'] = '" + connection.name() + "'");
    }

    private synchronized void killWhere(String condition) {
        try {
            anchor.execute(Statement.of("KILL QUERY WHERE " + condition + " ASYNC"), piece -> {});
        } catch (IOException | EngineException e) {
            System.err.println("could not kill a statement: " + e.getMessage());
        }
    }

    /** Ends all statements, waits for their connections to come back, and closes them and itself. */
    @Override
    public void close() {
        pool.close(() -> killWhere("Settings['log_comment'] LIKE 'connection-%'"));
        anchor.close();
    }
}
