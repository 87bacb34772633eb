// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mysql;

import org.jspecify.annotations.Nullable;

/** What a client can ask for. */
enum Command {
    QUIT(0x01, "QUIT", Answer.NONE),
    USE(0x02, "USE", Answer.RESULT),
    QUERY(0x03, "", Answer.RESULT),
    FIELD_LIST(0x04, "FIELD_LIST", Answer.ROWS),
    CREATE_DATABASE(0x05, "CREATE", Answer.RESULT),
    DROP_DATABASE(0x06, "DROP", Answer.RESULT),
    REFRESH(0x07, "REFRESH", Answer.RESULT),
    SHUTDOWN(0x08, "SHUTDOWN", Answer.RESULT),
    STATISTICS(0x09, "STATISTICS", Answer.ONE_PACKET),
    PROCESS_INFO(0x0a, "PROCESS_INFO", Answer.RESULT),
    PROCESS_KILL(0x0c, "KILL", Answer.RESULT),
    DEBUG(0x0d, "DEBUG", Answer.ONE_PACKET),
    PING(0x0e, "PING", Answer.RESULT),
    CHANGE_USER(0x11, "CONNECT", Answer.LOGIN),
    BINLOG_DUMP(0x12, "BINLOG_DUMP", Answer.ONE_PACKET),
    REGISTER_REPLICA(0x15, "REGISTER_REPLICA", Answer.RESULT),
    PREPARE(0x16, "PREPARE", Answer.PREPARED),
    EXECUTE(0x17, "", Answer.RESULT),
    LONG_DATA(0x18, "LONG_DATA", Answer.NONE),
    CLOSE(0x19, "CLOSE", Answer.NONE),
    RESET_STATEMENT(0x1a, "RESET", Answer.RESULT),
    SET_OPTION(0x1b, "SET_OPTION", Answer.RESULT),
    FETCH(0x1c, "FETCH", Answer.ROWS),
    BINLOG_DUMP_FROM(0x1e, "BINLOG_DUMP", Answer.ONE_PACKET),
    RESET_CONNECTION(0x1f, "RESET", Answer.RESULT),
    BULK_EXECUTE(0xfa, "", Answer.RESULT);

    /** How what the server says to it ends. */
    enum Answer {
        NONE,
        ONE_PACKET,
        /** One or more of: success, or columns and rows, or a wish for a file. */
        RESULT,
        /** Rows up to an end. */
        ROWS,
        /** The number of the statement, its parameters and columns. */
        PREPARED,
        /** Any number of questions, then success or not. */
        LOGIN
    }

    private static final @Nullable Command[] BY_CODE = byCode();

    final int code;
    /** Empty: that of the statement. */
    final String operation;

    final Answer answer;

    Command(int code, String operation, Answer answer) {
        this.code = code;
        this.operation = operation;
        this.answer = answer;
    }

    static @Nullable Command of(int code) {
        return BY_CODE[code];
    }

    private static @Nullable Command[] byCode() {
        @Nullable Command[] commands = new Command[256];
        for (Command command : values()) {
            commands[command.code] = command;
        }
        return commands;
    }
}
