// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Side;

/** Reads one connection: {@link Questions} makes requests of what the client asks, {@link Units} knows when they are over. */
final class PostgresqlDialogue implements Dialogue {
    private static final String CONNECT = "CONNECT";
    private static final String CANCEL = "CANCEL";
    private final PostgresqlProtocol protocol;
    private final Exchanges exchanges;
    private final Units units;
    private final Fault fault;
    private final Questions questions;

    private boolean encryptionAsked;
    private boolean encrypted;
    /** How much of the server's bytes belongs to a message whose beginning was not seen. */
    private int skip;

    /** The client sends data: what of it goes by unseen asks for nothing. */
    private boolean copiesIn;

    private int clientSkip;

    PostgresqlDialogue(PostgresqlProtocol protocol, Exchanges exchanges) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        units = new Units(exchanges);
        questions = new Questions(protocol, exchanges, units);
        fault = new Fault(protocol.codes);
    }

    @Override
    public long read(Side side, Piece piece) {
        if (encrypted) {
            return REST;
        }
        return side == Side.CLIENT ? readClient(piece) : readServer(piece);
    }

    private long readClient(Piece piece) {
        if (encryptionAsked) {
            return LATER;
        }
        if (clientSkip > 0) {
            int skipped = clientSkip;
            clientSkip = 0;
            return skipped;
        }
        if (piece.get(0) == 0) {
            return startup(piece);
        }
        if (piece.length() < Frame.HEAD) {
            return MORE;
        }
        long length = Frame.length(Side.CLIENT, piece, 0);
        if (length < 0) {
            return LOST;
        }
        int here = (int) Math.min(length, Questions.enough(piece.get(0)));
        if (piece.length() < here) {
            return MORE;
        }
        questions.ask(piece, length, here);
        return length;
    }

    private long startup(Piece piece) {
        if (!Startup.mayBe(piece)) {
            return LOST;
        }
        if (piece.length() < Startup.CODE_END) {
            return MORE;
        }
        int length = piece.i32(0);
        switch (piece.i32(4)) {
            case Startup.TLS, Startup.GSS -> encryptionAsked = true;
            case Startup.CANCEL -> {
                Exchange cancel = exchanges.begin(piece.startNanos());
                cancel.operation = CANCEL;
                cancel.requestBytes = length;
                exchanges.complete(cancel, piece.endNanos());
            }
            default -> questions.alone(piece, length, CONNECT);
        }
        return length;
    }

    private long readServer(Piece piece) {
        if (encryptionAsked) {
            return encryption(piece);
        }
        if (skip > 0) {
            int skipped = skip;
            skip = 0;
            return skipped;
        }
        if (piece.length() < Frame.HEAD) {
            return MORE;
        }
        long length = Frame.length(Side.SERVER, piece, 0);
        if (length < 0) {
            return LOST;
        }
        byte type = piece.get(0);
        if (type == 'D' || type == 'd') {
            return rows(piece);
        }
        int here = (int) Math.min(length, type == 'E' ? Fault.ENOUGH : Frame.HEAD + 1);
        if (piece.length() < here) {
            return MORE;
        }
        answer(piece, length, here);
        return length;
    }

    private long encryption(Piece piece) {
        encryptionAsked = false;
        byte answer = piece.get(0);
        if (answer == 'S' || answer == 'G') {
            encrypted = true;
            return REST;
        }
        return answer == 'N' ? 1 : readServer(piece);
    }

    /** Rows come in crowds: all that are there are one message. */
    private long rows(Piece piece) {
        long at = 0;
        while (piece.length() - at >= Frame.HEAD && isRow(piece, (int) at)) {
            long length = Frame.length(Side.SERVER, piece, (int) at);
            if (length < 0) {
                break;
            }
            at += length;
        }
        answerBytes(piece, at);
        return at;
    }

    private static boolean isRow(Piece piece, int at) {
        return piece.get(at) == 'D' || piece.get(at) == 'd';
    }

    private void answerBytes(Piece piece, long length) {
        Exchange exchange = units.current();
        if (exchange != null) {
            exchange.answerBegins(piece.startNanos());
            exchange.responseBytes += length;
        }
    }

    private void answer(Piece piece, long length, int here) {
        byte type = piece.get(0);
        if (type != 'A' && type != 'S' && type != 'K' && type != 'N') {
            answerBytes(piece, length);
        }
        copiesIn = type == 'G' || (copiesIn && (type == 'N' || type == 'S' || type == 'A'));
        switch (type) {
            case 'C', 'I', 's' -> units.executed(piece.endNanos());
            case 'W' -> streams(piece);
            case 'E' -> error(piece, here);
            case 'Z' -> units.ready(piece.endNanos());
            default -> {}
        }
    }

    /** From here on both sides send what they like, for as long as they like. */
    private void streams(Piece piece) {
        Exchange exchange = units.current();
        if (exchange != null) {
            exchanges.complete(exchange, piece.endNanos());
        }
    }

    private void error(Piece piece, int here) {
        fault.read(piece, here);
        Exchange exchange = units.current();
        if (exchange != null && exchange.error.isEmpty()) {
            exchange.status = fault.code();
            exchange.error = fault.code().isEmpty() ? "error" : fault.code();
        }
        units.failed(piece.endNanos(), fault.isFatal());
    }

    @Override
    public boolean renew() {
        units.renew();
        questions.renew();
        encryptionAsked = false;
        encrypted = false;
        skip = 0;
        copiesIn = false;
        clientSkip = 0;
        return true;
    }

    @Override
    public String unread() {
        return encrypted ? "tls" : "";
    }

    @Override
    public void lost(Side side) {
        if (side == Side.SERVER) {
            skip = 0;
            units.answersLost();
            return;
        }
        clientSkip = 0;
        questions.nothingPending();
        if (!copiesIn) {
            units.unsure();
        }
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        if (side == Side.CLIENT) {
            clientSkip = Math.max(0, Recognizer.endOfCopy(piece));
            return clientSkip > 0 || Recognizer.endOfCopy(piece) == 0 || protocol.isOfClient(piece);
        }
        int at = Recognizer.resume(piece);
        skip = Math.max(at, 0);
        return at >= 0;
    }
}
