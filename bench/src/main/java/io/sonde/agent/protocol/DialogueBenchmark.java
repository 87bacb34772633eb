// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static io.sonde.agent.protocol.Round.bytes;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a request and its answer cost from bytes to what is told of them, on a connection whose protocol is known. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DialogueBenchmark {
    private final Round postgresql = new Round(
            message("Q", "UPDATE pgbench_accounts SET abalance = abalance + -2310 WHERE aid = 71233;\0"),
            bytes(message("C", "UPDATE 1\0"), message("Z", "T")));

    private final Round postgresqlPrepared = new Round(
            bytes(
                    message("P", "\0SELECT abalance FROM pgbench_accounts WHERE aid = $1\0", 0, 0),
                    message("B", 0, 0, 0, 0, 0, 1, 0, 0, 0, 5, "71233", 0, 0),
                    message("D", "P\0"),
                    message("E", 0, 0, 0, 0, 0),
                    message("S")),
            bytes(
                    message("1"),
                    message("2"),
                    message("T", 0, 1, "abalance\0", new byte[18]),
                    message("D", 0, 1, 0, 0, 0, 5, "-2310"),
                    message("C", "SELECT 1\0"),
                    message("Z", "I")));

    private final Round mysql = new Round(
            packet(0, 3, "SELECT c FROM sbtest1 WHERE id = 5012"),
            bytes(
                    packet(1, 1),
                    packet(2, 3, "def", 6, "sbtest", 7, "sbtest1", 7, "sbtest1", 1, "c", 1, "c", 12, new byte[12]),
                    packet(3, 0xfe, 0, 0, 2, 0),
                    packet(4, 120, new byte[120]),
                    packet(5, 0xfe, 0, 0, 2, 0)));

    private final Round redis =
            new Round(bytes("*2\r\n$3\r\nGET\r\n$16\r\nkey:000000012345\r\n"), bytes("$3\r\nxxx\r\n"));

    private final Round memcached =
            new Round(bytes("get key:000000012345\r\n"), bytes("VALUE key:000000012345 0 3\r\nxxx\r\nEND\r\n"));

    private final Round mongodb = new Round(
            bson(1, 0, 2, "find\0", 6, 0, 0, 0, "users\0", 2, "$db\0", 5, 0, 0, 0, "shop\0"),
            bson(9, 1, 1, "ok\0", 0, 0, 0, 0, 0, 0, 0xf0, 0x3f));

    private final Round kafka = new Round(
            sized(
                    0,
                    0,
                    0,
                    9,
                    0,
                    0,
                    0,
                    1,
                    0,
                    8,
                    "producer",
                    0,
                    0,
                    0,
                    1,
                    0,
                    0,
                    0x75,
                    0x30,
                    2,
                    7,
                    "orders",
                    2,
                    0,
                    0,
                    0,
                    0,
                    new byte[60]),
            sized(0, 0, 0, 1, 0, 2, 7, "orders", 2, 0, 0, 0, 0, 0, 0, new byte[24], 1, 0, 0, 0, 0, 0, 0, 0));

    /** Of PostgreSQL. */
    private static byte[] message(String type, Object... parts) {
        byte[] body = bytes(parts);
        return bytes(type, 0, 0, 0, body.length + 4, body);
    }

    /** Of MySQL. */
    private static byte[] packet(int number, Object... parts) {
        byte[] body = bytes(parts);
        return bytes(body.length, 0, 0, number, body);
    }

    /** Of MongoDB. */
    private static byte[] bson(int number, int answerTo, Object... fields) {
        byte[] document = bytes(fields);
        int length = document.length + 5;
        Object[] head = {length + 21, 0, 0, 0, number, 0, 0, 0, answerTo, 0, 0, 0, 0xdd, 7, 0, 0, 0, 0, 0, 0, 0};
        return bytes(bytes(head), length, 0, 0, 0, document, 0);
    }

    /** Of Kafka. */
    private static byte[] sized(Object... parts) {
        byte[] body = bytes(parts);
        return bytes(0, 0, 0, body.length, body);
    }

    @Benchmark
    public long postgresql() {
        return postgresql.say();
    }

    @Benchmark
    public long postgresqlPrepared() {
        return postgresqlPrepared.say();
    }

    @Benchmark
    public long mysql() {
        return mysql.say();
    }

    @Benchmark
    public long redis() {
        return redis.say();
    }

    @Benchmark
    public long memcached() {
        return memcached.say();
    }

    @Benchmark
    public long mongodb() {
        return mongodb.say();
    }

    @Benchmark
    public long kafka() {
        return kafka.say();
    }
}
