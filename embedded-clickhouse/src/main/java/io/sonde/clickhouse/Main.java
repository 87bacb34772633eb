// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import io.sonde.clickhouse.chdb.Engine;
import io.sonde.clickhouse.chdb.EngineException;
import io.sonde.clickhouse.chdb.EngineSettings;
import io.sonde.clickhouse.http.Credentials;
import io.sonde.clickhouse.http.HttpFacade;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The program: holds the data directory, opens the engine, opens the door, and says where it is. */
public final class Main {
    static final String SECRET_VARIABLE = "SONDE_ENGINE_SECRET";

    private Main() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.HELP);
            return;
        }
        Ending ending = new Ending();
        try {
            run(Options.parse(arguments), ending);
        } catch (UsageException e) {
            ending.now(ExitCode.USAGE, e.getMessage() + ". See --help.");
        } catch (StartException e) {
            ending.now(e.code(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            ending.now(ExitCode.BUG, e.toString());
        }
    }

    private static void run(Options options, Ending ending) throws StartException, IOException {
        String secret = System.getenv(SECRET_VARIABLE);
        if (secret == null || secret.isBlank()) {
            throw new UsageException("the environment variable " + SECRET_VARIABLE + " is missing");
        }
        DataDirectory data = DataDirectory.hold(options.data());
        if (options.exitOnStdinEnd()) {
            ending.whenStdinEnds();
        }
        // The engine ends before its door, so that those who still wait for an answer get one.
        Engine engine = ending.closes(engine(options, data));
        HttpFacade door = ending.closes(door(options, engine, new Credentials(secret)));
        System.out.println("listening " + door.port());
    }

    private static Engine engine(Options options, DataDirectory data) throws StartException, IOException {
        if (!Files.isReadable(options.library())) {
            throw new StartException(
                    ExitCode.LIBRARY_UNUSABLE, options.library() + " is not there: fetch it by fetch-libchdb.sh");
        }
        EngineSettings settings = new EngineSettings(
                options.library(),
                data.path(),
                options.connections(),
                options.maxMemoryBytes(),
                options.maxThreads(),
                options.maxQuerySeconds());
        try {
            return Engine.open(settings);
        } catch (IllegalArgumentException e) {
            throw new StartException(ExitCode.LIBRARY_UNUSABLE, "libchdb cannot be loaded: " + e.getMessage());
        } catch (EngineException e) {
            throw new StartException(
                    ExitCode.DATA_UNUSABLE,
                    "the engine cannot open its data in " + data.path()
                            + ". Put back a copy of that directory, or start with another one; this one is left as it is.");
        }
    }

    private static HttpFacade door(Options options, Engine engine, Credentials credentials) throws StartException {
        try {
            return HttpFacade.open(options.port(), engine, credentials, options.maxRequestBytes());
        } catch (IOException e) {
            throw new StartException(
                    ExitCode.PORT_UNUSABLE,
                    "127.0.0.1:" + options.port() + " cannot be listened on: " + e.getMessage());
        }
    }
}
