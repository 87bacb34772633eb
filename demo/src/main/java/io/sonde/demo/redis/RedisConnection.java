// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.redis;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection to Redis: a command out, a reply in. */
public final class RedisConnection implements AutoCloseable {
    /** Longer than three lost connection requests (1 s, 2 s), shorter than a shopper's patience. */
    private static final int CONNECT_TIMEOUT_MILLIS = 4_000;

    private static final int REPLY_TIMEOUT_MILLIS = 3_000;

    private final Socket socket;
    private final InputStream in;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    public static RedisConnection open(String host, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(REPLY_TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
            return new RedisConnection(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The reply as text; null where Redis says nil. */
    public @Nullable String ask(String... command) throws IOException {
        socket.getOutputStream().write(encode(command));
        return RedisReply.read(in);
    }

    static byte[] encode(String... command) {
        var text = new StringBuilder("*").append(command.length).append("\r\n");
        for (String part : command) {
            int length = part.getBytes(StandardCharsets.UTF_8).length;
            text.append('$').append(length).append("\r\n").append(part).append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
