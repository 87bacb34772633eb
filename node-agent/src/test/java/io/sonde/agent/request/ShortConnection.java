// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sonde.agent.kernel.TcpEvent;
import io.sonde.agent.protocol.Names;
import io.sonde.agent.protocol.all.Protocols;
import java.util.List;

/** Connections between two programs of one host, each with one request, one after the other. */
final class ShortConnection {
    private static final int SERVER_PORT = 80;
    private static final int FIRST_PORT = 32_768;
    private static final int PORTS = 28_000;

    /**
     * What they speak.
     *
     * @param calls what each call moves, by the client and by the server in turns
     */
    record Kind(String name, List<String> calls) {
        static final List<Kind> ALL = List.of(
                of(
                        "http",
                        "GET /orders/1 HTTP/1.1\r\nHost: shop\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                of(
                        "http, its head in two calls",
                        "GET / HTTP/1.1\r\nHo",
                        "",
                        "st: shop\r\n\r\n",
                        "HTTP/1.1 204 No Content\r\n\r\n"),
                of("redis", "*2\r\n$3\r\nGET\r\n$1\r\na\r\n", "$1\r\nb\r\n"),
                of("memcached", "get a\r\n", "VALUE a 0 1\r\nb\r\nEND\r\n"),
                of(
                        "postgresql",
                        "\0\0\0\24\0\3\0\0user\0shop\0\0\0",
                        "R\0\0\0\10\0\0\0\0Z\0\0\0\5I",
                        "Q\0\0\0\15select 1\0",
                        "C\0\0\0\15SELECT 1\0Z\0\0\0\5I"),
                of("nothing known", "c", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));

        private static Kind of(String name, String... calls) {
            return new Kind(name, List.of(calls));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final RequestTable table =
            new Requests(Requests.limits(1_000, Requests.spans(0, 10)), Protocols.all(Names.UNHEARD)).table;
    private final Moved moved = new Moved();
    private final List<byte[]> calls;
    private int number;

    ShortConnection(Kind kind) {
        calls = kind.calls.stream().map(text -> text.getBytes(ISO_8859_1)).toList();
    }

    void pass(int connections) {
        for (int i = 0; i < connections; i++) {
            number++;
            speak();
            moved.outgoing = true;
            close(true);
            close(false);
            table.movedAll();
        }
    }

    /** So short that their ends are read before what was said on them. */
    void passEndsFirst(int connections) {
        for (int i = 0; i < connections; i++) {
            number++;
            close(true);
            close(false);
            speak();
            table.movedAll();
        }
        table.movedAll();
    }

    int open() {
        return table.size();
    }

    private void speak() {
        int asked = 0;
        int answered = 0;
        for (int call = 0; call < calls.size(); call++) {
            byte[] bytes = calls.get(call);
            boolean ofClient = call % 2 == 0;
            if (bytes.length > 0) {
                move(ofClient, true, bytes, ofClient ? asked : answered);
                move(!ofClient, false, bytes, ofClient ? asked : answered);
            }
            asked += ofClient ? bytes.length : 0;
            answered += ofClient ? 0 : bytes.length;
        }
    }

    private void move(boolean client, boolean outgoing, byte[] bytes, int position) {
        at(client);
        moved.outgoing = outgoing;
        moved.bytes = bytes;
        moved.position = position;
        moved.now += 1_000;
        table.moved(moved);
    }

    private void close(boolean client) {
        at(client);
        table.closed(moved);
    }

    private void at(boolean client) {
        int port = FIRST_PORT + number % PORTS;
        moved.socket = 2L * (number % PORTS) + (client ? 1 : 0);
        moved.pid = client ? Requests.CURL : Requests.NGINX;
        moved.localPort = client ? port : SERVER_PORT;
        moved.remotePort = client ? SERVER_PORT : port;
    }

    /** Both what moves and what closes it; filled anew each time. */
    private static final class Moved implements WholeMove, TcpEvent {
        private static final long ADDRESS = 0xffffL << 32 | 0x0a000001L;

        private byte[] bytes = new byte[0];
        private long socket;
        private long now = 1_000_000;
        private int pid;
        private int localPort;
        private int remotePort;
        private int position;
        private boolean outgoing;

        @Override
        public long socket() {
            return socket;
        }

        @Override
        public int pid() {
            return pid;
        }

        @Override
        public boolean outgoing() {
            return outgoing;
        }

        @Override
        public long endNanos() {
            return now;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public int position() {
            return position;
        }

        @Override
        public long localLow() {
            return ADDRESS;
        }

        @Override
        public long remoteLow() {
            return ADDRESS;
        }

        @Override
        public int localPort() {
            return localPort;
        }

        @Override
        public int remotePort() {
            return remotePort;
        }

        @Override
        public long timeNanos() {
            return now;
        }

        @Override
        public long bytesSent() {
            return 0;
        }

        @Override
        public long bytesReceived() {
            return 0;
        }

        @Override
        public int retransmits() {
            return 0;
        }

        @Override
        public int rttMicros() {
            return 0;
        }

        @Override
        public long durationNanos() {
            return UNKNOWN_DURATION;
        }

        @Override
        public int error() {
            return 0;
        }

        @Override
        public boolean client() {
            return false;
        }

        @Override
        public boolean server() {
            return false;
        }
    }
}
