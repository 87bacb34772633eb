// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.amqp;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Words;
import java.util.List;

/** AMQP 0-9-1: the client's greeting, or, joined midway, a method that only one of both sides may say. */
public final class AmqpProtocol implements Protocol {
    private static final int MOST_NAMES = 2_048;
    private static final int MOST_CODES = 100;

    /** Exchanges and queues. */
    final Words names = new Words(MOST_NAMES);

    final Words codes = new Words(MOST_CODES);

    @Override
    public String name() {
        return "rabbitmq";
    }

    @Override
    public Family family() {
        return Family.MESSAGING;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        return first.length() == 0 ? Recognition.UNSURE : Frame.recognise(first);
    }

    @Override
    public List<Words> words() {
        return List.of(names, codes);
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new AmqpDialogue(this, exchanges);
    }
}
