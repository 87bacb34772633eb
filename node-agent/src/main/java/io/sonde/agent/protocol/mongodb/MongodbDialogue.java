// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mongodb;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import org.jspecify.annotations.Nullable;

/** Reads one connection: an answer names the number of what it answers. */
final class MongodbDialogue implements Dialogue {
    /** More of a message is not looked at: the command comes first, and answers with an error are short. */
    static final int ENOUGH = 1_024;

    /** What is packed in a way that is not read, or is too broken to be. */
    private static final String COMPRESSED = "compressed";

    private static final int PACKED = Message.HEAD + 9;

    private final MongodbProtocol protocol;
    private final Exchanges exchanges;
    private final Bson fields = new Bson();
    private final Bson inner = new Bson();

    private @Nullable Exchange answered;
    /** Answers went by unseen. */
    private boolean gap;

    MongodbDialogue(MongodbProtocol protocol, Exchanges exchanges) {
        this.protocol = protocol;
        this.exchanges = exchanges;
    }

    @Override
    public long read(Side side, Piece piece) {
        if (piece.length() < Message.HEAD) {
            return MORE;
        }
        int length = piece.i32Little(0);
        int code = Message.code(piece);
        if (!Message.isLength(length) || !Message.isCode(code)) {
            return LOST;
        }
        int here = Math.min(length, ENOUGH);
        if (piece.length() < here) {
            return MORE;
        }
        if (here < PACKED || !Message.isBody(piece, code)) {
            return here < PACKED ? length : LOST;
        }
        if (side == Side.CLIENT) {
            ask(piece, code, length, here);
        } else {
            answer(piece, code, length, here);
        }
        return length;
    }

    private void ask(Piece piece, int code, int length, int here) {
        if (gap) {
            gap = false;
            exchanges.tellAll(piece.startNanos());
        }
        Exchange exchange = exchanges.begin(piece.startNanos());
        exchange.id = Message.number(piece);
        exchange.requestBytes = length;
        boolean answers = true;
        if (code == Message.COMPRESSED) {
            Piece unpacked = protocol.unpacked.unpack(piece.u8(PACKED - 1), piece, PACKED, here);
            exchange.operation = COMPRESSED;
            answers = unpacked.length() == 0 || request(exchange, unpacked, 0, piece.i32Little(Message.HEAD));
        } else {
            answers = request(exchange, piece, Message.HEAD, code);
        }
        if (!answers) {
            exchanges.complete(exchange, piece.endNanos());
        }
    }

    /** Reads the body that begins at {@code from}; whether an answer is to come. */
    private boolean request(Exchange exchange, Piece piece, int from, int code) {
        switch (code) {
            case Message.MSG -> {
                if (piece.length() < from + 9) {
                    return true;
                }
                int body = body(piece, from + 4);
                command(exchange, piece, body);
                return (piece.i32Little(from) & Message.MORE_TO_COME) == 0;
            }
            case Message.QUERY -> query(exchange, piece, from + 4);
            case Message.GET_MORE -> exchange.operation = "getMore";
            case Message.INSERT -> exchange.operation = "insert";
            case Message.UPDATE -> exchange.operation = "update";
            case Message.DELETE -> exchange.operation = "delete";
            default -> exchange.operation = "killCursors";
        }
        return code == Message.QUERY || code == Message.GET_MORE;
    }

    /** Where the document with the command begins: some put the documents to insert before it. */
    private static int body(Piece piece, int from) {
        int at = from;
        while (at >= 0 && at + 5 <= piece.length() && piece.get(at) == 1) {
            long size = piece.i32Little(at + 1);
            at = size < 4 || size > piece.length() ? -1 : at + 1 + (int) size;
        }
        return at < 0 || at >= piece.length() ? -1 : at + 1;
    }

    private void command(Exchange exchange, Piece piece, int body) {
        if (body < 0 || !fields.in(piece, body).next()) {
            exchange.operation = "unknown";
            return;
        }
        exchange.operation =
                isName(piece) ? protocol.commands.word(piece, fields.nameStart(), fields.nameEnd()) : "unknown";
        boolean named = hasCollection(exchange.operation);
        if (named && fields.type() == Bson.STRING) {
            target(exchange, piece);
        }
        boolean getMore = exchange.operation.equals("getMore");
        boolean mayWait = getMore || exchange.operation.equals("hello") || exchange.operation.equals("isMaster");
        while (mayWait && fields.next()) {
            if (getMore && fields.is("collection") && fields.type() == Bson.STRING) {
                target(exchange, piece);
            } else if (fields.is("maxTimeMS") || fields.is("maxAwaitTimeMS")) {
                // It waits for news so long; that is no latency.
                exchange.unmeasured();
            }
        }
    }

    private boolean isName(Piece piece) {
        for (int at = fields.nameStart(); at < fields.nameEnd(); at++) {
            int letter = piece.get(at) & ~0x20;
            if ((letter < 'A' || letter > 'Z') && piece.get(at) != '_') {
                return false;
            }
        }
        return fields.nameEnd() > fields.nameStart();
    }

    private static boolean hasCollection(String command) {
        return switch (command) {
            case "find",
                    "aggregate",
                    "insert",
                    "update",
                    "delete",
                    "findAndModify",
                    "findandmodify",
                    "count",
                    "distinct" -> true;
            case "createIndexes", "dropIndexes", "listIndexes", "create", "drop", "mapReduce", "collStats", "collMod" ->
                true;
            case "killCursors", "validate" -> true;
            default -> false;
        };
    }

    private void target(Exchange exchange, Piece piece) {
        if (fields.isHere()) {
            exchange.target = protocol.collections.word(piece, fields.textStart(), fields.textEnd());
        }
    }

    /** The way commands were sent before OP_MSG, and still the first one is. */
    private void query(Exchange exchange, Piece piece, int name) {
        int end = piece.indexOf((byte) 0, name, piece.length());
        int dot = end < 0 ? -1 : piece.indexOf((byte) '.', name, end);
        if (dot < 0) {
            exchange.operation = "unknown";
        } else if (piece.get(dot + 1) == '$') {
            command(exchange, piece, end + 1 + 8);
        } else {
            exchange.operation = "find";
            exchange.target = protocol.collections.word(piece, dot + 1, end);
        }
    }

    private void answer(Piece piece, int code, int length, int here) {
        Exchange exchange = exchanges.find(Message.answerTo(piece));
        if (exchange == null) {
            return;
        }
        if (gap) {
            gap = false;
            unanswered(exchange, piece.startNanos());
        }
        exchange.answerBegins(piece.startNanos());
        exchange.responseBytes += length;
        answered = exchange;
        if (code == Message.COMPRESSED) {
            Piece unpacked = protocol.unpacked.unpack(piece.u8(PACKED - 1), piece, PACKED, here);
            result(exchange, unpacked, 0, piece.i32Little(Message.HEAD));
        } else {
            result(exchange, piece, Message.HEAD, code);
        }
    }

    private void unanswered(Exchange exchange, long nanos) {
        for (Exchange older = exchanges.oldest(); older != null && older != exchange; older = exchanges.oldest()) {
            older.unmeasured();
            exchanges.complete(older, nanos);
        }
    }

    private void result(Exchange exchange, Piece piece, int from, int code) {
        int body = code == Message.MSG ? body(piece, from + 4) : code == Message.REPLY ? from + 20 : -1;
        if (body < 0 || body + 5 > piece.length()) {
            return;
        }
        boolean failed = false;
        fields.in(piece, body);
        while (fields.next() && fields.isHere()) {
            if (fields.is("ok")) {
                failed = fields.number() == 0;
            } else if (fields.is("code")) {
                exchange.status = protocol.codes.number((int) fields.number());
            } else if (fields.is("codeName") && fields.type() == Bson.STRING) {
                exchange.error = protocol.codes.word(piece, fields.textStart(), fields.textEnd());
            } else if (fields.is("writeErrors") || fields.is("writeConcernError")) {
                writeError(exchange, piece);
            }
        }
        if (failed && exchange.error.isEmpty()) {
            exchange.error = exchange.status.isEmpty() ? "error" : exchange.status;
        }
    }

    /** The first of several, or the only one. */
    private void writeError(Exchange exchange, Piece piece) {
        int start = fields.start();
        if (fields.type() == Bson.ARRAY) {
            if (!inner.in(piece, start).next() || inner.type() != Bson.DOCUMENT) {
                return;
            }
            start = inner.start();
        }
        inner.in(piece, start);
        while (inner.next() && inner.isHere()) {
            if (inner.is("code")) {
                exchange.status = protocol.codes.number((int) inner.number());
                exchange.error = exchange.status;
            }
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
        Recognition recognition = protocol.recognise(piece, 0);
        return recognition == (side == Side.CLIENT ? Recognition.REQUEST : Recognition.RESPONSE);
    }
}
