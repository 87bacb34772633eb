// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.table.LongTable;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one connection whose answers are not complete, and which numbers belong to requests that nobody saw. Clients number
 * their streams upwards.
 */
final class Streams {
    private static final int MOST_OPEN = 20_000;
    private static final int ANY = Integer.MAX_VALUE;

    private final Exchanges exchanges;
    private LongTable<Exchange> open = new LongTable<>(MOST_OPEN);
    private int highest;
    /** Requests with numbers between these, both excluded, may have gone by unseen. */
    private int unseenFrom;

    private int unseenTo = ANY;

    Streams(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** The first byte of the client was seen. */
    void whole() {
        unseenTo = 0;
    }

    @Nullable
    Exchange get(int stream) {
        return open.get(stream);
    }

    /** A request is here; null: its stream was there before and is over, or its number is wrong. */
    @Nullable
    Exchange begin(int stream, long startNanos) {
        boolean late = stream <= highest && !isUnseen(stream);
        if (late || (stream & 1) == 0) {
            return null;
        }
        if (unseenTo == ANY) {
            unseenTo = stream;
        }
        highest = Math.max(highest, stream);
        return add(stream, startNanos);
    }

    /** An answer is here to a request that nobody saw. */
    @Nullable
    Exchange beginUnseen(int stream, long nanos) {
        if (!isUnseen(stream)) {
            return null;
        }
        Exchange exchange = add(stream, nanos);
        if (exchange != null) {
            exchange.unmeasured();
        }
        return exchange;
    }

    private @Nullable Exchange add(int stream, long startNanos) {
        Exchange exchange = exchanges.begin(startNanos);
        if (exchanges.open() == 1 && open.size() > 0) {
            forget();
        }
        exchange.id = stream;
        if (!open.put(stream, exchange)) {
            exchange.unmeasured();
            exchanges.complete(exchange, startNanos);
            return null;
        }
        return exchange;
    }

    /** The request of the first stream was made before this connection spoke HTTP/2. */
    void first(Exchange request) {
        request.id = 1;
        highest = 1;
        unseenTo = 0;
        open.put(1, request);
    }

    /** Whether the request may still be on its way to us, though its answer is here. */
    boolean isExpected(int stream) {
        return stream > highest && unseenTo != ANY && (stream & 1) != 0;
    }

    private boolean isUnseen(int stream) {
        return stream > unseenFrom && stream < unseenTo;
    }

    void complete(int stream, long nanos) {
        Exchange exchange = open.remove(stream);
        if (exchange != null) {
            exchanges.complete(exchange, nanos);
        }
    }

    /** The server will not answer those above. */
    void refuseAbove(int last, String error, long nanos) {
        Exchange exchange = exchanges.oldest();
        while (exchange != null) {
            Exchange next = exchanges.newerThan(exchange);
            if (exchange.id > last) {
                exchange.error = error;
                complete((int) exchange.id, nanos);
            }
            exchange = next;
        }
    }

    void requestsLost() {
        if (unseenTo != ANY) {
            unseenFrom = highest;
            unseenTo = ANY;
        }
    }

    /** Nobody knows any more which of them were answered. */
    void answersLost(long nanos) {
        forget();
        exchanges.tellAll(nanos);
    }

    private void forget() {
        open = new LongTable<>(MOST_OPEN);
    }
}
