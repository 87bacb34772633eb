// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import io.sonde.agent.libbpf.NetworkCalls;
import io.sonde.agent.net.Translation;
import io.sonde.agent.net.TranslationTable;
import io.sonde.agent.table.LongTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/**
 * Takes what the subscribed sockets have to say into the table. The kernel tells of a translation before the connection's
 * first packet leaves, so what is read here before an event of that connection holds all that the event needs. Lives on the
 * thread that reads kernel events; one system call as long as nothing is translated.
 */
final class ConntrackReader {
    private static final int MESSAGES = 32;
    /** One connection takes some 250 bytes, with all extensions below 700. */
    private static final int MESSAGE_BYTES = 1_024;

    private static final int VECTOR_BYTES = 64;
    private static final int BUFFER_ADDRESS_BYTES = 16;
    private static final int READY = 16;
    /** The kernel's struct has no padding on this machine, for the sake of 32-bit programs. */
    private static final boolean PACKED = System.getProperty("os.arch", "").equals("amd64");

    private static final int READY_BYTES = PACKED ? 12 : 16;
    private static final int READY_DATA = PACKED ? 4 : 8;
    private static final int READABLE = 1;

    private final LongTable<ConntrackSocket> sockets;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment vector = arena.allocate((long) MESSAGES * VECTOR_BYTES, Long.BYTES);
    private final MemorySegment buffers = arena.allocate((long) MESSAGES * MESSAGE_BYTES, Long.BYTES);
    private final MemorySegment ready = arena.allocate((long) READY * READY_BYTES, Integer.BYTES);
    private final ConntrackMessages messages = new ConntrackMessages();
    private final Consumer<Translation> learn;
    private final Consumer<ConntrackSocket> missed;
    private int readiness = -1;
    private long nowNanos;

    /** @param missed is told of each socket on which the kernel had to drop something */
    ConntrackReader(TranslationTable translations, int limit, Consumer<ConntrackSocket> missed) {
        this.sockets = new LongTable<>(limit);
        this.missed = missed;
        this.learn = translation -> translations.learn(translation, nowNanos);
        MemorySegment parts = arena.allocate((long) MESSAGES * BUFFER_ADDRESS_BYTES, Long.BYTES);
        for (int i = 0; i < MESSAGES; i++) {
            long part = (long) i * BUFFER_ADDRESS_BYTES;
            parts.set(ADDRESS, part, buffers.asSlice((long) i * MESSAGE_BYTES, MESSAGE_BYTES));
            parts.set(JAVA_LONG, part + 8, MESSAGE_BYTES);
            vector.set(ADDRESS, (long) i * VECTOR_BYTES + 16, parts.asSlice(part));
            vector.set(JAVA_LONG, (long) i * VECTOR_BYTES + 24, 1);
        }
    }

    /** False when there is no place: the socket stays the caller's. */
    boolean add(ConntrackSocket socket) throws BpfFailure {
        if (readiness < 0) {
            readiness = NetworkCalls.readiness();
        }
        if (!sockets.put(socket.file(), socket)) {
            return false;
        }
        try (Arena local = Arena.ofConfined()) {
            MemorySegment event = local.allocate(READY_BYTES, Integer.BYTES);
            event.set(JAVA_INT, 0, READABLE);
            event.set(JAVA_INT, READY_DATA, socket.file());
            NetworkCalls.watch(readiness, socket.file(), event);
        } catch (BpfFailure failure) {
            sockets.remove(socket.file());
            throw failure;
        }
        return true;
    }

    void remove(ConntrackSocket socket) {
        if (sockets.remove(socket.file()) != null) {
            Libc.close(socket.file());
        }
    }

    void readAll() {
        if (sockets.size() == 0) {
            return;
        }
        int count = NetworkCalls.ready(readiness, ready, READY);
        while (count > 0) {
            nowNanos = System.nanoTime();
            for (int i = 0; i < count; i++) {
                ConntrackSocket socket =
                        sockets.get(ready.get(JAVA_INT_UNALIGNED, (long) i * READY_BYTES + READY_DATA));
                if (socket != null) {
                    read(socket);
                }
            }
            count = count < READY ? 0 : NetworkCalls.ready(readiness, ready, READY);
        }
    }

    private void read(ConntrackSocket socket) {
        int count;
        do {
            count = NetworkCalls.receiveMany(socket.file(), vector, MESSAGES);
            if (count < 0) {
                missed.accept(socket);
                count = count == -NetworkCalls.ENOBUFS ? MESSAGES : 0;
                continue;
            }
            for (int i = 0; i < count; i++) {
                int length = vector.get(JAVA_INT, (long) i * VECTOR_BYTES + 56);
                messages.read(buffers, (long) i * MESSAGE_BYTES, length, socket.namespace(), learn);
            }
        } while (count == MESSAGES);
    }

    void close() {
        sockets.forEach(socket -> Libc.close(socket.file()));
        if (readiness >= 0) {
            Libc.close(readiness);
        }
    }
}
