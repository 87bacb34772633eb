// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http;

import io.sonde.agent.protocol.Words;
import java.nio.charset.StandardCharsets;

/**
 * Turns paths into routes: {@code /users/42/cart?all=1} into {@code /users/{id}/cart}. What names one thing among many (numbers,
 * UUIDs, hashes, tokens, addresses, very long or unreadable segments) becomes <code>{id}</code>; what stands behind the path is cut.
 * So a route has few values and nothing secret. One thread only.
 */
public final class Routes {
    private static final int MOST_SEGMENTS = 10;
    private static final int LONGEST_ROUTE = 200;
    private static final int MOST_ROUTES = 4_096;
    private static final byte[] ID = "{id}".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SCHEME_END = "://".getBytes(StandardCharsets.US_ASCII);

    private final Words words = new Words(MOST_ROUTES, LONGEST_ROUTE);
    private final byte[] route = new byte[LONGEST_ROUTE];
    private int length;

    /** The route of what a request line or {@code :path} asks for. */
    public String route(byte[] bytes, int from, int to) {
        int path = pathStart(bytes, from, to);
        if (path == to || bytes[path] != '/') {
            return path == from && to - from == 1 && bytes[from] == '*' ? "*" : "/";
        }
        length = 0;
        int segments = 0;
        int at = path;
        while (at < to && bytes[at] == '/') {
            int end = segmentEnd(bytes, at + 1, to);
            if (++segments > MOST_SEGMENTS || !append(bytes, at, end)) {
                cut();
                break;
            }
            at = end;
        }
        return words.word(route, 0, length);
    }

    /** How often there was no room for one more route. */
    public long refused() {
        return words.refused();
    }

    /** Behind the scheme and the name of an absolute address. */
    private static int pathStart(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] == '/') {
            return from;
        }
        int scheme = from;
        while (scheme < to && bytes[scheme] != ':') {
            scheme++;
        }
        for (byte expected : SCHEME_END) {
            if (scheme >= to || bytes[scheme++] != expected) {
                return from;
            }
        }
        while (scheme < to && bytes[scheme] != '/') {
            scheme++;
        }
        return scheme;
    }

    private static int segmentEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '/') {
            if (bytes[end] == '?' || bytes[end] == '#' || bytes[end] == ';') {
                return end;
            }
            end++;
        }
        return end;
    }

    /** Appends the slash and the segment behind it; false: it does not fit. */
    private boolean append(byte[] bytes, int slash, int end) {
        boolean id = Segments.isId(bytes, slash + 1, end);
        byte[] source = id ? ID : bytes;
        int from = id ? 0 : slash + 1;
        int size = id ? ID.length : end - from;
        if (length + 1 + size > LONGEST_ROUTE - 2) {
            return false;
        }
        route[length++] = '/';
        System.arraycopy(source, from, route, length, size);
        length += size;
        return true;
    }

    private void cut() {
        route[length++] = '/';
        route[length++] = '*';
    }

    public Words words() {
        return words;
    }
}
