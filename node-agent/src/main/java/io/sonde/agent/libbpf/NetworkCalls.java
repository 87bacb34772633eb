// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** System calls on network namespaces and on sockets that are none of TCP, UDP or Unix. */
public final class NetworkCalls {
    private static final NativeFunction OPEN = NativeFunction.ofLibc("open");
    private static final NativeFunction SETNS = NativeFunction.ofLibc("setns");
    private static final NativeFunction SOCKET = NativeFunction.ofLibc("socket");
    private static final NativeFunction BIND = NativeFunction.ofLibc("bind");
    private static final NativeFunction SETSOCKOPT = NativeFunction.ofLibc("setsockopt");
    private static final NativeFunction SEND = NativeFunction.ofLibc("send");
    private static final NativeFunction RECV = NativeFunction.ofLibc("recv");
    private static final NativeFunction RECVMMSG = NativeFunction.ofLibc("recvmmsg");
    private static final NativeFunction EPOLL_CREATE = NativeFunction.ofLibc("epoll_create1");
    private static final NativeFunction EPOLL_CTL = NativeFunction.ofLibc("epoll_ctl");
    private static final NativeFunction EPOLL_WAIT = NativeFunction.ofLibc("epoll_wait");

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
            checked("entering " + path, SETNS.call(file, kind));
        } finally {
            Libc.close(file);
        }
    }

    static int open(String path) throws BpfFailure {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path);
            return checked("opening " + path, OPEN.call(name.address(), O_CLOEXEC));
        }
    }

    public static int socket(int domain, int type, int protocol) throws BpfFailure {
        return checked("opening a socket", SOCKET.call(domain, type, protocol));
    }

    public static void bind(int socket, MemorySegment address) throws BpfFailure {
        checked("binding a socket", BIND.call(socket, address.address(), address.byteSize()));
    }

    public static void option(int socket, int level, int option, MemorySegment value) throws BpfFailure {
        checked(
                "setting socket option " + option,
                SETSOCKOPT.call(socket, level, option, value.address(), value.byteSize()));
    }

    public static void send(int socket, MemorySegment message) throws BpfFailure {
        if (SEND.call(socket, message.address(), message.byteSize(), 0) < 0) {
            throw BpfFailure.of("sending on a socket", Errno.last());
        }
    }

    /** Waits for one message; returns its length. */
    public static int receive(int socket, MemorySegment buffer) throws BpfFailure {
        long length = RECV.call(socket, buffer.address(), buffer.byteSize(), 0);
        if (length < 0) {
            throw BpfFailure.of("receiving from a socket", Errno.last());
        }
        return (int) length;
    }

    /** Takes what is there into the vector of messages: how many, 0 when there is nothing, or the negative errno. */
    public static int receiveMany(int socket, MemorySegment vector, int messages) {
        int count = (int) RECVMMSG.call(socket, vector.address(), messages, DONT_WAIT, 0);
        return count >= 0 ? count : negativeUnlessEmpty();
    }

    public static int readiness() throws BpfFailure {
        return checked("epoll_create1", EPOLL_CREATE.call(O_CLOEXEC));
    }

    /** @param event what to wait for, and what {@link #ready} shall say of it */
    public static void watch(int readiness, int file, MemorySegment event) throws BpfFailure {
        checked("epoll_ctl", EPOLL_CTL.call(readiness, EPOLL_ADD, file, event.address()));
    }

    /** Fills in which files have something to read and does not wait for it. */
    public static int ready(int readiness, MemorySegment events, int most) {
        return Math.max(0, (int) EPOLL_WAIT.call(readiness, events.address(), most, 0));
    }

    private static int negativeUnlessEmpty() {
        int errno = Errno.last();
        return errno == EAGAIN || errno == EINTR ? 0 : -errno;
    }

    private static int checked(String what, long answer) throws BpfFailure {
        int result = (int) answer;
        if (result < 0) {
            throw BpfFailure.of(what, Errno.last());
        }
        return result;
    }
}
