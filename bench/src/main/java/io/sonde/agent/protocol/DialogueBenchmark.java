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
            bytes("Q", 0, 0, 0, 79, "UPDATE pgbench_accounts SET abalance = abalance + -2310 WHERE aid = 71233;\0"),
            bytes("C", 0, 0, 0, 13, "UPDATE 1\0", "Z", 0, 0, 0, 5, "T"));

    private final Round postgresqlPrepared = new Round(
            bytes(
                    "P",
                    0,
                    0,
                    0,
                    62,
                    "\0SELECT abalance FROM pgbench_accounts WHERE aid = $1\0",
                    0,
                    0,
                    "B",
                    0,
                    0,
                    0,
                    21,
                    0,
                    0,
                    0,
                    0,
                    0,
                    1,
                    0,
                    0,
                    0,
                    5,
                    "71233",
                    0,
                    0,
                    "D",
                    0,
                    0,
                    0,
                    6,
                    "P\0",
                    "E",
                    0,
                    0,
                    0,
                    9,
                    0,
                    0,
                    0,
                    0,
                    0,
                    "S",
                    0,
                    0,
                    0,
                    4),
            bytes(
                    "1",
                    0,
                    0,
                    0,
                    4,
                    "2",
                    0,
                    0,
                    0,
                    4,
                    "T",
                    0,
                    0,
                    0,
                    33,
                    0,
                    1,
                    "abalance\0",
                    new byte[18],
                    "D",
                    0,
                    0,
                    0,
                    15,
                    0,
                    1,
                    0,
                    0,
                    0,
                    5,
                    "-2310",
                    "C",
                    0,
                    0,
                    0,
                    13,
                    "SELECT 1\0",
                    "Z",
                    0,
                    0,
                    0,
                    5,
                    "I"));

    private final Round mysql = new Round(
            bytes(38, 0, 0, 0, 3, "SELECT c FROM sbtest1 WHERE id = 5012"),
            bytes(
                    1,
                    0,
                    0,
                    1,
                    1,
                    38,
                    0,
                    0,
                    2,
                    3,
                    "def",
                    6,
                    "sbtest",
                    7,
                    "sbtest1",
                    7,
                    "sbtest1",
                    1,
                    "c",
                    1,
                    "c",
                    12,
                    new byte[5],
                    5,
                    0,
                    0,
                    3,
                    0xfe,
                    0,
                    0,
                    2,
                    0,
                    121,
                    0,
                    0,
                    4,
                    120,
                    new byte[120],
                    5,
                    0,
                    0,
                    5,
                    0xfe,
                    0,
                    0,
                    2,
                    0));

    private final Round redis =
            new Round(bytes("*2\r\n$3\r\nGET\r\n$16\r\nkey:000000012345\r\n"), bytes("$3\r\nxxx\r\n"));

    private final Round memcached = new Round(
            bytes("get key:000000012345\r\n"), //
            bytes("VALUE key:000000012345 0 3\r\nxxx\r\nEND\r\n"));

    private final Round mongodb = new Round(
            bytes(
                    68, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0xdd, 7, 0, 0, 0, 0, 0, 0, 0, 47, 0, 0, 0, 2, "find\0", 6, 0,
                    0, 0, "users\0", 0x10, "limit\0", 1, 0, 0, 0, 2, "$db\0", 5, 0, 0, 0, "shop\0", 0),
            bytes(
                    38, 0, 0, 0, 9, 0, 0, 0, 1, 0, 0, 0, 0xdd, 7, 0, 0, 0, 0, 0, 0, 0, 17, 0, 0, 0, 1, "ok\0", 0, 0, 0,
                    0, 0, 0, 0xf0, 0x3f, 0));

    private final Round kafka = new Round(
            bytes(
                    0,
                    0,
                    0,
                    66,
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
                    25,
                    new byte[24],
                    0,
                    0,
                    0),
            bytes(
                    0,
                    0,
                    0,
                    53,
                    0,
                    0,
                    0,
                    1,
                    0,
                    2,
                    7,
                    "orders",
                    2,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    new byte[24],
                    1,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0));

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
