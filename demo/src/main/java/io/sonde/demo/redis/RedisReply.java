// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.redis;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one reply: simple string, number, bulk string or error. */
final class RedisReply {
    private RedisReply() {}

    static @Nullable String read(InputStream in) throws IOException {
        String line = line(in);
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+', ':' -> rest;
            case '$' -> bulk(in, Integer.parseInt(rest));
            case '-' -> throw new IOException("Redis says: " + rest);
            default -> throw new IOException("this is no Redis: " + line);
        };
    }

    private static @Nullable String bulk(InputStream in, int length) throws IOException {
        if (length < 0) {
            return null;
        }
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw new EOFException("Redis closed the connection within a reply");
        }
        line(in);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis closed the connection");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
