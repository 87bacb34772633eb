// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Pairing;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.memcached.TextCommand.Kind;

/** Reads one connection, message by message in either protocol. */
final class MemcachedDialogue implements Dialogue {
    private static final byte[] END = {'E', 'N', 'D', '\r', '\n'};

    private final Recognizer recognizer;
    private final Exchanges exchanges;
    private final Pairing pairing;
    private final TextAnswers textAnswers;
    private final BinaryAnswers binaryAnswers;
    private final Line line = new Line();

    /** Of the server's bytes, what belongs to a message whose beginning was not seen. */
    private int skip;

    private boolean gap;
    private long lastNanos;

    MemcachedDialogue(Recognizer recognizer, Exchanges exchanges) {
        this.recognizer = recognizer;
        this.exchanges = exchanges;
        pairing = new Pairing(exchanges);
        textAnswers = new TextAnswers(exchanges, pairing);
        binaryAnswers = new BinaryAnswers(exchanges, pairing);
    }

    @Override
    public long read(Side side, Piece piece) {
        if (side == Side.CLIENT) {
            return piece.u8(0) == Frame.REQUEST ? binaryRequest(piece) : textRequest(piece);
        }
        lastNanos = piece.endNanos();
        if (skip > 0) {
            int skipped = skip;
            skip = 0;
            return skipped;
        }
        return piece.u8(0) == Frame.RESPONSE ? binaryAnswers.read(piece) : textAnswers.read(piece);
    }

    private long textRequest(Piece piece) {
        byte first = piece.get(0);
        boolean maybe = (first >= 'a' && first <= 'z') || first == '\r' || first == '\n';
        if (!maybe) {
            return LOST;
        }
        if (!line.read(piece)) {
            return MORE;
        }
        if (line.words() == 0) {
            return line.length();
        }
        TextCommand command = TextCommand.of(line);
        if (command == null) {
            // The server says that it does not know it either.
            begin(piece, TextCommand.OTHER, line.length());
            return line.length();
        }
        int lengthWord = command.lengthWord();
        // Without a length the server takes no data and says so.
        long data = lengthWord == 0 ? -1 : line.number(lengthWord);
        long length = line.length() + (data < 0 ? 0 : data + 2);
        if (command.kind != Kind.NONE) {
            begin(piece, command, length);
        }
        return length;
    }

    private void begin(Piece piece, TextCommand command, long length) {
        previousIsOver();
        Exchange exchange = pairing.begin(piece.startNanos());
        exchange.operation = command.operation();
        exchange.requestBytes = length;
        exchange.note = command.kind == Kind.LIST ? TextAnswers.LIST : TextAnswers.LINE;
        boolean quiet = command.isMeta() && line.isQuiet();
        if (command == TextCommand.META_NOOP) {
            exchange.note = TextAnswers.NOOP;
        } else if (quiet || line.isNoReply()) {
            exchanges.complete(exchange, piece.endNanos());
        }
        textAnswers.asked(exchange, quiet);
    }

    private void previousIsOver() {
        if (gap) {
            gap = false;
            exchanges.tellAll(lastNanos);
            pairing.doubt();
        }
    }

    private long binaryRequest(Piece piece) {
        if (piece.length() < Frame.HEAD) {
            return MORE;
        }
        if (!Frame.isValid(piece)) {
            return LOST;
        }
        long length = Frame.HEAD + Frame.body(piece);
        int code = Frame.code(piece);
        if (code != Frame.QUIT_QUIETLY) {
            previousIsOver();
            Exchange exchange = pairing.begin(piece.startNanos());
            exchange.id = Frame.number(piece);
            exchange.note = code;
            exchange.operation = Frame.name(code);
            exchange.requestBytes = length;
        }
        return length;
    }

    @Override
    public void passed(Side side, long nanos) {
        if (side == Side.SERVER) {
            lastNanos = nanos;
            textAnswers.passed(nanos);
            binaryAnswers.passed(nanos);
        }
    }

    @Override
    public boolean renew() {
        pairing.renew();
        textAnswers.lost();
        binaryAnswers.lost();
        skip = 0;
        gap = false;
        lastNanos = 0;
        return true;
    }

    @Override
    public void lost(Side side) {
        if (side == Side.CLIENT) {
            pairing.doubtLater();
            return;
        }
        skip = 0;
        textAnswers.lost();
        binaryAnswers.lost();
        if (exchanges.open() == 1 && !pairing.isDoubted()) {
            gap = true;
        } else {
            exchanges.tellAll(lastNanos);
            pairing.doubt();
        }
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        Recognition recognition = recognizer.recognise(piece, 0);
        if (side == Side.CLIENT) {
            return recognition == Recognition.REQUEST;
        }
        int end = piece.length() - END.length;
        boolean ends = end >= 0;
        for (int i = 0; i < END.length && ends; i++) {
            ends = piece.get(end + i) == END[i];
        }
        skip = ends ? end : 0;
        boolean resumes = ends || recognition == Recognition.RESPONSE;
        gap &= !resumes;
        return resumes;
    }

    @Override
    public void ended(long nanos) {
        binaryAnswers.ended(nanos);
    }
}
