// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.sonde.agent.libbpf.BpfFailure;
import io.sonde.agent.libbpf.Libc;
import io.sonde.agent.libbpf.NetworkCalls;
import io.sonde.agent.net.Translation;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/** A netlink socket to the connection tracking of the network namespace in which it was opened. */
record ConntrackSocket(int file, long namespace) {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x8_0000;
    private static final int NETLINK_NETFILTER = 12;
    private static final int NEW_CONNECTIONS = 1;
    private static final int ADDRESS_BYTES = 12;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SO_RCVBUFFORCE = 33;
    /** About 3,000 translated connections: what a host opens while a walk over 100,000 sockets keeps the reader busy. */
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;

    private static final int DUMP_BYTES = ConntrackMessages.ATTRIBUTES_OFFSET;
    private static final short GET_CONNECTIONS = 1 << 8 | 1;
    private static final short REQUEST_DUMP = 0x301;
    /** The kernel fills at most 32 KiB at a time. */
    private static final int BUFFER_BYTES = 32 * 1024;

    /** Hears of each connection that begins from now on and is translated. */
    static ConntrackSocket subscribe(long namespace) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            int file = open();
            try {
                NetworkCalls.option(
                        file, SOL_SOCKET, SO_RCVBUFFORCE, arena.allocateFrom(JAVA_INT, RECEIVE_BUFFER_BYTES));
                NetworkCalls.option(file, SOL_SOCKET, SO_ATTACH_FILTER, TranslatedTcpFilter.program(arena));
                MemorySegment address = arena.allocate(ADDRESS_BYTES, Integer.BYTES);
                address.set(JAVA_SHORT, 0, (short) AF_NETLINK);
                address.set(JAVA_INT, 8, NEW_CONNECTIONS);
                NetworkCalls.bind(file, address);
                return new ConntrackSocket(file, namespace);
            } catch (BpfFailure failure) {
                Libc.close(file);
                throw failure;
            }
        }
    }

    /** Shows every translated connection that the current thread's namespace knows now. */
    static void dump(long namespace, Consumer<Translation> visitor) throws BpfFailure {
        int file = open();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(DUMP_BYTES, Integer.BYTES);
            request.set(JAVA_INT, 0, DUMP_BYTES);
            request.set(JAVA_SHORT, 4, GET_CONNECTIONS);
            request.set(JAVA_SHORT, 6, REQUEST_DUMP);
            NetworkCalls.send(file, request);
            MemorySegment buffer = arena.allocate(BUFFER_BYTES, Integer.BYTES);
            var messages = new ConntrackMessages();
            ConntrackMessages.End end = ConntrackMessages.End.MORE;
            while (end == ConntrackMessages.End.MORE) {
                int length = NetworkCalls.receive(file, buffer);
                end = messages.read(buffer, 0, length, namespace, visitor);
            }
            if (end == ConntrackMessages.End.ERROR) {
                throw BpfFailure.of("asking for tracked connections", messages.errno());
            }
        } finally {
            Libc.close(file);
        }
    }

    private static int open() throws BpfFailure {
        return NetworkCalls.socket(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_NETFILTER);
    }
}
