// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** System calls on network namespaces and on sockets that are none of TCP, UDP or Unix. */
public final class NetworkCalls {
    private static final Downcalls LIBC = Downcalls.ofLibc();
    private static final MethodHandle OPEN = LIBC.bindVariadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SETNS = LIBC.bind("setns", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SOCKET = LIBC.bind("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = LIBC.bind("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
            LIBC.bind("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle SEND = LIBC.bind("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECV = LIBC.bind("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle RECVMMSG =
            LIBC.bind("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_CREATE = LIBC.bind("epoll_create1", JAVA_INT, JAVA_INT);
    private static final MethodHandle EPOLL_CTL =
            LIBC.bind("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle EPOLL_WAIT =
            LIBC.bind("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    public static final int ENOBUFS = 105;
    private static final int EAGAIN = 11;
    private static final int EINTR = 4;
    private static final int O_CLOEXEC = 0x8_0000;
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int DONT_WAIT = 0x40;
    private static final int EPOLL_ADD = 1;

    private NetworkCalls() {}

    /** From here on the calling thread lives in the network namespace that this file stands for. */
    public static void enterNamespace(String path) throws BpfFailure {
        enter(path, CLONE_NEWNET);
    }

    static void enter(String path, int kind) throws BpfFailure {
        int file = open(path);
        try {
            checked("entering " + path, () -> (int) SETNS.invokeExact(Errno.slot(), file, kind));
        } finally {
            Libc.close(file);
        }
    }

    static int open(String path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return checked("opening " + path, () -> (int) OPEN.invokeExact(Errno.slot(), name, O_CLOEXEC));
        }
    }

    public static int socket(int domain, int type, int protocol) throws BpfFailure {
        return checked("opening a socket", () -> (int) SOCKET.invokeExact(Errno.slot(), domain, type, protocol));
    }

    public static void bind(int socket, MemorySegment address) throws BpfFailure {
        int bytes = (int) address.byteSize();
        checked("binding a socket", () -> (int) BIND.invokeExact(Errno.slot(), socket, address, bytes));
    }

    public static void option(int socket, int level, int option, MemorySegment value) throws BpfFailure {
        int bytes = (int) value.byteSize();
        checked("setting socket option " + option, () ->
                (int) SETSOCKOPT.invokeExact(Errno.slot(), socket, level, option, value, bytes));
    }

    public static void send(int socket, MemorySegment message) throws BpfFailure {
        long sent = Downcalls.longNumber(
                () -> (long) SEND.invokeExact(Errno.slot(), socket, message, message.byteSize(), 0));
        if (sent < 0) {
            throw BpfFailure.of("sending on a socket", Errno.last());
        }
    }

    /** Waits for one message; returns its length. */
    public static int receive(int socket, MemorySegment buffer) throws BpfFailure {
        long length =
                Downcalls.longNumber(() -> (long) RECV.invokeExact(Errno.slot(), socket, buffer, buffer.byteSize(), 0));
        if (length < 0) {
            throw BpfFailure.of("receiving from a socket", Errno.last());
        }
        return (int) length;
    }

    /** Takes what is there into the vector of messages: how many, 0 when there is nothing, or the negative errno. */
    public static int receiveMany(int socket, MemorySegment vector, int messages) {
        int count = Downcalls.number(() ->
                (int) RECVMMSG.invokeExact(Errno.slot(), socket, vector, messages, DONT_WAIT, MemorySegment.NULL));
        return count >= 0 ? count : negativeUnlessEmpty();
    }

    public static int readiness() throws BpfFailure {
        return checked("epoll_create1", () -> (int) EPOLL_CREATE.invokeExact(Errno.slot(), O_CLOEXEC));
    }

    /** @param event what to wait for, and what {@link #ready} shall say of it */
    public static void watch(int readiness, int file, MemorySegment event) throws BpfFailure {
        checked("epoll_ctl", () -> (int) EPOLL_CTL.invokeExact(Errno.slot(), readiness, EPOLL_ADD, file, event));
    }

    /** Fills in which files have something to read and does not wait for it. */
    public static int ready(int readiness, MemorySegment events, int most) {
        return Math.max(
                0, Downcalls.number(() -> (int) EPOLL_WAIT.invokeExact(Errno.slot(), readiness, events, most, 0)));
    }

    private static int negativeUnlessEmpty() {
        int errno = Errno.last();
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    }

    private static int checked(String what, Downcalls.IntCall call) throws BpfFailure {
        int result = Downcalls.number(call);
        if (result < 0) {
            throw BpfFailure.of(what, Errno.last());
        }
        return result;
    }
}
