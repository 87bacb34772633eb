// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import io.sonde.server.limit.Fill;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the engine's process alive: starts it, looks whether it answers, starts it again when it dies. Secret and, where the
 * machine allows, address stay the same over restarts. Owned by one thread of its own.
 */
public final class EmbeddedEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedEngine.class);

    /** Any name will do, see the engine's credentials. */
    public static final String USER = "default";

    /** A store of a year needs seconds; this is for a start that hangs. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration PING_PAUSE = Duration.ofSeconds(1);
    private static final int MISSED_PINGS = 5;

    /** After so long a life a crash is news, not one more of a row. */
    private static final Duration SOUND_LIFE = Duration.ofSeconds(30);

    private static final int SECRET_BYTES = 32;

    private final EngineCommand command;
    private final String secret = newSecret();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final AtomicLong restarts = new AtomicLong();
    private final List<Consumer<EngineState>> listeners = new CopyOnWriteArrayList<>();
    private final Thread owner = Thread.ofPlatform().name("engine").unstarted(this::run);
    private volatile EngineState state = new EngineState.Starting();
    private volatile Fill statements = new Fill(0, 0, 0);

    /** Of the last life; 0 before the first. */
    private int port;

    private boolean hasRun;

    public EmbeddedEngine(EngineCommand command) {
        this.command = command;
    }

    /** Begins to start; see {@link #state}. */
    public void start() {
        owner.start();
    }

    public EngineState state() {
        return state;
    }

    /** Told of each state from now on, on the engine's thread: return quickly. */
    public void onChange(Consumer<EngineState> listener) {
        listeners.add(listener);
    }

    /** Password of every request; never to be logged. */
    public String secret() {
        return secret;
    }

    /** How often the engine was started again. */
    public long restarts() {
        return restarts.get();
    }

    /** How many statements it ran a second ago, how many it can run at a time, and how many it turned away since the start. */
    public Fill statements() {
        return statements;
    }

    private void run() {
        Backoff backoff = Backoff.NONE;
        try {
            while (!stopping.get()) {
                long startedNanos = System.nanoTime();
                EngineEnd end = live();
                if (end.isForGood(hasRun)) {
                    log.error("the engine cannot run: it {}", end.reason());
                    become(new EngineState.Failed(end.reason(), true));
                    return;
                }
                boolean sound = System.nanoTime() - startedNanos > SOUND_LIFE.toNanos();
                backoff = sound ? Backoff.NONE.next() : backoff.next();
                beforeRestart(end, backoff);
            }
            become(new EngineState.Stopped());
        } catch (InterruptedException e) {
            become(new EngineState.Stopped());
        }
    }

    private void beforeRestart(EngineEnd end, Backoff backoff) throws InterruptedException {
        log.warn("the engine {}; starting it again", end.reason());
        become(
                backoff.isHopeless()
                        ? new EngineState.Failed(end.reason(), false)
                        : new EngineState.Restarting(end.reason()));
        Thread.sleep(backoff.pause());
        restarts.incrementAndGet();
    }

    /** One life of the engine; however this returns, its process has ended. */
    private EngineEnd live() throws InterruptedException {
        EngineProcess process;
        try {
            process = EngineProcess.start(command, port, secret);
        } catch (IOException e) {
            return EngineEnd.because("could not be started: " + e.getMessage());
        }
        try {
            OptionalInt listening = process.awaitPort(START_LIMIT);
            // Where it could not start, somebody else may have taken its port meanwhile.
            port = listening.orElse(0);
            return listening.isPresent() ? watch(process) : process.end();
        } catch (TimeoutException e) {
            return EngineEnd.because("did not start within " + START_LIMIT.toMinutes() + " minutes");
        } finally {
            leaveNothing(process);
        }
    }

    private EngineEnd watch(EngineProcess process) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port);
        log.info("engine ready on {}", uri);
        hasRun = true;
        become(new EngineState.Running(uri));
        int missed = 0;
        long turnedAwayBefore = statements.noRoom();
        while (missed < MISSED_PINGS) {
            if (process.endsWithin(PING_PAUSE)) {
                return process.end();
            }
            Fill answer = Ping.answer(uri);
            missed = answer == null ? missed + 1 : 0;
            statements = answer == null ? statements : plus(turnedAwayBefore, answer);
        }
        return EngineEnd.because("did not answer " + MISSED_PINGS + " times");
    }

    /** Each life of the engine counts from zero. */
    private static Fill plus(long turnedAway, Fill fill) {
        return new Fill(fill.size(), fill.limit(), turnedAway + fill.noRoom());
    }

    private void leaveNothing(EngineProcess process) throws InterruptedException {
        // Our own end may come while we wait for something else; it must not shorten the engine's.
        boolean interrupted = Thread.interrupted();
        if (stopping.get()) {
            process.stop();
        } else {
            process.kill();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void become(EngineState next) {
        state = next;
        for (Consumer<EngineState> listener : listeners) {
            listener.accept(next);
        }
    }

    private static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Ends the engine and waits until it has. */
    @Override
    public void close() {
        if (stopping.getAndSet(true) || !owner.isAlive()) {
            return;
        }
        owner.interrupt();
        try {
            owner.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
