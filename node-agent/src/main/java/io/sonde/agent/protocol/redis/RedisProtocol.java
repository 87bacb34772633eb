// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.redis;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Words;
import java.util.List;

/** Redis, versions 2 and 3 of its protocol. */
public final class RedisProtocol implements Protocol {
    private static final int ERRORS = 100;
    private static final int LONGEST_ERROR = 24;

    final Commands commands = new Commands();
    final Words errors = new Words(ERRORS, LONGEST_ERROR);
    private final Recognizer recognizer = new Recognizer(commands);

    @Override
    public String name() {
        return "redis";
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
    public List<Words> words() {
        return List.of(commands.words(), errors);
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new RedisDialogue(this, exchanges);
    }
}
