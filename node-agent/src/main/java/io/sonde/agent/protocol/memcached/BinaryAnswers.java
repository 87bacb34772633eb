// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Pairing;
import io.sonde.agent.protocol.Piece;
import org.jspecify.annotations.Nullable;

/** Answers in frames: each repeats the number of its command, and quiet commands before it that got none went well. */
final class BinaryAnswers {
    private final Exchanges exchanges;
    private final Pairing pairing;
    private @Nullable Exchange answered;

    BinaryAnswers(Exchanges exchanges, Pairing pairing) {
        this.exchanges = exchanges;
        this.pairing = pairing;
    }

    long read(Piece piece) {
        if (piece.length() < Frame.HEAD) {
            return Dialogue.MORE;
        }
        if (!Frame.isValid(piece)) {
            return Dialogue.LOST;
        }
        long length = Frame.HEAD + Frame.body(piece);
        Exchange exchange = exchanges.find(Frame.number(piece));
        while (exchange != null && exchange.note != Frame.code(piece)) {
            exchange = next(exchange, Frame.number(piece));
        }
        if (exchange != null) {
            finishOlder(exchange, piece.startNanos());
            answer(exchange, piece, length);
        }
        return length;
    }

    private @Nullable Exchange next(Exchange exchange, int number) {
        Exchange newer = exchanges.newerThan(exchange);
        while (newer != null && newer.id != number) {
            newer = exchanges.newerThan(newer);
        }
        return newer;
    }

    private void finishOlder(Exchange exchange, long nanos) {
        for (Exchange older = exchanges.oldest(); older != null && older != exchange; older = exchanges.oldest()) {
            if (!Frame.isQuiet(older.note)) {
                older.unmeasured();
            }
            exchanges.complete(older, nanos);
        }
    }

    private void answer(Exchange exchange, Piece piece, long length) {
        exchange.answerBegins(piece.startNanos());
        exchange.responseBytes += length;
        exchange.status = Frame.status(piece);
        exchange.error = Frame.isError(piece.u16(6)) ? exchange.status : "";
        boolean more = exchange.note == Frame.STAT && Frame.body(piece) > 0 && exchange.status.isEmpty();
        answered = more ? null : exchange;
    }

    void passed(long nanos) {
        if (answered != null && answered == exchanges.oldest()) {
            pairing.complete(answered, nanos);
        }
        answered = null;
    }

    void lost() {
        answered = null;
    }

    /** Quiet commands at the end of a connection are not waited for. */
    void ended(long nanos) {
        Exchange exchange = exchanges.oldest();
        while (exchange != null) {
            Exchange newer = exchanges.newerThan(exchange);
            if (exchange.id != Exchange.NO_ID && Frame.isQuiet(exchange.note)) {
                exchanges.complete(exchange, nanos);
            }
            exchange = newer;
        }
    }
}
