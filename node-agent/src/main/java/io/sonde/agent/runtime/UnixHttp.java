// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Asks a daemon one question over its socket; a daemon that hangs costs a moment, not the thread. */
final class UnixHttp {
    /** They answer within milliseconds; several containers may be waiting. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

    private static final int BUFFER_BYTES = 8 << 10;
    private static final String OK = "200";

    private UnixHttp() {}

    /** The body of a good answer. HTTP/1.0: the answer comes in one piece and ends with the connection. */
    static Optional<byte[]> get(Path socket, String path) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            channel.register(selector, SelectionKey.OP_READ);
            return body(readAll(channel, selector, end));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException _) {
            return Optional.empty();
        }
    }

    private static byte[] readAll(SocketChannel channel, Selector selector, long end) throws IOException {
        var answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (answer.size() <= HostFiles.MAX_FILE_BYTES) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0 || selector.select(left) == 0) {
                throw new IOException("no answer in time");
            }
            selector.selectedKeys().clear();
            int read = channel.read(buffer);
            if (read < 0) {
                return answer.toByteArray();
            }
            answer.write(buffer.array(), 0, read);
            buffer.clear();
        }
        throw new IOException("too long");
    }

    private static Optional<byte[]> body(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        int blank = text.indexOf(' ');
        boolean good = head > 0 && blank > 0 && text.startsWith(OK, blank + 1);
        return good ? Optional.of(text.substring(head + 4).getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty();
    }
}
