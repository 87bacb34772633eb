// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.amqp;

import org.jspecify.annotations.Nullable;

/** Methods that are told, each with what must be known of its arguments. Answers have the number behind their question's. */
enum Method {
    CONNECTION_OPEN("connection.open", 10, 40, Kind.ASKS, 0, 0),
    CONNECTION_CLOSE("connection.close", 10, 50, Kind.ENDS, 0, 0),
    CHANNEL_OPEN("channel.open", 20, 10, Kind.ASKS, 0, 0),
    CHANNEL_CLOSE("channel.close", 20, 40, Kind.ENDS, 0, 0),
    EXCHANGE_DECLARE("exchange.declare", 40, 10, Kind.ASKS, 2, 0x10),
    EXCHANGE_DELETE("exchange.delete", 40, 20, Kind.ASKS, 1, 2),
    EXCHANGE_BIND("exchange.bind", 40, 30, Kind.ASKS, 3, 1),
    QUEUE_DECLARE("queue.declare", 50, 10, Kind.ASKS, 1, 0x10),
    QUEUE_BIND("queue.bind", 50, 20, Kind.ASKS, 3, 1),
    QUEUE_PURGE("queue.purge", 50, 30, Kind.ASKS, 1, 1),
    QUEUE_DELETE("queue.delete", 50, 40, Kind.ASKS, 1, 4),
    BASIC_QOS("basic.qos", 60, 10, Kind.ASKS, 0, 0),
    BASIC_CONSUME("basic.consume", 60, 20, Kind.ASKS, 2, 8),
    BASIC_CANCEL("basic.cancel", 60, 30, Kind.ASKS, 0, 0),
    BASIC_PUBLISH("basic.publish", 60, 40, Kind.SENDS, 2, 0),
    BASIC_RETURN("basic.return", 60, 50, Kind.GIVES_BACK, 0, 0),
    BASIC_DELIVER("basic.deliver", 60, 60, Kind.DELIVERS, 0, 0),
    BASIC_GET("basic.get", 60, 70, Kind.ASKS, 1, 0),
    BASIC_ACK("basic.ack", 60, 80, Kind.SETTLES, 0, 0),
    BASIC_REJECT("basic.reject", 60, 90, Kind.SETTLES, 0, 0),
    BASIC_NACK("basic.nack", 60, 120, Kind.SETTLES, 0, 0),
    CONFIRM_SELECT("confirm.select", 85, 10, Kind.ASKS, 0, 0),
    TX_SELECT("tx.select", 90, 10, Kind.ASKS, 0, 0),
    TX_COMMIT("tx.commit", 90, 20, Kind.ASKS, 0, 0),
    TX_ROLLBACK("tx.rollback", 90, 30, Kind.ASKS, 0, 0);

    /** What a method is for. */
    enum Kind {
        /** Of the client, and answered. */
        ASKS,
        /** Of the client, with a message. */
        SENDS,
        /** Of the server, with a message. */
        DELIVERS,
        /** Of the server, with a message that nobody wanted. */
        GIVES_BACK,
        /** Of both, and not answered. */
        SETTLES,
        /** Of both; answered, but that is of no interest. */
        ENDS
    }

    private static final Method[] ALL = values();

    final String text;
    final int number;
    final Kind kind;
    /** Short texts behind the two reserved bytes; the first one is what the method is about. */
    final int texts;
    /** Bit behind the texts that says that no answer is wanted; 0: none. */
    final int noWait;

    Method(String text, int group, int member, Kind kind, int texts, int noWait) {
        this.text = text;
        this.number = group << 16 | member;
        this.kind = kind;
        this.texts = texts;
        this.noWait = noWait;
    }

    /** @param number class and method, 16 bits each */
    static @Nullable Method of(int number) {
        for (Method method : ALL) {
            if (method.number == number) {
                return method;
            }
        }
        return null;
    }

    /** Whether it can only be an answer: to one of these methods, or the server's part of how a connection begins. */
    static boolean isAnswer(int number) {
        Method asked = of(number - 1);
        return asked != null && asked.kind == Kind.ASKS && of(number) == null;
    }
}
