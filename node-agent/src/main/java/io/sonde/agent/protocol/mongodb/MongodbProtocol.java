// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mongodb;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Words;
import java.util.List;

/** MongoDB and what speaks like it. */
public final class MongodbProtocol implements Protocol {
    private static final int COMMANDS = 200;
    private static final int COLLECTIONS = 1_000;
    private static final int CODES = 300;
    /** So much shows that the body is one of the code. */
    private static final int ENOUGH = Message.HEAD + 9;

    final Words commands = new Words(COMMANDS, 40);
    final Words collections = new Words(COLLECTIONS);
    final Words codes = new Words(CODES, 40);
    final Unpacked unpacked = new Unpacked();

    @Override
    public String name() {
        return "mongodb";
    }

    @Override
    public Family family() {
        return Family.DATABASE;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        if (first.length() < 4) {
            return Recognition.UNSURE;
        }
        if (!Message.isLength(first.i32Little(0))) {
            return Recognition.NO;
        }
        if (first.length() < Message.HEAD) {
            return Recognition.UNSURE;
        }
        int code = Message.code(first);
        if (!Message.isCode(code)) {
            return Recognition.NO;
        }
        if (first.length() < ENOUGH) {
            return first.i32Little(0) < ENOUGH ? Recognition.NO : Recognition.UNSURE;
        }
        if (!Message.isBody(first, code)) {
            return Recognition.NO;
        }
        boolean answers = code == Message.REPLY || Message.answerTo(first) != 0;
        return answers ? Recognition.RESPONSE : Recognition.REQUEST;
    }

    @Override
    public List<Words> words() {
        return List.of(commands, collections, codes);
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new MongodbDialogue(this, exchanges);
    }
}
