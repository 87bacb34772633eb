// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.postgresql;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.sql.Prepared;
import io.sonde.agent.protocol.sql.Sql;
import io.sonde.agent.protocol.sql.Statement;
import org.jspecify.annotations.Nullable;

/** What the client of one connection asks, and which statements it gave names. */
final class Questions {
    private static final String PREPARE = "PREPARE";
    private static final String FUNCTION = "FUNCTION";

    /** Names of statements and portals are not longer than this, or not known. */
    private static final int NAMES = 256;

    private final PostgresqlProtocol protocol;
    private final Exchanges exchanges;
    private final Units units;
    private final Prepared statements = new Prepared();
    private final Prepared portals = new Prepared();

    /** What was sent of a unit since its last execution. */
    private long pendingBytes;

    private long pendingSince;
    private @Nullable Statement parsed;

    Questions(PostgresqlProtocol protocol, Exchanges exchanges, Units units) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        this.units = units;
    }

    /** Another connection. */
    void renew() {
        statements.renew();
        portals.renew();
        pendingSince = 0;
        nothingPending();
    }

    /** So much of a message is looked at. */
    static int enough(byte type) {
        return switch (type) {
            case 'Q' -> Frame.HEAD + Sql.LONGEST;
            case 'P' -> Frame.HEAD + NAMES + Sql.LONGEST;
            case 'B' -> Frame.HEAD + 2 * NAMES;
            case 'E', 'C' -> Frame.HEAD + NAMES;
            default -> Frame.HEAD;
        };
    }

    /** A unit of one request. */
    Exchange alone(Piece piece, long length, String operation) {
        Exchange exchange = units.begin(piece.startNanos(), Units.UNIT);
        exchange.operation = operation;
        exchange.requestBytes = length;
        units.close();
        return exchange;
    }

    void ask(Piece piece, long length, int here) {
        switch (piece.get(0)) {
            case 'Q' -> query(piece, length, here);
            case 'F' -> alone(piece, length, FUNCTION);
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
        Exchange exchange = alone(piece, length, "");
        int from = piece.start() + Frame.HEAD;
        int to = piece.start() + here - (here == length ? 1 : 0);
        protocol.sql.read(piece.array(), from, to);
        exchange.operation = protocol.sql.verb();
        exchange.target = protocol.sql.table();
        if (exchanges.wantsText()) {
            exchange.says(protocol.wording, piece.array(), from, to);
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
        exchange.says(statement.text(), "");
        nothingPending();
    }

    void nothingPending() {
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
            exchange.says(parsed.text(), "");
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
}
