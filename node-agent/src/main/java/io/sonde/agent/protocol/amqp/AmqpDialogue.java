// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.amqp;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Side;

/**
 * Methods on the channels of one connection. Each frame is a message. A published or delivered message is a request of its own, over
 * when its last byte has passed; a question is over when its channel answers. What the server closes with an error fails what the
 * channel was asked, or, where nothing was, is told by itself.
 */
final class AmqpDialogue implements Dialogue {
    /** Added to the channel: content that is on its way from the client, or from the server. */
    private static final long SENT = 1 << 16;

    private static final long DELIVERED = 1 << 17;
    private static final long NOTHING = -1;
    private static final int CONTENT_HEADER_BYTES = 12;
    private static final int CODE_GOOD = 200;
    private static final int GET_OK = 60 << 16 | 71;
    private static final int GET_EMPTY = 60 << 16 | 72;
    private static final String EMPTY = "empty";

    private final AmqpProtocol protocol;
    private final Exchanges exchanges;
    private long endingSent = NOTHING;
    private long endingDelivered = NOTHING;
    private long now;

    /** What is left of a frame whose beginning was not seen. */
    private int skip;

    AmqpDialogue(AmqpProtocol protocol, Exchanges exchanges) {
        this.protocol = protocol;
        this.exchanges = exchanges;
    }

    @Override
    public long read(Side side, Piece piece) {
        now = piece.endNanos();
        if (skip > 0) {
            int skipped = skip;
            skip = 0;
            return skipped;
        }
        if (side == Side.CLIENT && piece.mayStartWith(Frame.GREETING)) {
            return piece.length() < Frame.GREETING.length ? MORE : Frame.GREETING.length;
        }
        if (piece.length() < Frame.HEADER) {
            return MORE;
        }
        if (!Frame.isPlausible(piece)) {
            return LOST;
        }
        long length = (long) Frame.AROUND + Frame.size(piece);
        return switch (Frame.type(piece)) {
            case Frame.METHOD -> method(side, piece, length);
            case Frame.CONTENT_HEADER -> contentHeader(side, piece, length);
            case Frame.BODY -> body(side, piece, length);
            default -> length;
        };
    }

    private long method(Side side, Piece piece, long length) {
        if (piece.length() < length) {
            return MORE;
        }
        if (!Frame.hasEnd(piece)) {
            return LOST;
        }
        int number = Frame.method(piece);
        Method method = Method.of(number);
        if (method != null) {
            told(side, method, piece, length);
        } else if (side == Side.SERVER) {
            answered(number, piece, length);
        }
        return length;
    }

    private void told(Side side, Method method, Piece piece, long length) {
        int channel = Frame.channel(piece);
        boolean client = side == Side.CLIENT;
        switch (method.kind) {
            case ASKS -> {
                if (client) {
                    asked(method, channel, piece, length);
                }
            }
            case SENDS ->
                begin(method, SENT + channel, piece, length).target = Arguments.target(method, piece, protocol.names);
            case DELIVERS ->
                begin(method, DELIVERED + channel, piece, length).target =
                        Arguments.deliveredFrom(piece, protocol.names);
            case GIVES_BACK -> {
                Exchange exchange = begin(method, DELIVERED + channel, piece, length);
                exchange.target = Arguments.givenBackTo(piece, protocol.names);
                failed(exchange, Arguments.code(piece));
            }
            case SETTLES -> {
                if (client) {
                    exchanges.complete(begin(method, NOTHING, piece, length), now);
                }
            }
            case ENDS -> {
                if (!client && Arguments.code(piece) != CODE_GOOD) {
                    closed(method, channel, piece, length);
                }
            }
        }
    }

    private Exchange begin(Method method, long id, Piece piece, long length) {
        Exchange exchange = exchanges.begin(piece.startNanos());
        exchange.id = id;
        exchange.operation = method.text;
        exchange.requestBytes = length;
        return exchange;
    }

    private void asked(Method method, int channel, Piece piece, long length) {
        Exchange exchange = begin(method, channel, piece, length);
        exchange.note = method.number;
        exchange.target = Arguments.target(method, piece, protocol.names);
        if (Arguments.wantsNoAnswer(method, piece)) {
            exchanges.complete(exchange, now);
        }
    }

    private void answered(int number, Piece piece, long length) {
        Exchange exchange = exchanges.find(Frame.channel(piece));
        boolean empty = number == GET_EMPTY;
        if (exchange == null || exchange.note != (empty ? number - 2 : number - 1)) {
            return;
        }
        exchange.answerBegins(piece.startNanos());
        exchange.responseBytes = length;
        exchange.status = empty ? EMPTY : "";
        if (number == GET_OK) {
            exchange.id = DELIVERED + Frame.channel(piece);
        } else {
            exchanges.complete(exchange, now);
        }
    }

    /** Everything on the channel failed; on channel 0 that is the whole connection. */
    private void closed(Method method, int channel, Piece piece, long length) {
        boolean any = false;
        Exchange exchange = exchanges.oldest();
        while (exchange != null) {
            Exchange next = exchanges.newerThan(exchange);
            if (channel == 0 || (exchange.id & 0xffff) == channel) {
                any = true;
                failed(exchange, Arguments.code(piece));
                exchanges.complete(exchange, now);
            }
            exchange = next;
        }
        if (!any) {
            Exchange alone = begin(method, NOTHING, piece, length);
            failed(alone, Arguments.code(piece));
            exchanges.complete(alone, now);
        }
    }

    private void failed(Exchange exchange, int code) {
        String text = protocol.codes.number(code);
        exchange.status = text;
        exchange.error = text;
    }

    private static long contentOf(Side side, Piece piece) {
        return (side == Side.CLIENT ? SENT : DELIVERED) + Frame.channel(piece);
    }

    private long contentHeader(Side side, Piece piece, long length) {
        if (piece.length() < Frame.HEADER + CONTENT_HEADER_BYTES) {
            return MORE;
        }
        Exchange exchange = exchanges.find(contentOf(side, piece));
        if (exchange != null) {
            long body = piece.i64(Frame.HEADER + 4);
            exchange.note = (int) Math.max(0, Math.min(body, Integer.MAX_VALUE));
            counted(side, exchange, length);
            ends(side, exchange);
        }
        return length;
    }

    private long body(Side side, Piece piece, long length) {
        Exchange exchange = exchanges.find(contentOf(side, piece));
        if (exchange != null) {
            exchange.note -= Math.min(exchange.note, Frame.size(piece));
            counted(side, exchange, length);
            ends(side, exchange);
        }
        return length;
    }

    private static void counted(Side side, Exchange exchange, long length) {
        if (side == Side.CLIENT) {
            exchange.requestBytes += length;
        } else {
            exchange.responseBytes += length;
        }
    }

    /** Its message is complete when this frame has passed. */
    private void ends(Side side, Exchange exchange) {
        if (exchange.note > 0) {
            return;
        }
        if (side == Side.CLIENT) {
            endingSent = exchange.id;
        } else {
            endingDelivered = exchange.id;
        }
    }

    @Override
    public void passed(Side side, long nanos) {
        long ending = side == Side.CLIENT ? endingSent : endingDelivered;
        if (ending == NOTHING) {
            return;
        }
        endingSent = side == Side.CLIENT ? NOTHING : endingSent;
        endingDelivered = side == Side.CLIENT ? endingDelivered : NOTHING;
        Exchange exchange = exchanges.find(ending);
        if (exchange != null) {
            exchanges.complete(exchange, nanos);
        }
    }

    @Override
    public boolean renew() {
        endingSent = NOTHING;
        skip = 0;
        endingDelivered = NOTHING;
        now = 0;
        return true;
    }

    @Override
    public void lost(Side side) {
        endingSent = NOTHING;
        endingDelivered = NOTHING;
        skip = 0;
        exchanges.tellAll(now);
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        int at = Frame.resume(piece);
        skip = Math.max(at, 0);
        return at >= 0;
    }
}
