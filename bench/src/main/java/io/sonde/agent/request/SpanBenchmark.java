// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.kernel.MovedBytes;
import io.sonde.agent.kernel.SocketEnds;
import io.sonde.agent.net.ListenerTable;
import io.sonde.agent.net.TranslationTable;
import io.sonde.agent.process.ProcDirectory;
import io.sonde.agent.process.ProcessLimits;
import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.protocol.all.Protocols;
import io.sonde.agent.service.ServiceTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a statement and its answer cost from the ring's bytes to what is counted: without spans, with none of it, with one of each. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpanBenchmark {
    private static final SpanLimits NONE_CHOSEN = limits(0);
    private static final SpanLimits ALL_CHOSEN = limits(1);

    private final Statements off = new Statements(SpanLimits.OFF);
    private final Statements notSampled = new Statements(NONE_CHOSEN);
    private final Statements sampled = new Statements(ALL_CHOSEN);

    private static SpanLimits limits(double share) {
        return new SpanLimits(true, share, Duration.ofSeconds(1), 4, 1 << 30, 1 << 30, 1 << 30);
    }

    @Benchmark
    public int off() {
        return off.say();
    }

    @Benchmark
    public int notSampled() {
        return notSampled.say();
    }

    @Benchmark
    public int sampled() {
        return sampled.say();
    }

    /** One connection of psql, as its host sees it. */
    private static final class Statements implements MovedBytes {
        private static final byte[] QUESTION =
                message("Q", "UPDATE pgbench_accounts SET abalance = abalance + -2310 WHERE aid = 71233;\0");
        private static final byte[] ANSWER = join(message("C", "UPDATE 1\0"), message("Z", "T"));
        private static final int SERVER_PORT = 5_432;
        private static final int SAID_BETWEEN_REPORTS = 1_000;
        private static final long ADDRESS = 0xffffL << 32 | 0x0a00_0001L;

        private final RequestTable table;
        private byte[] bytes = QUESTION;
        private boolean outgoing;
        private int asked = 1;
        private int answered = 1;
        private long now = 1_000_000;
        private int said;

        Statements(SpanLimits spans) {
            var processes = new ProcessTable(
                    new ProcessLimits(10, Duration.ofSeconds(30)),
                    new ProcDirectory(Path.of("/proc"), ContainerWatch.ofNobody()),
                    new ServiceTable(10),
                    ContainerWatch.ofNobody(),
                    0);
            table = new RequestTable(
                    Protocols.ALL,
                    new RequestLimits(100, 100, 100, Duration.ofSeconds(10), spans),
                    processes,
                    new ListenerTable(10, processes),
                    new TranslationTable(10),
                    new RequestTable.Decisions() {
                        @Override
                        public void ignore(long socket, SocketEnds ends) {}

                        @Override
                        public void limit(long socket, SocketEnds ends, int most) {}
                    });
        }

        int say() {
            now += 1_000;
            outgoing = true;
            bytes = QUESTION;
            table.moved(this);
            asked += QUESTION.length;
            now += 1_000;
            outgoing = false;
            bytes = ANSWER;
            table.moved(this);
            answered += ANSWER.length;
            if (++said % SAID_BETWEEN_REPORTS == 0) {
                table.drain(now);
                table.drainSpans();
            }
            return said;
        }

        private static byte[] message(String type, String content) {
            return (type + "\0\0\0" + (char) (content.length() + 4) + content).getBytes(US_ASCII);
        }

        private static byte[] join(byte[] first, byte[] second) {
            byte[] both = new byte[first.length + second.length];
            System.arraycopy(first, 0, both, 0, first.length);
            System.arraycopy(second, 0, both, first.length, second.length);
            return both;
        }

        @Override
        public long socket() {
            return 1;
        }

        @Override
        public int pid() {
            return 1;
        }

        @Override
        public boolean outgoing() {
            return outgoing;
        }

        @Override
        public boolean datagram() {
            return false;
        }

        @Override
        public boolean known() {
            return false;
        }

        @Override
        public long startNanos() {
            return outgoing ? now - 10 : 0;
        }

        @Override
        public long endNanos() {
            return now;
        }

        @Override
        public int position() {
            return outgoing ? asked : answered;
        }

        @Override
        public int total() {
            return bytes.length;
        }

        @Override
        public int copied() {
            return bytes.length;
        }

        @Override
        public void copyTo(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }

        @Override
        public long localHigh() {
            return 0;
        }

        @Override
        public long localLow() {
            return ADDRESS;
        }

        @Override
        public long remoteHigh() {
            return 0;
        }

        @Override
        public long remoteLow() {
            return ADDRESS;
        }

        @Override
        public int localPort() {
            return 40_000;
        }

        @Override
        public int remotePort() {
            return SERVER_PORT;
        }

        @Override
        public long networkNamespace() {
            return 1;
        }
    }
}
