// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mysql;

import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.mysql.Command.Answer;
import io.sonde.agent.protocol.sql.Prepared;
import io.sonde.agent.protocol.sql.Statement;

/** How far the answer to the oldest open command is. */
final class Answers {
    private enum State {
        FIRST,
        COLUMNS,
        AFTER_COLUMNS,
        ROWS,
        /** Parameters and columns of a prepared statement. */
        DEFINITIONS
    }

    private static final int STATEMENT = Packet.HEAD + 1;
    private static final int STATEMENT_COLUMNS = STATEMENT + 4;
    private static final int STATEMENT_PARAMETERS = STATEMENT_COLUMNS + 2;
    private static final int STATEMENT_END = STATEMENT_PARAMETERS + 2;

    private final MysqlProtocol protocol;
    private final Exchanges exchanges;
    private final Prepared prepared;

    private State state = State.FIRST;
    private int left;
    /** Bytes of the answer went by unseen: its end is looked for. */
    private boolean gap;
    /** The client said that it needs no packet between columns and rows; guessed where it was not seen. */
    boolean withoutEnds;

    /** The client sends a file that the server asked for. */
    boolean takesFile;

    boolean loggedIn;
    private long lastNanos;

    Answers(MysqlProtocol protocol, Exchanges exchanges, Prepared prepared) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        this.prepared = prepared;
    }

    /** Of another connection. */
    void renew() {
        state = State.FIRST;
        left = 0;
        gap = false;
        withoutEnds = false;
        takesFile = false;
        loggedIn = false;
        lastNanos = 0;
    }

    /** Whether a packet of this kind is one of many rows. */
    boolean isRow(int kind) {
        return state == State.ROWS && !gap && kind != Packet.END && kind != Packet.ERROR;
    }

    void read(Piece piece) {
        lastNanos = piece.endNanos();
        Exchange exchange = exchanges.oldest();
        if (exchange == null || isLeftOver(exchange, piece)) {
            return;
        }
        int kind = Packet.kind(piece, 0);
        exchange.answerBegins(piece.startNanos());
        if (gap) {
            end(exchange, piece, kind);
        } else if (kind == Packet.ERROR && state != State.COLUMNS) {
            fail(exchange, piece);
        } else {
            goOn(exchange, piece, kind);
        }
    }

    /** The first packet of an answer has the number 1. */
    private boolean isLeftOver(Exchange exchange, Piece piece) {
        return exchange.firstByteNanos() == 0 && Packet.number(piece, 0) != 1 && answerTo(exchange) != Answer.LOGIN;
    }

    private static Answer answerTo(Exchange exchange) {
        Command command = Command.of(exchange.note);
        return command == null ? Answer.ONE_PACKET : command.answer;
    }

    private void goOn(Exchange exchange, Piece piece, int kind) {
        switch (state) {
            case FIRST -> first(exchange, piece, kind);
            case COLUMNS -> {
                if (--left <= 0) {
                    state = State.AFTER_COLUMNS;
                }
            }
            case AFTER_COLUMNS -> afterColumns(exchange, piece, kind);
            case ROWS -> end(exchange, piece, kind);
            case DEFINITIONS -> definition(exchange, piece);
        }
    }

    private void first(Exchange exchange, Piece piece, int kind) {
        switch (answerTo(exchange)) {
            case NONE, ONE_PACKET -> over(exchange, piece);
            case LOGIN -> {
                if (kind == Packet.OK) {
                    loggedIn = true;
                    over(exchange, piece);
                }
            }
            case PREPARED -> preparedStatement(exchange, piece);
            case ROWS -> {
                state = State.ROWS;
                end(exchange, piece, kind);
            }
            case RESULT -> result(exchange, piece, kind);
        }
    }

    private void result(Exchange exchange, Piece piece, int kind) {
        switch (kind) {
            case Packet.OK, Packet.END -> success(exchange, piece);
            case Packet.FILE -> takesFile = true;
            case -1 -> {}
            default -> {
                left = Packet.number16(piece, Packet.HEAD);
                boolean known = isWithoutColumns(piece);
                state = known ? State.AFTER_COLUMNS : State.COLUMNS;
            }
        }
    }

    /** A server that knows that the client has the columns already says so behind their number. */
    private static boolean isWithoutColumns(Piece piece) {
        int numbers = Packet.numberLength(piece, Packet.HEAD);
        return Packet.length(piece, 0) == numbers + 1
                && piece.length() > Packet.HEAD + numbers
                && piece.get(Packet.HEAD + numbers) == 0;
    }

    private void afterColumns(Exchange exchange, Piece piece, int kind) {
        state = State.ROWS;
        withoutEnds = !(kind == Packet.END && Packet.length(piece, 0) == Packet.END_LENGTH);
        if (withoutEnds || Packet.opensCursor(piece)) {
            end(exchange, piece, kind);
        }
    }

    private void end(Exchange exchange, Piece piece, int kind) {
        if (kind == Packet.ERROR) {
            fail(exchange, piece);
        } else if (Packet.isEnd(piece, 0)) {
            success(exchange, piece);
        }
    }

    private void success(Exchange exchange, Piece piece) {
        gap = false;
        state = State.FIRST;
        if (!Packet.moreResults(piece)) {
            over(exchange, piece);
        }
    }

    private void preparedStatement(Exchange exchange, Piece piece) {
        if (piece.length() < STATEMENT_END) {
            over(exchange, piece);
            return;
        }
        Statement statement = protocol.statements.known(exchange.id);
        if (statement != null) {
            prepared.put(piece.i32Little(STATEMENT), statement);
        }
        int columns = piece.u16Little(STATEMENT_COLUMNS);
        int parameters = piece.u16Little(STATEMENT_PARAMETERS);
        int ends = withoutEnds ? 0 : Math.min(columns, 1) + Math.min(parameters, 1);
        left = columns + parameters + ends;
        if (left == 0) {
            over(exchange, piece);
        } else {
            state = State.DEFINITIONS;
        }
    }

    private void definition(Exchange exchange, Piece piece) {
        if (--left == 0) {
            over(exchange, piece);
        }
    }

    private void fail(Exchange exchange, Piece piece) {
        boolean there = piece.length() >= Packet.HEAD + 3;
        String code = there ? protocol.codes.number(piece.u16Little(Packet.HEAD + 1)) : "";
        exchange.status = code;
        exchange.error = code.isEmpty() ? "error" : code;
        over(exchange, piece);
    }

    private void over(Exchange exchange, Piece piece) {
        exchanges.complete(exchange, piece.endNanos());
        restart();
    }

    /** A new command: what its predecessor still had to get was missed, or is not sent. */
    void next() {
        Exchange oldest = exchanges.oldest();
        if (gap) {
            exchanges.tellAll(lastNanos);
        } else if (state == State.DEFINITIONS && oldest != null && exchanges.open() == 1) {
            withoutEnds = true;
            exchanges.complete(oldest, lastNanos);
        }
        if (exchanges.open() == 0) {
            restart();
        }
    }

    private void restart() {
        state = State.FIRST;
        gap = false;
        left = 0;
    }

    /** Bytes of the server went by unseen. */
    void lost() {
        if (exchanges.open() > 1) {
            exchanges.tellAll(lastNanos);
            restart();
        } else {
            gap = exchanges.open() == 1;
        }
    }

    /** After a loss: at which byte of the piece reading goes on; negative: not in it. */
    int resume(Piece piece) {
        Exchange oldest = exchanges.oldest();
        boolean begun = oldest != null && oldest.firstByteNanos() != 0;
        if (gap && begun) {
            return Recognizer.end(piece);
        }
        gap = false;
        return Recognizer.isAnswer(piece) ? 0 : -1;
    }
}
