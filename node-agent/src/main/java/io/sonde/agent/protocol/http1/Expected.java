// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

/** What a request says about its answer, kept in {@link io.sonde.agent.protocol.Exchange#note}. */
final class Expected {
    private static final int HEAD = 1;
    private static final int CONNECT = 2;
    private static final int UPGRADE = 4;
    private static final int HTTP2 = 8;

    private Expected() {}

    static int note(Head request) {
        int note = switch (request.method()) {
            case "HEAD" -> HEAD;
            case "CONNECT" -> CONNECT;
            default -> 0;
        };
        if (request.wantsUpgrade()) {
            note |= request.wantsHttp2() ? UPGRADE | HTTP2 : UPGRADE;
        }
        return note;
    }

    /** The answer has no body, whatever it says. */
    static boolean isHead(int note) {
        return (note & HEAD) != 0;
    }

    /** A good answer opens a tunnel. */
    static boolean isConnect(int note) {
        return (note & CONNECT) != 0;
    }

    /** If the protocol changes, then to HTTP/2, which answers the request too. */
    static boolean isHttp2(int note) {
        return (note & HTTP2) != 0;
    }

    /** The answer may make another protocol of the connection. */
    static boolean mayLeaveHttp(int note) {
        return (note & (CONNECT | UPGRADE)) != 0;
    }
}
