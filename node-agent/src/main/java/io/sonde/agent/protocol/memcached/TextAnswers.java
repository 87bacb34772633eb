// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Pairing;
import io.sonde.agent.protocol.Piece;
import org.jspecify.annotations.Nullable;

/** Answers in lines: in the order of the commands, each ends with a line that is known to be the last. */
final class TextAnswers {
    /** What a command's answer is; see {@link Exchange#note}. */
    static final int LINE = 0;

    static final int LIST = 1;
    /** Its answer says that all quiet commands before it are done. */
    static final int NOOP = 2;

    private static final String[] ERRORS = {"ERROR", "CLIENT_ERROR", "SERVER_ERROR"};
    private static final String[] REFUSALS = {"NOT_FOUND", "NOT_STORED", "EXISTS", "NF", "NS", "EX", "EN"};
    private static final String[] ENDS_OF_LIST = {"END", "OK", "RESET", "BUSY", "BADCLASS"};

    private final Exchanges exchanges;
    private final Pairing pairing;
    private final Line line = new Line();

    /** Answers that may come to quiet commands, which were told already. */
    private int quiet;

    private boolean over;

    TextAnswers(Exchanges exchanges, Pairing pairing) {
        this.exchanges = exchanges;
        this.pairing = pairing;
    }

    void asked(Exchange exchange, boolean quietly) {
        if (quietly) {
            quiet++;
        } else if (quiet > 0 && exchange.note != NOOP) {
            exchange.unmeasured();
        }
    }

    long read(Piece piece) {
        if (piece.get(0) < ' ') {
            return Dialogue.LOST;
        }
        if (!line.read(piece)) {
            return Dialogue.MORE;
        }
        long length = line.length();
        if (line.is(0, "VALUE") && line.number(3) >= 0) {
            length += line.number(3) + 2;
        } else {
            over = true;
            if (line.is(0, "VA") && line.number(1) >= 0) {
                length += line.number(1) + 2;
            }
        }
        Exchange exchange = exchanges.oldest();
        if (exchange != null) {
            answer(exchange, piece, length);
        }
        return length;
    }

    private void answer(Exchange exchange, Piece piece, long length) {
        if (exchange.note == NOOP && !line.is(0, "MN")) {
            over = false;
            return;
        }
        exchange.answerBegins(piece.startNanos());
        exchange.responseBytes += length;
        String error = oneOf(ERRORS);
        if (error != null) {
            exchange.status = error;
            exchange.error = error;
        } else if (exchange.note == LIST) {
            over &= oneOf(ENDS_OF_LIST) != null;
        } else {
            String refusal = oneOf(REFUSALS);
            exchange.status = refusal == null ? exchange.status : refusal;
        }
    }

    private @Nullable String oneOf(String[] words) {
        for (String word : words) {
            if (line.is(0, word)) {
                return word;
            }
        }
        return null;
    }

    void passed(long nanos) {
        if (!over) {
            return;
        }
        over = false;
        Exchange exchange = exchanges.oldest();
        if (exchange != null) {
            quiet = exchange.note == NOOP ? 0 : quiet;
            pairing.complete(exchange, nanos);
        } else if (quiet > 0) {
            quiet--;
        } else {
            pairing.stray();
        }
    }

    void lost() {
        over = false;
        quiet = 0;
    }
}
