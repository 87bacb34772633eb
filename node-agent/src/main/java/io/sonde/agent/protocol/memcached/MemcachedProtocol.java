// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.memcached;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;

/** Memcached. */
public final class MemcachedProtocol implements Protocol {
    private final Recognizer recognizer = new Recognizer();

    @Override
    public String name() {
        return "memcached";
    }

    @Override
    public Family family() {
        return Family.DATABASE;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        return recognizer.recognise(first, port);
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new MemcachedDialogue(recognizer, exchanges);
    }
}
