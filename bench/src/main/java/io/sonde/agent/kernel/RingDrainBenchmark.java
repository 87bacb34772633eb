// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Drains a ring as large as the agent's that is full of TCP events. It stands in the package of the ring because nothing
 * outside it may see one. The kernel is not writing meanwhile: this is the cost of reading alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RingDrainBenchmark {
    private static final int RING_BYTES = 1 << 20;
    private static final int PAGE_BYTES = 4096;

    /** As many as fit into the ring: 112 bytes each. */
    private static final int EVENTS = 9_350;

    private final TcpEventSum sum = new TcpEventSum();
    private final EventDispatch dispatch = new EventDispatch(sum);
    private final Arena arena = Arena.ofConfined();
    private MemorySegment consumerPage = MemorySegment.NULL;
    private RecordHandler counting = (memory, offset) -> {};
    private Ring ring = new Ring(MemorySegment.NULL, MemorySegment.NULL, RingWindow.ofAll(MemorySegment.NULL, 0, 0), 0);
    private long seen;

    @Setup
    public void fill() {
        consumerPage = arena.allocate(PAGE_BYTES, PAGE_BYTES);
        MemorySegment producerAndData = arena.allocate(PAGE_BYTES + 2L * RING_BYTES, PAGE_BYTES);
        long recordBytes = EventLayouts.TCP_EVENT.byteSize();
        long position = 0;
        for (int i = 0; i < EVENTS; i++) {
            long start = PAGE_BYTES + position;
            producerAndData.set(JAVA_INT, start, (int) recordBytes);
            writeEvent(producerAndData.asSlice(start + Ring.HEADER_BYTES, recordBytes), i);
            position += Ring.HEADER_BYTES + recordBytes;
        }
        producerAndData.set(JAVA_LONG, 0, position);
        counting = (memory, offset) -> seen += memory.get(JAVA_INT, offset);
        ring = new Ring(
                consumerPage, producerAndData, RingWindow.ofAll(producerAndData, PAGE_BYTES, RING_BYTES), RING_BYTES);
    }

    private static void writeEvent(MemorySegment event, int number) {
        event.fill((byte) number);
        event.set(JAVA_INT, 0, number % 2 == 0 ? EventLayouts.TCP_OPENED : EventLayouts.TCP_CLOSED);
    }

    /** Only finds each record and looks at its kind. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long read() {
        consumerPage.set(JAVA_LONG, 0, 0L);
        drain(counting);
        return seen;
    }

    /** Also decodes each event and hands it to a receiver that reads eight of its fields. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long decode() {
        consumerPage.set(JAVA_LONG, 0, 0L);
        drain(dispatch);
        return sum.total();
    }

    private void drain(RecordHandler handler) {
        if (ring.drain(handler, Integer.MAX_VALUE) != EVENTS) {
            throw new IllegalStateException("BUG: the ring was not full");
        }
    }

    @TearDown
    public void free() {
        arena.close();
    }
}
