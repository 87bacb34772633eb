// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The requests of one connection that have no complete answer yet, oldest first. Bounded; makes no garbage in steady state. */
public final class Exchanges {
    /** Told as {@link Exchange#error} of a request that got no answer in time. */
    public static final String TIMED_OUT = "timed_out";
    /** Told as {@link Exchange#error} of a request whose connection ended before the answer. */
    public static final String ABORTED = "aborted";

    /** Those of all connections that wait to be used again; one owner thread. */
    public static final class Pool {
        private static final int SPARE = 4_096;

        private final ArrayDeque<Exchange> spare = new ArrayDeque<>();
        final Saying.Room room = new Saying.Room();
        /** Of the message that is read now. */
        int position;

        Exchange take(long nanos) {
            Exchange exchange = spare.isEmpty() ? new Exchange(this) : spare.pop();
            exchange.begin(nanos);
            return exchange;
        }

        void giveBack(Exchange exchange) {
            if (spare.size() < SPARE) {
                spare.push(exchange);
            } else {
                exchange.giveUp();
            }
        }
    }

    /** Who is told of a request when it is over. The exchange is used again afterwards. */
    public interface Listener {
        void over(Exchange exchange, long endNanos);

        /** Whether what requests say shall be kept ({@link Exchange#says}), because spans of some are sent. */
        boolean wantsText();
    }

    private final Pool pool;
    private Listener listener;
    private final int limit;
    private @Nullable Exchange oldest;
    private @Nullable Exchange newest;
    private int open;
    private int overflows;
    private long peer;

    public Exchanges(Pool pool, Listener listener, int limit) {
        this.pool = pool;
        this.listener = listener;
        this.limit = limit;
    }

    /** Of another connection; nothing is open. */
    void renew(Listener next) {
        listener = next;
        overflows = 0;
        peer = 0;
    }

    /**
     * A request began. At the limit all that are open are told as they are, without times: nobody knows any more which answer is
     * whose, and {@link Conversation} lets the dialogue know.
     */
    public Exchange begin(long startNanos) {
        if (open >= limit) {
            overflows++;
            tellAll(startNanos);
        }
        Exchange exchange = pool.take(startNanos);
        exchange.peer = peer;
        exchange.older = newest;
        if (newest == null) {
            oldest = exchange;
        } else {
            newest.newer = exchange;
        }
        newest = exchange;
        open++;
        return exchange;
    }

    /** How often there were more open ones than allowed. */
    int overflows() {
        return overflows;
    }

    /** Tells all that are open as they are: they count, their durations do not. */
    public void tellAll(long nanos) {
        while (oldest != null) {
            oldest.unmeasured();
            complete(oldest, nanos);
        }
    }

    public boolean wantsText() {
        return listener.wantsText();
    }

    public int open() {
        return open;
    }

    public @Nullable Exchange oldest() {
        return oldest;
    }

    public @Nullable Exchange newest() {
        return newest;
    }

    public @Nullable Exchange newerThan(Exchange exchange) {
        return exchange.newer;
    }

    /** Of the message that is read now, in its direction. */
    void position(int ofMessage) {
        pool.position = ofMessage;
    }

    /** Of datagrams: who is at the other end of what follows. */
    void peer(long hash) {
        peer = hash;
    }

    /** The oldest one with this id, and with the same peer. */
    public @Nullable Exchange find(long id) {
        for (Exchange exchange = oldest; exchange != null; exchange = exchange.newer) {
            if (exchange.id == id && exchange.peer == peer) {
                return exchange;
            }
        }
        return null;
    }

    /** Its answer is complete, or there is none to wait for. */
    public void complete(Exchange exchange, long endNanos) {
        if (!exchange.told) {
            listener.over(exchange, endNanos);
        }
        drop(exchange);
    }

    /** It was no request after all. */
    public void drop(Exchange exchange) {
        unlink(exchange);
        open--;
        pool.giveBack(exchange);
    }

    /** All that are open are known to be measured wrongly from here on. */
    public void unmeasured() {
        for (Exchange exchange = oldest; exchange != null; exchange = exchange.newer) {
            exchange.unmeasured();
        }
    }

    /** The connection ended: nothing more is answered. */
    public void abort(long nanos) {
        while (oldest != null) {
            Exchange exchange = oldest;
            if (exchange.error.isEmpty()) {
                exchange.error = ABORTED;
            }
            complete(exchange, nanos);
        }
    }

    /** Tells those without an answer that began before; they stay, so that a late answer goes to nobody else. */
    public void giveUpBefore(long startNanos, long nowNanos) {
        for (Exchange exchange = oldest; exchange != null; exchange = exchange.newer) {
            if (!exchange.told && exchange.startNanos < startNanos && exchange.firstByteNanos == 0) {
                exchange.error = TIMED_OUT;
                listener.over(exchange, nowNanos);
                exchange.told = true;
            }
        }
    }

    private void unlink(Exchange exchange) {
        if (exchange.older == null) {
            oldest = exchange.newer;
        } else {
            exchange.older.newer = exchange.newer;
        }
        if (exchange.newer == null) {
            newest = exchange.older;
        } else {
            exchange.newer.older = exchange.older;
        }
        exchange.newer = null;
        exchange.older = null;
    }
}
