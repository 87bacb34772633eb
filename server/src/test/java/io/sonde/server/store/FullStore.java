// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sonde.server.RunningServer;
import io.sonde.server.config.Secret;
import io.sonde.server.engine.EmbeddedEngine;
import io.sonde.server.engine.EngineCommand;
import io.sonde.server.engine.EngineState;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import io.sonde.server.limit.Fill;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The way to the store, and the embedded engine at its end, with more statements than fit. */
public final class FullStore {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private FullStore() {}

    public static Fill statements() throws StoreException {
        var tables = new BoundedTables(new SimpleMeterRegistry());
        try (ClickHouse store = store(URI.create("http://127.0.0.1:1"), "", tables)) {
            Supplier<Fill> fill = () -> Objects.requireNonNull(tables.fills().get(Bounded.STORE_STATEMENTS));
            for (int i = 0; i < fill.get().limit(); i++) {
                var _ = store.statement();
            }
            assertThatThrownBy(() -> store.query("SELECT 1", Map.of())).hasMessageContaining("too many statements");
            return fill.get();
        }
    }

    /** In an engine that runs one statement at a time. */
    public static Fill engineStatements(Path data) throws Exception {
        var command = new EngineCommand(
                System.getProperty("java.class.path"), data, data.resolve("none"), List.of("--connections", "1"));
        try (EmbeddedEngine engine = new EmbeddedEngine(command)) {
            engine.start();
            await().atMost(PATIENCE).until(() -> engine.state() instanceof EngineState.Running);
            try (ClickHouse store = store(uri(engine), engine.secret(), new BoundedTables(new SimpleMeterRegistry()))) {
                var longOne = CompletableFuture.runAsync(
                        () -> select(store, "SELECT sleepEachRow(1) FROM numbers(40) SETTINGS max_block_size = 1"));
                await().atMost(PATIENCE).until(() -> engine.statements().size() == 1);
                assertThatThrownBy(() -> store.execute("SELECT 1"))
                        .hasMessageContaining("Too many simultaneous queries");
                await().atMost(PATIENCE).until(() -> engine.statements().noRoom() == 1);
                Fill full = engine.statements();
                longOne.cancel(true);
                return full;
            }
        }
    }

    /** More answers than may stay: the newest do. */
    public static Fill keptCauses(Path data) throws Exception {
        try (RunningServer server =
                RunningServer.start("--data=" + data, "--causes.kept=2").awaitReady()) {
            CauseTable table = server.bean(CauseTable.class);
            for (int i = 0; i < 4; i++) {
                table.keep(cause(i), "{}".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(table.list("", Instant.EPOCH, Instant.EPOCH.plusSeconds(100), 10))
                    .containsExactly(cause(3), cause(2));
            return Objects.requireNonNull(
                    server.bean(BoundedTables.class).fills().get(Bounded.KEPT_CAUSES));
        }
    }

    private static KeptCause cause(int number) {
        Instant asked = Instant.now().truncatedTo(ChronoUnit.DAYS).plusSeconds(number);
        return new KeptCause(
                "cause-" + number,
                asked,
                "orders",
                Instant.EPOCH.plusSeconds(10),
                Instant.EPOCH.plusSeconds(20),
                Instant.EPOCH,
                "LIVE",
                "CAUSE",
                List.of("payments", "dns"),
                List.of("payments", "dns"),
                List.of("pool", "latency"),
                List.of(.75, .25),
                "orders is hurt.");
    }

    private static void select(ClickHouse store, String sql) {
        try {
            store.execute(sql);
        } catch (StoreException _) {
            // It ends with the engine.
        }
    }

    private static URI uri(EmbeddedEngine engine) {
        if (engine.state() instanceof EngineState.Running(URI uri)) {
            return uri;
        }
        throw new IllegalStateException("the engine has gone: " + engine.state());
    }

    private static ClickHouse store(URI uri, String secret, BoundedTables tables) {
        var config = new StoreConfig(uri, EmbeddedEngine.USER, new Secret(secret), "default");
        var address = new StoreAddress(uri, EmbeddedEngine.USER, new Secret(secret));
        return new ClickHouse(config, () -> address, tables);
    }
}
