// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.http2;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Words;
import io.sonde.agent.protocol.http.Routes;
import java.util.List;

/** HTTP/2 without encryption, and gRPC, which is told as the variant {@code grpc}. */
public final class Http2Protocol implements Protocol {
    private final Values values;

    public Http2Protocol(Routes routes) {
        values = new Values(routes);
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
        return Recognizer.recognise(first);
    }

    @Override
    public List<Words> words() {
        return List.of(values.words());
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new Http2Dialogue(exchanges, values);
    }

    /** Reads on where HTTP/1 was left; the request that asked for it is answered as the first stream. */
    public Dialogue upgraded(Exchanges exchanges, Exchange request) {
        var dialogue = new Http2Dialogue(exchanges, values);
        dialogue.answersAsFirst(request);
        return dialogue;
    }
}
