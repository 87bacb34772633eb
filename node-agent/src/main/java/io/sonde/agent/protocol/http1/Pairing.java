// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.http.Methods;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which answer belongs to which request. They come in order, so one that was not seen would shift all later ones. A client that
 * never had two requests open is taken not to begin now: its next request shows that nothing else is owed. One that sends several at
 * once cannot be followed after a loss: its requests are told when they begin, without answer and duration.
 */
final class Pairing {
    /** After so long without any answer none is owed. */
    private static final long QUIET_NANOS = 1_000_000_000;

    private final Exchanges exchanges;
    private @Nullable Exchange asking;
    private @Nullable Exchange answering;
    private boolean anyRequest;
    private boolean pipelined;
    private boolean doubt;
    private boolean requestsMissing;
    private boolean answersMissing;
    private long unknownNanos = Long.MIN_VALUE;
    private long answeredNanos;
    private long now;

    Pairing(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** Of another connection. */
    void renew() {
        asking = null;
        answering = null;
        anyRequest = false;
        pipelined = false;
        doubt = false;
        requestsMissing = false;
        answersMissing = false;
        unknownNanos = Long.MIN_VALUE;
        answeredNanos = 0;
        now = 0;
    }

    void now(long nanos) {
        now = nanos;
    }

    /** Whose body is still on its way; null: nobody's that is of interest. */
    @Nullable
    Exchange asking() {
        return asking;
    }

    /** Whose answer is on its way. */
    @Nullable
    Exchange answering() {
        return answering;
    }

    /** Whether what the client says next depends on an answer that was not read yet. */
    boolean mayLeaveHttp() {
        Exchange newest = exchanges.newest();
        return newest != null && !answersMissing && newest.status.isEmpty() && Expected.mayLeaveHttp(newest.note);
    }

    /** Whether an answer is there before its request: the two directions are not seen in order. */
    boolean mustWait() {
        return anyRequest && !requestsMissing && !doubt && exchanges.open() == 0;
    }

    /** A request begins; null: it was told together with its answer already. */
    @Nullable
    Exchange begin(long startNanos) {
        if (answersMissing) {
            giveUpAnswers();
        }
        boolean known = !anyRequest && startNanos < unknownNanos;
        anyRequest = true;
        if (known) {
            return null;
        }
        Exchange before = exchanges.newest();
        pipelined |= before != null && before.startNanos() == startNanos;
        if (exchanges.open() == 0 && startNanos - answeredNanos > QUIET_NANOS) {
            doubt = false;
        }
        asking = exchanges.begin(startNanos);
        if (doubt || requestsMissing) {
            asking.unmeasured();
        }
        return asking;
    }

    /** It is described. */
    void begun(Exchange exchange) {
        if (doubt) {
            asking = null;
            exchanges.complete(exchange, now);
        }
    }

    void asked() {
        asking = null;
    }

    /** An answer begins; returns whose it is, if that is known. */
    @Nullable
    Exchange answer(long startNanos, long endNanos) {
        if (answersMissing) {
            leaveNewest();
        } else {
            pipelined |= exchanges.open() > 1;
        }
        answeredNanos = endNanos;
        Exchange due = exchanges.oldest();
        if (due == null) {
            answering = (!anyRequest || requestsMissing) && !doubt ? unknown(startNanos, endNanos) : null;
        } else if (endNanos >= due.startNanos()) {
            requestsMissing = false;
            answering = due;
        }
        return answering;
    }

    /** Answers went by unseen: those to all but the newest request, since it was made only when they were there. */
    private void leaveNewest() {
        answersMissing = false;
        if (answering != null) {
            answering.unmeasured();
            answered(now);
        }
        exchanges.unmeasured();
        while (exchanges.open() > 1) {
            exchanges.complete(Objects.requireNonNull(exchanges.oldest()), now);
        }
    }

    private Exchange unknown(long startNanos, long endNanos) {
        unknownNanos = endNanos;
        Exchange exchange = exchanges.begin(startNanos);
        exchange.operation = Methods.OTHER;
        exchange.unmeasured();
        return exchange;
    }

    void answered(long nanos) {
        if (answering == null) {
            return;
        }
        if (asking == answering) {
            asking = null;
        }
        exchanges.complete(answering, nanos);
        answering = null;
        answeredNanos = nanos;
    }

    /** The answer comes in another protocol. */
    void handOver() {
        asking = null;
        answering = null;
    }

    void requestsLost() {
        asking = null;
        if (pipelined) {
            doubt = true;
        } else {
            requestsMissing = true;
        }
    }

    void answersLost() {
        answersMissing = true;
        if (pipelined) {
            doubt = true;
            giveUpAnswers();
        }
    }

    /** The message of which parts went by unseen is complete now: nothing else is missing. */
    void foundEnd(Side side) {
        if (side == Side.CLIENT) {
            requestsMissing = false;
        } else {
            answersMissing = false;
        }
    }

    /** Nobody can say how it ended. */
    private void giveUpAnswers() {
        answersMissing = false;
        asking = null;
        answering = null;
        exchanges.tellAll(now);
    }

    /** The connection is over: what was answered in parts that nobody saw did not fail. */
    void ended() {
        if (answersMissing) {
            giveUpAnswers();
        }
    }
}
