// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.kafka;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Words;
import java.util.List;

/** Kafka and what speaks like it. */
public final class KafkaProtocol implements Protocol {
    private static final int TOPICS = 1_000;

    final Words topics = new Words(TOPICS);
    final Faults faults = new Faults();

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Family family() {
        return Family.MESSAGING;
    }

    /** Answers have nothing to know them by. */
    @Override
    public Recognition recognise(Piece first, int port) {
        if (first.length() < 4) {
            return first.get(0) >= 0 && first.get(0) <= 6 ? Recognition.UNSURE : Recognition.NO;
        }
        if (!Request.isLength(first.i32(0))) {
            return Recognition.NO;
        }
        if (first.length() < Request.NAME) {
            return first.length() < 8 || Api.exists(Request.key(first), Request.version(first))
                    ? Recognition.UNSURE
                    : Recognition.NO;
        }
        if (!Request.isHead(first) || !Request.hasNameOrEnd(first)) {
            return Recognition.NO;
        }
        return first.length() < Request.nameEnd(first) ? Recognition.UNSURE : Recognition.REQUEST;
    }

    @Override
    public List<Words> words() {
        return List.of(topics, faults.words());
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new KafkaDialogue(this, exchanges);
    }
}
