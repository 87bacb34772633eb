// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Side;

/**
 * Requests on the streams of one connection. Each frame is a message; a block of headers is one with all its frames, because it can
 * be decoded only as a whole. Blocks of every stream are decoded, also of those that are of no interest: each may teach numbers that
 * later ones use.
 */
final class Http2Dialogue implements Dialogue {
    private static final int SHORTEST_GOAWAY = 8;

    private final Values values;
    private final Streams streams;
    private final Calls calls;
    private final Half client;
    private final Half server;
    private long now;

    Http2Dialogue(Exchanges exchanges, Values values) {
        this.values = values;
        streams = new Streams(exchanges);
        calls = new Calls();
        client = new Half(values);
        server = new Half(values);
    }

    void answersAsFirst(Exchange request) {
        streams.first(request);
    }

    private Half half(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    @Override
    public long read(Side side, Piece piece) {
        now = piece.endNanos();
        if (side == Side.CLIENT && piece.mayStartWith(Frame.PREFACE)) {
            return preface(piece);
        }
        if (piece.length() < Frame.HEADER) {
            return MORE;
        }
        if (!Frame.isPlausible(piece, 0)) {
            return LOST;
        }
        Half half = half(side);
        if (!half.begun) {
            half.begin(side == Side.SERVER && Frame.type(piece, 0) == Frame.SETTINGS);
        }
        return frame(side, half, piece);
    }

    private long preface(Piece piece) {
        if (piece.length() < Frame.PREFACE.length) {
            return MORE;
        }
        if (!client.begun) {
            client.begin(true);
            streams.whole();
        }
        return Frame.PREFACE.length;
    }

    private long frame(Side side, Half half, Piece piece) {
        int length = Frame.HEADER + Frame.length(piece, 0);
        return switch (Frame.type(piece, 0)) {
            case Frame.DATA -> data(side, half, piece, length);
            case Frame.HEADERS, Frame.PUSH_PROMISE -> block(side, half, piece);
            case Frame.RST_STREAM -> reset(side, piece, length);
            case Frame.GOAWAY -> goAway(side, piece, length);
            case Frame.CONTINUATION -> LOST;
            default -> length;
        };
    }

    private long data(Side side, Half half, Piece piece, int length) {
        int stream = Frame.stream(piece, 0);
        Exchange exchange = streams.get(stream);
        if (exchange == null) {
            return length;
        }
        if (side == Side.CLIENT) {
            exchange.requestBytes += length;
        } else {
            exchange.responseBytes += length;
            exchange.answerBegins(piece.startNanos());
            half.ending = (Frame.flags(piece, 0) & Frame.END_STREAM) != 0 ? stream : 0;
        }
        return length;
    }

    private long block(Side side, Half half, Piece piece) {
        int stream = Frame.stream(piece, 0);
        if (side == Side.SERVER && streams.get(stream) == null && streams.isExpected(stream)) {
            return LATER;
        }
        long length = half.blockLength(piece);
        if (length <= 0) {
            return length;
        }
        if (!values.decode(half.decoder, piece, (int) length)) {
            return LOST;
        }
        if (Frame.type(piece, 0) == Frame.PUSH_PROMISE) {
            return length;
        }
        if (side == Side.CLIENT) {
            request(stream, piece, length);
        } else {
            answer(stream, half, piece, length);
        }
        return length;
    }

    private void request(int stream, Piece piece, long length) {
        Exchange exchange = streams.get(stream);
        if (exchange == null) {
            exchange = streams.begin(stream, piece.startNanos());
            if (exchange == null) {
                return;
            }
            calls.asked(exchange, values.fields);
        }
        exchange.requestBytes += length;
    }

    private void answer(int stream, Half half, Piece piece, long length) {
        Exchange exchange = streams.get(stream);
        if (exchange == null) {
            exchange = streams.beginUnseen(stream, piece.startNanos());
            if (exchange == null) {
                return;
            }
            calls.unseen(exchange);
        }
        exchange.responseBytes += length;
        if (calls.answered(exchange, values.fields)) {
            exchange.answerBegins(piece.startNanos());
        }
        half.ending = (Frame.flags(piece, 0) & Frame.END_STREAM) != 0 ? stream : 0;
    }

    private long reset(Side side, Piece piece, int length) {
        if (piece.length() < length) {
            return MORE;
        }
        int stream = Frame.stream(piece, 0);
        Exchange exchange = streams.get(stream);
        if (exchange != null) {
            exchange.error = Resets.error(piece.i32(Frame.HEADER), side);
            streams.complete(stream, now);
        }
        return length;
    }

    private long goAway(Side side, Piece piece, int length) {
        if (piece.length() < Frame.HEADER + SHORTEST_GOAWAY) {
            return MORE;
        }
        if (side == Side.SERVER) {
            streams.refuseAbove(piece.i32(Frame.HEADER) & 0x7fff_ffff, Resets.REFUSED, now);
        }
        return length;
    }

    @Override
    public void passed(Side side, long nanos) {
        Half half = half(side);
        if (half.ending != 0) {
            streams.complete(half.ending, nanos);
            half.ending = 0;
        }
    }

    @Override
    public void lost(Side side) {
        half(side).lost();
        if (side == Side.CLIENT) {
            streams.requestsLost();
        } else {
            streams.answersLost(now);
        }
    }

    /** A chain of frames that reaches to the end of what is there. */
    @Override
    public boolean resumes(Side side, Piece piece) {
        int at = 0;
        while (at + Frame.HEADER <= piece.length()) {
            if (!Frame.isUsual(piece, at)) {
                return false;
            }
            at += Frame.HEADER + Frame.length(piece, at);
        }
        return at > 0;
    }
}
