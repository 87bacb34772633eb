// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http1;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Words;
import io.sonde.agent.protocol.http.Routes;
import io.sonde.agent.protocol.http2.Http2Protocol;
import java.util.List;

/** HTTP/1.0 and 1.1: a request line with its version, or a status line. */
public final class Http1Protocol implements Protocol {
    private final Routes routes;
    private final Http2Protocol http2;

    /** @param http2 who reads on where a connection was upgraded to it */
    public Http1Protocol(Routes routes, Http2Protocol http2) {
        this.routes = routes;
        this.http2 = http2;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Family family() {
        return Family.HTTP;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        return FirstLine.recognise(first);
    }

    @Override
    public List<Words> words() {
        return List.of(routes.words());
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new Http1Dialogue(exchanges, routes, http2);
    }
}
