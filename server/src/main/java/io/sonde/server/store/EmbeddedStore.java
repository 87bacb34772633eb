// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.sonde.server.config.ConfigException;
import io.sonde.server.config.Secret;
import io.sonde.server.engine.EmbeddedEngine;
import io.sonde.server.engine.EngineCommand;
import io.sonde.server.engine.EngineState;
import io.sonde.server.limit.Bounded;
import io.sonde.server.limit.BoundedTables;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The embedded engine as the store, where no other was given. */
@Singleton
@Requires(missingProperty = "sonde.store.url")
final class EmbeddedStore implements StoreEndpoint {
    /** Set by the launcher: where the program is installed. */
    private static final String HOME = "sonde.home";

    /** As every start begins. */
    static final String STARTING = "the engine is starting";

    private static final String ENGINE_MAIN = "io.sonde.clickhouse.Main";

    private final EmbeddedEngine engine;

    /** Completed by the reason if the engine cannot run, and trying again does not help. */
    private final CompletableFuture<String> unusable = new CompletableFuture<>();

    EmbeddedStore(DataConfig data, EngineConfig config, MeterRegistry meters, BoundedTables tables) {
        engine = new EmbeddedEngine(command(data.data().toAbsolutePath().resolve("clickhouse"), config));
        engine.onChange(state -> {
            if (state instanceof EngineState.Failed(String reason, boolean forGood) && forGood) {
                unusable.complete("the engine " + reason);
            }
        });
        tables.watch(Bounded.ENGINE_STATEMENTS, engine::statements);
        FunctionCounter.builder("sonde.server.engine.restarts", engine, EmbeddedEngine::restarts)
                .description("How often the embedded engine was started again after it had ended.")
                .register(meters);
    }

    private static EngineCommand command(Path data, EngineConfig config) {
        List<String> options = options(config);
        String home = System.getProperty(HOME);
        if (home != null) {
            EngineCommand installed = EngineCommand.installed(Path.of(home), data);
            return new EngineCommand(installed.classPath(), data, installed.aotCache(), options);
        }
        if (EmbeddedStore.class.getResource("/" + ENGINE_MAIN.replace('.', '/') + ".class") == null) {
            throw new ConfigException(
                    "There is no embedded engine beside this program: start it by bin/sonde-server, or give --store.url.");
        }
        return new EngineCommand(System.getProperty("java.class.path"), data, data.resolve("no.aot"), options);
    }

    private static List<String> options(EngineConfig config) {
        List<String> options = new ArrayList<>(List.of(
                "--max-memory-bytes", Long.toString(config.maxMemoryBytes()),
                "--max-threads", Integer.toString(config.maxThreads())));
        Path library = config.library();
        if (library != null) {
            options.addAll(List.of("--library", library.toString()));
        }
        return options;
    }

    void start() {
        engine.start();
    }

    long restarts() {
        return engine.restarts();
    }

    CompletableFuture<String> unusable() {
        return unusable;
    }

    @Override
    public StoreAddress address() throws StoreException {
        return switch (engine.state()) {
            case EngineState.Running running ->
                new StoreAddress(running.uri(), EmbeddedEngine.USER, new Secret(engine.secret()));
            case EngineState.Starting _ -> throw new StoreException(STARTING);
            case EngineState.Restarting restarting ->
                throw new StoreException("the engine " + restarting.reason() + " and is starting again");
            case EngineState.Failed failed -> throw new StoreException("the engine cannot run: it " + failed.reason());
            case EngineState.Stopped _ -> throw new StoreException("the engine was stopped");
        };
    }

    void close() {
        engine.close();
    }
}
