// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mysql;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.mysql.Command.Answer;
import io.sonde.agent.protocol.sql.Prepared;
import io.sonde.agent.protocol.sql.Sql;
import io.sonde.agent.protocol.sql.Statement;

/** Reads one connection: what the client sends becomes requests here, {@link Answers} knows when they are over. */
final class MysqlDialogue implements Dialogue {
    private static final int STATEMENT = Packet.HEAD + 1;
    private static final int LAST_STATEMENT = -1;

    private static final int TLS_REQUEST_LENGTH = 32;
    private static final int TLS = 1 << 11;
    private static final int COMPRESSION = (1 << 5) | (1 << 26);
    private static final int WITHOUT_ENDS = 1 << 24;

    private final MysqlProtocol protocol;
    private final Exchanges exchanges;
    private final Prepared prepared = new Prepared();
    private final Answers answers;

    private boolean greeted;
    private int serverCan;
    private int agreed;
    private boolean encrypted;
    /** The server's next packet is the rest of a long one. */
    private boolean continued;
    /** How much of the server's bytes belongs to a packet whose beginning was not seen. */
    private int skip;
    /** The one that was prepared last, which some clients execute before they know its number. */
    private Statement last = Statement.UNKNOWN;

    MysqlDialogue(MysqlProtocol protocol, Exchanges exchanges) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        answers = new Answers(protocol, exchanges, prepared);
    }

    private boolean isCompressed() {
        return answers.loggedIn && (agreed & COMPRESSION) != 0;
    }

    @Override
    public boolean renew() {
        prepared.renew();
        answers.renew();
        greeted = false;
        serverCan = 0;
        agreed = 0;
        encrypted = false;
        continued = false;
        skip = 0;
        last = Statement.UNKNOWN;
        return true;
    }

    @Override
    public String unread() {
        return encrypted ? "tls" : isCompressed() ? "compressed" : "";
    }

    @Override
    public long read(Side side, Piece piece) {
        if (encrypted || isCompressed()) {
            return REST;
        }
        if (skip > 0) {
            int skipped = skip;
            skip = 0;
            return skipped;
        }
        if (piece.length() < Packet.HEAD) {
            return MORE;
        }
        return side == Side.CLIENT ? readClient(piece) : readServer(piece);
    }

    private long readClient(Piece piece) {
        int length = Packet.length(piece, 0);
        int all = Packet.HEAD + length;
        if (greeted) {
            return login(piece, all);
        }
        if (answers.takesFile || Packet.number(piece, 0) != 0 || length == 0) {
            answers.takesFile &= length > 0;
            more(all);
            return all;
        }
        if (piece.length() == Packet.HEAD) {
            return MORE;
        }
        Command command = Command.of(piece.u8(Packet.HEAD));
        if (command == null) {
            return LOST;
        }
        int here = Math.min(all, enough(command));
        if (piece.length() < here) {
            return MORE;
        }
        ask(command, piece, all, here);
        return all;
    }

    private static int enough(Command command) {
        return switch (command) {
            case QUERY, PREPARE -> STATEMENT + 2 + Sql.LONGEST;
            case EXECUTE, BULK_EXECUTE, CLOSE -> STATEMENT + 4;
            default -> STATEMENT;
        };
    }

    private void more(int bytes) {
        Exchange exchange = exchanges.newest();
        if (exchange != null) {
            exchange.requestBytes += bytes;
        }
    }

    private long login(Piece piece, int all) {
        if (piece.length() < Math.min(all, Packet.HEAD + 4)) {
            return MORE;
        }
        greeted = false;
        agreed = all < Packet.HEAD + 4 ? 0 : piece.i32Little(Packet.HEAD) & serverCan;
        if (all == Packet.HEAD + TLS_REQUEST_LENGTH && (piece.i32Little(Packet.HEAD) & TLS) != 0) {
            encrypted = true;
            return all;
        }
        answers.withoutEnds = (agreed & WITHOUT_ENDS) != 0;
        begin(piece, Command.CHANGE_USER).requestBytes = all;
        return all;
    }

    private Exchange begin(Piece piece, Command command) {
        answers.next();
        Exchange exchange = exchanges.begin(piece.startNanos());
        exchange.operation = command.operation;
        exchange.note = command.code;
        return exchange;
    }

    private void ask(Command command, Piece piece, int all, int here) {
        if (command == Command.CLOSE && here >= STATEMENT + 4) {
            prepared.remove(piece.i32Little(STATEMENT));
        }
        if (command.answer == Answer.NONE) {
            return;
        }
        Exchange exchange = begin(piece, command);
        exchange.requestBytes = all;
        switch (command) {
            case QUERY -> query(exchange, piece, here);
            case PREPARE -> prepare(exchange, piece, here);
            case EXECUTE, BULK_EXECUTE -> execute(exchange, piece, here);
            default -> {}
        }
    }

    private void query(Exchange exchange, Piece piece, int here) {
        int from = piece.start() + STATEMENT + Recognizer.attributes(piece, STATEMENT, here - STATEMENT);
        int to = piece.start() + here;
        protocol.sql.read(piece.array(), from, to);
        exchange.operation = protocol.sql.verb();
        exchange.target = protocol.sql.table();
        if (exchanges.wantsText()) {
            exchange.says(protocol.wording, piece.array(), from, to);
        }
    }

    private void prepare(Exchange exchange, Piece piece, int here) {
        int from = piece.start() + STATEMENT;
        int to = piece.start() + here;
        last = protocol.statements.statement(piece.array(), from, to);
        exchange.id = protocol.statements.hash(piece.array(), from, to);
        exchange.target = last.table();
        exchange.says(last.text(), "");
    }

    private void execute(Exchange exchange, Piece piece, int here) {
        int number = here < STATEMENT + 4 ? 0 : piece.i32Little(STATEMENT);
        Statement statement = number == LAST_STATEMENT ? last : prepared.get(number);
        exchange.operation = statement.verb();
        exchange.target = statement.table();
        exchange.says(statement.text(), "");
    }

    private long readServer(Piece piece) {
        int length = Packet.length(piece, 0);
        int all = Packet.HEAD + length;
        if (continued) {
            continued = length == Packet.LONGEST;
            answerBytes(all);
            return all;
        }
        boolean greets = exchanges.open() == 0 && Packet.number(piece, 0) == 0 && length > 0;
        int here = greets ? all : Math.min(all, Packet.ENOUGH);
        if (piece.length() < here) {
            return MORE;
        }
        if (greets) {
            greet(piece);
            return all;
        }
        if (answers.isRow(Packet.kind(piece, 0))) {
            return rows(piece);
        }
        continued = length == Packet.LONGEST;
        answerBytes(all);
        answers.read(piece);
        return all;
    }

    private void answerBytes(long bytes) {
        Exchange exchange = exchanges.oldest();
        if (exchange != null) {
            exchange.responseBytes += bytes;
        }
    }

    /** Rows come in crowds: all that are there are one message. */
    private long rows(Piece piece) {
        int at = 0;
        while (piece.length() - at > Packet.HEAD && answers.isRow(Packet.kind(piece, at)) && !continued) {
            continued = Packet.length(piece, at) == Packet.LONGEST;
            at += Packet.HEAD + Packet.length(piece, at);
        }
        answerBytes(at);
        return at;
    }

    private void greet(Piece piece) {
        if (Packet.kind(piece, 0) == Packet.ERROR) {
            begin(piece, Command.CHANGE_USER);
            answers.read(piece);
            return;
        }
        greeted = true;
        answers.loggedIn = false;
        int version = piece.indexOf((byte) 0, Packet.HEAD, piece.length());
        int flags = version + 1 + 4 + 8 + 1;
        boolean there = version > 0 && flags + 7 <= piece.length();
        serverCan = there ? piece.u16Little(flags) | (piece.u16Little(flags + 5) << 16) : 0;
    }

    @Override
    public void lost(Side side) {
        skip = 0;
        if (side == Side.SERVER) {
            continued = false;
            answers.lost();
        } else {
            answers.takesFile = false;
        }
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        if (side == Side.CLIENT) {
            return Recognizer.isOneCommand(piece) || protocol.recognizer.recognise(piece) == Recognition.REQUEST;
        }
        int at = answers.resume(piece);
        skip = Math.max(at, 0);
        return at >= 0;
    }
}
