// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One life of the engine: from the start of its process to the end. Its standard input stays open as long as we live. */
final class EngineProcess {
    private static final Logger log = LoggerFactory.getLogger("sonde.engine");

    private static final String LISTENING = "listening ";

    /** libchdb itself speaks so, before our program says what that means. */
    private static final String ENGINE_ERROR = "DB::Exception: ";

    /** The engine closes its tables and the kernel takes back its memory. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Process process;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread errors;
    private volatile String lastWords = "";
    private volatile String lastError = "";

    private EngineProcess(Process process) {
        this.process = process;
        this.errors = read("engine-err", process.getErrorStream(), () -> {});
    }

    static EngineProcess start(EngineCommand command, int port, String secret) throws IOException {
        EngineProcess engine = new EngineProcess(command.process(port, secret).start());
        engine.read("engine-out", engine.process.getInputStream(), () -> engine.port.cancel(false));
        return engine;
    }

    private Thread read(String thread, InputStream stream, Runnable atEnd) {
        return Thread.ofPlatform().daemon().name(thread).start(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().forEach(this::line);
            } catch (IOException | UncheckedIOException e) {
                log.debug("the engine's output has ended", e);
            }
            atEnd.run();
        });
    }

    private void line(String line) {
        if (line.startsWith(LISTENING)) {
            port.complete(Integer.parseInt(line.substring(LISTENING.length())));
            return;
        }
        if (line.contains(ENGINE_ERROR)) {
            lastError = line.strip();
        } else if (!line.isBlank()) {
            lastWords = line.strip();
        }
        log.warn("{}", line);
    }

    /** Empty when it has ended instead. */
    OptionalInt awaitPort(Duration limit) throws InterruptedException, TimeoutException {
        try {
            return OptionalInt.of(port.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | CancellationException e) {
            return OptionalInt.empty();
        }
    }

    boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits for it. */
    EngineEnd end() throws InterruptedException {
        int code = process.waitFor();
        errors.join();
        return EngineEnd.ofProcess(code, lastError.isEmpty() ? lastWords : lastWords + " It says: " + lastError);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!endsWithin(GRACE)) {
            log.warn("the engine did not end within {} s: killing it", GRACE.toSeconds());
            kill();
        }
    }
}
