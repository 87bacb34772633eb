// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import org.jspecify.annotations.Nullable;

/**
 * Which answer belongs to which request. A unit is what the server says once that it is ready for the next: one simple query, or all
 * up to a Sync. Inside of a unit each execution has its own end. {@link Exchange#id} is the number of its unit.
 */
final class Units {
    /** Ends with its unit. */
    static final int UNIT = 0;
    /** Ends by its own message. */
    static final int EXECUTION = 1;

    /** What was sent after one that failed is not done. */
    static final String PIPELINE_ABORTED = "pipeline_aborted";

    /** After a loss, so many units in a row must be answered one by one before the pairing is trusted. */
    private static final int TRUSTED = 4;

    private final Exchanges exchanges;
    /** Units that the client has closed, and those of them that were answered. */
    private long asked;

    private long answered;
    private boolean failed;
    /** Bytes of the answer to the only open unit went by unseen. */
    private boolean gap;
    /** Nobody knows which unit the next answer belongs to. */
    private boolean unsure;

    private int aligned;

    Units(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** Of another connection. */
    void renew() {
        asked = 0;
        answered = 0;
        failed = false;
        gap = false;
        unsure = false;
        aligned = 0;
    }

    Exchange begin(long startNanos, int kind) {
        if (gap) {
            unsure();
        }
        if (exchanges.open() > 0) {
            aligned = 0;
        }
        Exchange exchange = exchanges.begin(startNanos);
        exchange.id = asked;
        exchange.note = kind;
        if (unsure) {
            exchange.unmeasured();
        }
        return exchange;
    }

    void close() {
        asked++;
    }

    /** The one that the server's messages are about. */
    @Nullable
    Exchange current() {
        Exchange oldest = exchanges.oldest();
        return oldest != null && (unsure || oldest.id == answered) ? oldest : null;
    }

    void executed(long nanos) {
        Exchange exchange = current();
        if (exchange != null && exchange.note == EXECUTION && !failed) {
            exchange.answerBegins(nanos);
            exchanges.complete(exchange, nanos);
        }
    }

    void failed(long nanos, boolean fatal) {
        Exchange exchange = current();
        if (exchange == null) {
            return;
        }
        failed = true;
        if (fatal || exchange.note == EXECUTION) {
            exchanges.complete(exchange, nanos);
        }
    }

    void ready(long nanos) {
        gap = false;
        if (unsure) {
            readyUnsurely(nanos);
        } else if (answered < asked) {
            finishUnit(nanos);
            answered++;
        } else if (asked > 0) {
            unsure();
        }
        failed = false;
    }

    private void readyUnsurely(long nanos) {
        boolean one = exchanges.open() == 1 && answered < asked;
        aligned = one ? aligned + 1 : 0;
        exchanges.tellAll(nanos);
        answered = asked;
        if (aligned >= TRUSTED) {
            unsure = false;
        }
    }

    private void finishUnit(long nanos) {
        for (Exchange exchange = current(); exchange != null; exchange = current()) {
            if (exchange.note == EXECUTION && failed) {
                exchange.error = PIPELINE_ABORTED;
            } else if (exchange.note == EXECUTION) {
                exchange.unmeasured();
            }
            exchange.answerBegins(nanos);
            exchanges.complete(exchange, nanos);
        }
    }

    void answersLost() {
        if (asked - answered == 1 && exchanges.open() == 1 && !unsure) {
            gap = true;
        } else {
            unsure();
        }
    }

    void unsure() {
        gap = false;
        unsure = true;
        aligned = 0;
        exchanges.unmeasured();
    }
}
