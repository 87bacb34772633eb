// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.redis;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Pairing;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;

/** Reads what the server says: answers in the order of the commands, and what was published in between. */
final class Replies {
    /** Longest name of what a push is about. */
    private static final int PUSH_NAME = 16;

    private static final long MOST_VALUES = 1L << 32;

    private final RedisProtocol protocol;
    private final Exchanges exchanges;
    private final Pairing pairing;
    private final Line line = new Line();

    /** Values still to come of the answer; 0: the next one begins an answer. */
    private long values;

    private boolean push;
    /** What comes is part of a value. */
    private boolean inside;

    private boolean subscribed;
    private boolean streams;
    private boolean replica;
    /** Bytes of the only answer went by unseen. */
    private boolean gap;

    private boolean endsLine;
    private long lastNanos;
    /** Whether all values are there but for the last bytes of the last one. */
    private boolean over;

    Replies(RedisProtocol protocol, Exchanges exchanges, Pairing pairing) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        this.pairing = pairing;
    }

    /** Of another connection. */
    void renew() {
        values = 0;
        push = false;
        inside = false;
        subscribed = false;
        streams = false;
        replica = false;
        gap = false;
        endsLine = false;
        lastNanos = 0;
        over = false;
    }

    /** From here on the server sends commands to its replica. */
    boolean isReplica() {
        return replica;
    }

    /** A command was read whose answer is not like others. */
    void expect(Exchange exchange) {
        switch (exchange.operation) {
            case "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE" -> subscribed = true;
            case "RESET" -> subscribed = false;
            case "MONITOR" -> streams = true;
            default -> {}
        }
    }

    /** A command begins: an answer whose end was not seen ended before. */
    void next() {
        Exchange oldest = exchanges.oldest();
        if (gap && oldest != null) {
            if (!endsLine) {
                oldest.unmeasured();
            }
            exchanges.complete(oldest, lastNanos);
            gap = false;
            pairing.doubt();
        }
    }

    long read(Piece piece) {
        lastNanos = piece.endNanos();
        long at = 0;
        if (values == 0) {
            int first = begin(piece);
            if (first < 0) {
                return first == Line.MORE ? Dialogue.MORE : Dialogue.LOST;
            }
        }
        while (values > 0 && at < piece.length()) {
            long next = value(piece, (int) at);
            if (next == Line.BAD) {
                return Dialogue.LOST;
            }
            if (next == Line.MORE) {
                break;
            }
            at = next;
        }
        over = values == 0;
        Exchange exchange = push ? null : exchanges.oldest();
        if (exchange != null) {
            exchange.responseBytes += at;
        }
        return at;
    }

    /** Which kind of answer begins; negative: not enough is there, or none does. */
    private int begin(Piece piece) {
        byte type = piece.get(0);
        if (type == '>' || (type == '*' && subscribed)) {
            int about = published(piece);
            if (about < 0) {
                return about;
            }
            push = about > 0;
        } else {
            push = false;
        }
        values = 1;
        inside = false;
        Exchange exchange = exchanges.oldest();
        if (!push && exchange != null) {
            exchange.answerBegins(piece.startNanos());
        }
        return 0;
    }

    /** Whether it is no answer (1), an answer (0), or more must be there to say. */
    private int published(Piece piece) {
        int head = line.number(piece, 0);
        if (head < 0) {
            return head;
        }
        if (head == piece.length()) {
            return Line.MORE;
        }
        boolean isPush = piece.get(0) == '>';
        int name = piece.get(head) == '$' ? line.number(piece, head) : Line.BAD;
        if (name == Line.MORE) {
            return name;
        }
        if (name == Line.BAD || line.number() > PUSH_NAME || line.number() < 0) {
            return isPush ? 1 : 0;
        }
        int end = name + (int) line.number();
        return piece.length() < end ? Line.MORE : about(piece, name, end, isPush);
    }

    private int about(Piece piece, int from, int to, boolean isPush) {
        boolean subscribes = ends(piece, from, to, "subscribe");
        if (subscribes) {
            Exchange oldest = exchanges.oldest();
            return oldest != null && Commands.subscribes(oldest.operation) ? 0 : 1;
        }
        return isPush || ends(piece, from, to, "message") ? 1 : 0;
    }

    private static boolean ends(Piece piece, int from, int to, String word) {
        int start = to - word.length();
        if (start < from) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (piece.get(start + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads one value's head; where the next one begins, also if that is not there yet. */
    private long value(Piece piece, int at) {
        byte type = piece.get(at);
        return switch (type) {
            case '+', ':', '_', '#', ',', '(' -> scalar(Line.end(piece, at));
            case '-' -> error(piece, at);
            case '$', '=', '!' -> bulk(piece, at);
            case '*', '~', '>' -> many(piece, at, 1, true);
            case '%' -> many(piece, at, 2, true);
            case '|' -> many(piece, at, 2, false);
            default -> Line.BAD;
        };
    }

    private long scalar(int end) {
        if (end > 0) {
            values--;
        }
        return end;
    }

    private long error(Piece piece, int at) {
        int end = Line.end(piece, at);
        if (end > 0) {
            fail(piece, at + 1, end);
        }
        return scalar(end);
    }

    private long bulk(Piece piece, int at) {
        int next = line.number(piece, at);
        if (next < 0) {
            return next;
        }
        long length = line.number();
        if (piece.get(at) == '!') {
            int here = (int) Math.min(length, 2L * PUSH_NAME);
            if (piece.length() < next + here) {
                return Line.MORE;
            }
            fail(piece, next, next + here);
        }
        values--;
        return length < 0 ? next : next + length + 2;
    }

    /** @param counts whether it is a value itself, not what is said of the next one */
    private long many(Piece piece, int at, int each, boolean counts) {
        int next = line.number(piece, at);
        if (next < 0) {
            return next;
        }
        values += Math.max(0, line.number()) * each - (counts ? 1 : 0);
        inside |= counts;
        return values > MOST_VALUES ? Line.BAD : next;
    }

    /** The first word of an error is its kind; inside of an answer it is only told of a transaction. */
    private void fail(Piece piece, int from, int to) {
        Exchange exchange = push ? null : exchanges.oldest();
        if (exchange == null || (inside && !exchange.operation.equals("EXEC")) || !exchange.error.isEmpty()) {
            return;
        }
        int end = from;
        while (end < to && ((piece.get(end) >= 'A' && piece.get(end) <= 'Z') || piece.get(end) == '_')) {
            end++;
        }
        boolean isWord = end > from && end < to && piece.get(end) <= ' ';
        exchange.status = isWord ? protocol.errors.word(piece, from, end) : "ERR";
        boolean redirects = exchange.status.equals("MOVED") || exchange.status.equals("ASK");
        exchange.error = redirects ? "" : exchange.status;
    }

    void passed(long nanos) {
        if (!over) {
            return;
        }
        over = false;
        if (push) {
            return;
        }
        Exchange exchange = exchanges.oldest();
        if (exchange == null) {
            if (!streams && !subscribed) {
                pairing.stray();
            }
            return;
        }
        String operation = exchange.operation;
        replica = exchange.error.isEmpty() && (operation.equals("PSYNC") || operation.equals("SYNC"));
        pairing.complete(exchange, nanos);
    }

    void lost() {
        values = 0;
        over = false;
        if (exchanges.open() == 1 && !pairing.isDoubted()) {
            gap = true;
        } else {
            exchanges.tellAll(lastNanos);
            pairing.doubt();
        }
    }

    /** After a loss: whether an answer begins here. */
    boolean resumes(Piece piece, Recognition recognition) {
        Exchange oldest = exchanges.oldest();
        if (gap && oldest != null && oldest.firstByteNanos() != 0) {
            lastNanos = piece.endNanos();
            endsLine = piece.length() > 1
                    && piece.get(piece.length() - 2) == '\r'
                    && piece.get(piece.length() - 1) == '\n';
            return false;
        }
        boolean begins = recognition == Recognition.RESPONSE || isLine(piece);
        gap &= !begins;
        return begins;
    }

    private static boolean isLine(Piece piece) {
        byte type = piece.get(0);
        return (type == '+' || type == '-' || type == ':' || type == '_') && Line.end(piece, 0) == piece.length();
    }
}
