// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The one thread that sees events. Tasks given to it run there too, between two batches of events. */
final class RingReader implements Executor, AutoCloseable {
    private static final Logger LOG = System.getLogger(RingReader.class.getName());
    /** About 100 µs of work between two looks at the tasks. */
    private static final int BATCH = 4096;
    /** Tasks come from timers, a handful per second: more waiting means that the reader is stuck. */
    private static final int WAITING_TASKS = 256;

    private final @Nullable Ring ring;
    private final KernelEvents receiver;
    private final @Nullable EventJournal journal;
    private final @Nullable MovedBytesReader moved;
    private final RecordHandler handler;
    private final ArrayBlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(WAITING_TASKS);
    private final ReaderPace pace = new ReaderPace();
    private final Haste haste = new Haste();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong mishandled = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean leaving;

    /** Without a ring it only runs tasks, without a journal its events do not outlive this process. */
    RingReader(@Nullable Ring ring, KernelEvents events, @Nullable EventJournal journal) {
        this(ring, events, journal, null);
    }

    /** @param requests ring of copied bytes; null where none are */
    RingReader(@Nullable Ring ring, KernelEvents events, @Nullable EventJournal journal, @Nullable Ring requests) {
        this.moved = requests == null ? null : new MovedBytesReader(requests, events);
        this.ring = ring;
        this.receiver = events;
        this.journal = journal;
        this.handler = new EventDispatch(events);
        this.thread = Thread.ofPlatform().name("kernel-events").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        if (stopping || !tasks.offer(task)) {
            refused.incrementAndGet();
            throw new RejectedExecutionException("the reader of kernel events has ended or is stuck");
        }
        LockSupport.unpark(thread);
    }

    long events() {
        return events.get();
    }

    /** Events whose receiver threw. */
    long mishandled() {
        return mishandled.get();
    }

    Fill tasks() {
        return Bounded.READER_TASKS.fill(tasks.size(), WAITING_TASKS, refused.get());
    }

    private void run() {
        // What an agent before has seen comes before what the ring has.
        runTasks();
        while (!stopping) {
            long rest = look();
            runTasks();
            if (rest > 0 && tasks.isEmpty() && !stopping) {
                LockSupport.parkNanos(this, rest);
            }
        }
        if (!leaving) {
            drainRest();
        }
        runTasks();
    }

    /** The programs are detached by now, so this ends. */
    private void drainRest() {
        while (ring != null && ring.fill() > 0) {
            look();
        }
    }

    private long look() {
        MovedBytesReader also = moved;
        if (also == null) {
            return lookAtEvents();
        }
        long end = also.produced();
        long rest = lookAtEvents();
        try {
            return Math.min(rest, also.look(end));
        } catch (RuntimeException mistake) {
            count(mistake);
            return 0;
        }
    }

    private long lookAtEvents() {
        if (ring == null) {
            return ReaderPace.LONGEST_NANOS;
        }
        double fill = ring.fill();
        haste.after(Math.max(fill, moved == null ? 0 : moved.fill()));
        if (fill == 0) {
            return pace.restAfter(fill);
        }
        long end = ring.produced();
        try {
            receiver.ahead();
            long until = journal == null ? end : ring.keep(journal, BATCH, end);
            events.setRelease(events.getPlain() + ring.drain(handler, BATCH, until));
        } catch (RuntimeException mistake) {
            count(mistake);
            return 0;
        }
        return pace.restAfter(fill);
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException mistake) {
                LOG.log(Level.ERROR, "a task on the reader of kernel events failed", mistake);
            }
        }
    }

    /** The record that caused it has been given back: the next look goes on after it. The first one is told in full. */
    private void count(RuntimeException mistake) {
        if (mishandled.getAndIncrement() == 0) {
            LOG.log(Level.ERROR, "a kernel event could not be handled; more are only counted", mistake);
        }
    }

    /** Ends and leaves the rest to another agent: programs that stay attached would fill the ring for ever. */
    void leave() {
        leaving = true;
        close();
    }

    RecordHandler handler() {
        return handler;
    }

    /** What is in the ring is still handed on. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
