// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.sql.Prepared;
import io.sonde.agent.protocol.sql.Sql;
import io.sonde.agent.protocol.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Reads one connection. What the client asks becomes requests here; {@link Units} knows when they are over. */
final class PostgresqlDialogue implements Dialogue {
    private static final String CONNECT = "CONNECT";
    private static final String CANCEL = "CANCEL";
    private static final String PREPARE = "PREPARE";
    private static final String FUNCTION = "FUNCTION";

    /** Names of statements and portals are not longer than this, or not known. */
    private static final int NAMES = 256;

    private final PostgresqlProtocol protocol;
    private final Exchanges exchanges;
    private final Units units;
    private final Fault fault;
    private final Prepared statements = new Prepared();
    private final Prepared portals = new Prepared();

    private boolean encryptionAsked;
    private boolean encrypted;
    /** How much of the server's bytes belongs to a message whose beginning was not seen. */
    private int skip;

    /** The client sends data: what of it goes by unseen asks for nothing. */
    private boolean copiesIn;

    private int clientSkip;

    /** What was sent of a unit since its last execution. */
    private long pendingBytes;

    private long pendingSince;
    private @Nullable Statement parsed;

    PostgresqlDialogue(PostgresqlProtocol protocol, Exchanges exchanges) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        units = new Units(exchanges);
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
        int here = (int) Math.min(length, enough(piece.get(0)));
        if (piece.length() < here) {
            return MORE;
        }
        ask(piece, length, here);
        return length;
    }

    /** So much of a message is looked at. */
    private static int enough(byte type) {
        return switch (type) {
            case 'Q' -> Frame.HEAD + Sql.LONGEST;
            case 'P' -> Frame.HEAD + NAMES + Sql.LONGEST;
            case 'B' -> Frame.HEAD + 2 * NAMES;
            case 'E', 'C' -> Frame.HEAD + NAMES;
            default -> Frame.HEAD;
        };
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
            default -> beginUnit(piece, length, CONNECT);
        }
        return length;
    }

    private Exchange beginUnit(Piece piece, long length, String operation) {
        Exchange exchange = units.begin(piece.startNanos(), Units.UNIT);
        exchange.operation = operation;
        exchange.requestBytes = length;
        units.close();
        return exchange;
    }

    private void ask(Piece piece, long length, int here) {
        switch (piece.get(0)) {
            case 'Q' -> query(piece, length, here);
            case 'F' -> beginUnit(piece, length, FUNCTION);
            case 'P' -> parse(piece, length, here);
            case 'B' -> bind(piece, length, here);
            case 'D' -> pending(piece, length);
            case 'E' -> execute(piece, length, here);
            case 'C' -> forget(piece, length, here);
            case 'S' -> sync(piece, length);
            case 'd', 'c', 'f' -> copied(length);
            default -> {}
        }
    }

    private void query(Piece piece, long length, int here) {
        Exchange exchange = beginUnit(piece, length, "");
        int from = piece.start() + Frame.HEAD;
        int to = piece.start() + here - (here == length ? 1 : 0);
        protocol.sql.read(piece.array(), from, to);
        exchange.operation = protocol.sql.verb();
        exchange.target = protocol.sql.table();
        if (exchanges.wantsText()) {
            exchange.text = protocol.sql.text(piece.array(), from, to);
        }
    }

    private void pending(Piece piece, long length) {
        if (pendingBytes == 0) {
            pendingSince = piece.startNanos();
        }
        pendingBytes += length;
    }

    private void parse(Piece piece, long length, int here) {
        pending(piece, length);
        int nameEnd = piece.indexOf((byte) 0, Frame.HEAD, here);
        if (nameEnd < 0) {
            return;
        }
        int zero = piece.indexOf((byte) 0, nameEnd + 1, here);
        int end = zero < 0 ? here : zero;
        parsed = protocol.statements.statement(piece.array(), piece.start() + nameEnd + 1, piece.start() + end);
        statements.put(hash(piece, Frame.HEAD, nameEnd), parsed);
    }

    private long hash(Piece piece, int from, int to) {
        return protocol.statements.hash(piece.array(), piece.start() + from, piece.start() + to);
    }

    private void bind(Piece piece, long length, int here) {
        pending(piece, length);
        int portalEnd = piece.indexOf((byte) 0, Frame.HEAD, here);
        int nameEnd = portalEnd < 0 ? -1 : piece.indexOf((byte) 0, portalEnd + 1, here);
        if (nameEnd >= 0) {
            portals.put(hash(piece, Frame.HEAD, portalEnd), statements.get(hash(piece, portalEnd + 1, nameEnd)));
        }
    }

    private void execute(Piece piece, long length, int here) {
        pending(piece, length);
        Exchange exchange = units.begin(pendingSince, Units.EXECUTION);
        int end = piece.indexOf((byte) 0, Frame.HEAD, here);
        Statement statement = end < 0 ? Statement.UNKNOWN : portals.get(hash(piece, Frame.HEAD, end));
        exchange.operation = statement.verb();
        exchange.target = statement.table();
        exchange.requestBytes = pendingBytes;
        if (exchanges.wantsText()) {
            exchange.text = statement.text();
        }
        nothingPending();
    }

    private void nothingPending() {
        pendingBytes = 0;
        parsed = null;
    }

    private void forget(Piece piece, long length, int here) {
        pending(piece, length);
        int end = piece.indexOf((byte) 0, Frame.HEAD + 1, here);
        if (end >= 0) {
            Prepared those = piece.get(Frame.HEAD) == 'S' ? statements : portals;
            those.remove(hash(piece, Frame.HEAD + 1, end));
        }
    }

    private void sync(Piece piece, long length) {
        if (parsed != null) {
            pending(piece, length);
            Exchange exchange = units.begin(pendingSince, Units.UNIT);
            exchange.operation = PREPARE;
            exchange.target = parsed.table();
            exchange.requestBytes = pendingBytes;
            if (exchanges.wantsText()) {
                exchange.text = parsed.text();
            }
        }
        nothingPending();
        units.close();
    }

    private void copied(long length) {
        Exchange exchange = units.current();
        if (exchange != null) {
            exchange.requestBytes += length;
        }
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
        statements.renew();
        portals.renew();
        encryptionAsked = false;
        encrypted = false;
        skip = 0;
        copiesIn = false;
        clientSkip = 0;
        pendingSince = 0;
        nothingPending();
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
        nothingPending();
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
