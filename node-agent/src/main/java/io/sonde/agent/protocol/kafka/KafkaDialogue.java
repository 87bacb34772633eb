// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import org.jspecify.annotations.Nullable;

/** Reads one connection: an answer repeats the number of its request, and they come in order. */
final class KafkaDialogue implements Dialogue {
    /** Names and error codes come early; more is records. */
    private static final int ENOUGH = 1_024;

    private static final int ANSWER_HEAD = Request.LENGTH + 4;
    private static final int LONGEST_ANSWER = 1 << 30;

    private final KafkaProtocol protocol;
    private final Exchanges exchanges;
    private final Fields fields = new Fields();

    private @Nullable Exchange answered;
    /** Answers went by unseen. */
    private boolean gap;

    KafkaDialogue(KafkaProtocol protocol, Exchanges exchanges) {
        this.protocol = protocol;
        this.exchanges = exchanges;
    }

    @Override
    public long read(Side side, Piece piece) {
        return side == Side.CLIENT ? request(piece) : response(piece);
    }

    private long request(Piece piece) {
        if (piece.length() < Request.LENGTH) {
            return MORE;
        }
        int length = piece.i32(0);
        if (!Request.isLength(length)) {
            return LOST;
        }
        int here = (int) Math.min((long) length + Request.LENGTH, ENOUGH);
        if (piece.length() < here) {
            return MORE;
        }
        if (!Request.isHead(piece)) {
            return LOST;
        }
        Exchange exchange = exchanges.begin(piece.startNanos());
        int key = Request.key(piece);
        exchange.id = Request.number(piece);
        exchange.note = (key << 16) | Request.version(piece);
        exchange.operation = Api.name(key);
        exchange.requestBytes = (long) length + Request.LENGTH;
        if (key == Api.PRODUCE) {
            produce(exchange, piece, here);
        } else if (key == Api.FETCH) {
            fetch(exchange, piece, here);
        }
        return (long) length + Request.LENGTH;
    }

    /** Goes to the body of the request. */
    private int body(Piece piece, int here) {
        int version = Request.version(piece);
        fields.in(piece, Request.nameEnd(piece), here, Api.isCompact(Request.key(piece), version));
        fields.tags();
        return version;
    }

    private void produce(Exchange exchange, Piece piece, int here) {
        int version = body(piece, here);
        if (version >= 3) {
            fields.text();
        }
        int acknowledgements = fields.i16();
        boolean known = !fields.isBroken();
        fields.i32();
        topic(exchange, piece, version < 13);
        if (known && acknowledgements == 0) {
            exchanges.complete(exchange, piece.endNanos());
        }
    }

    private void fetch(Exchange exchange, Piece piece, int here) {
        int version = body(piece, here);
        if (version < 15) {
            fields.i32();
        }
        int mayWait = fields.i32();
        int atLeast = fields.i32();
        fields.skip((version >= 3 ? 4 : 0) + (version >= 4 ? 1 : 0) + (version >= 7 ? 8 : 0));
        if (mayWait > 0 && atLeast > 0) {
            // How long it takes says how long there was nothing to read.
            exchange.unmeasured();
        }
        topic(exchange, piece, version < 13);
    }

    /** Only of a request about one; later versions have a number instead of the name. */
    private void topic(Exchange exchange, Piece piece, boolean named) {
        int count = fields.array();
        if (count == 1 && named) {
            fields.text();
            if (!fields.isBroken()) {
                exchange.target = protocol.topics.word(piece, fields.textStart(), fields.textEnd());
            }
        }
    }

    private long response(Piece piece) {
        if (piece.length() < ANSWER_HEAD) {
            return MORE;
        }
        int length = piece.i32(0);
        if (length < 4 || length > LONGEST_ANSWER) {
            return LOST;
        }
        Exchange exchange = exchanges.find(piece.i32(Request.LENGTH));
        if (exchange == null) {
            return (long) length + Request.LENGTH;
        }
        int here = (int) Math.min((long) length + Request.LENGTH, ENOUGH);
        if (piece.length() < here) {
            return MORE;
        }
        if (gap) {
            unanswered(exchange, piece.startNanos());
        }
        exchange.answerBegins(piece.startNanos());
        exchange.responseBytes = (long) length + Request.LENGTH;
        int key = exchange.note >>> 16;
        int version = exchange.note & 0xffff;
        fields.in(piece, ANSWER_HEAD, here, Api.isCompactAnswer(key, version));
        fields.tags();
        int code = Answers.code(fields, key, version);
        exchange.status = protocol.faults.status(code);
        exchange.error = protocol.faults.error(code);
        answered = exchange;
        return (long) length + Request.LENGTH;
    }

    private void unanswered(Exchange exchange, long nanos) {
        gap = false;
        for (Exchange older = exchanges.oldest(); older != null && older != exchange; older = exchanges.oldest()) {
            older.unmeasured();
            exchanges.complete(older, nanos);
        }
    }

    @Override
    public void passed(Side side, long nanos) {
        if (side == Side.SERVER && answered != null) {
            if (exchanges.find(answered.id) == answered) {
                exchanges.complete(answered, nanos);
            }
            answered = null;
        }
    }

    @Override
    public boolean renew() {
        answered = null;
        gap = false;
        return true;
    }

    @Override
    public void lost(Side side) {
        if (side == Side.SERVER) {
            answered = null;
            gap = true;
        }
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        if (side == Side.CLIENT) {
            return protocol.recognise(piece, 0) == Recognition.REQUEST;
        }
        return piece.length() >= ANSWER_HEAD && exchanges.find(piece.i32(Request.LENGTH)) != null && piece.i32(0) >= 4;
    }
}
