// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.dns;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchange;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;
import io.sonde.agent.protocol.Words;

/**
 * Questions and answers, told together by their number and what was asked. A question that is asked again with the same number, because
 * the answer does not come, is the same request: it lasts until somebody answers.
 */
final class DnsDialogue implements Dialogue {
    private static final String[] OPERATIONS = {"", "IQUERY", "STATUS", "", "NOTIFY", "UPDATE"};

    private final DnsProtocol protocol;
    private final Exchanges exchanges;
    private final Message message;

    /** Bytes before each message that say how long it is; 0: the datagram says so. */
    private final int prefix;

    private long now;

    DnsDialogue(DnsProtocol protocol, Exchanges exchanges, int prefix) {
        this.protocol = protocol;
        this.exchanges = exchanges;
        this.prefix = prefix;
        message = protocol.message;
    }

    @Override
    public long read(Side side, Piece piece) {
        now = piece.endNanos();
        int end = piece.length();
        if (prefix > 0) {
            if (end < prefix) {
                return MORE;
            }
            end = prefix + piece.u16(0);
            if (end < prefix + Message.HEADER) {
                return LOST;
            }
            if (piece.length() < end) {
                return MORE;
            }
        }
        if (!message.read(piece, prefix, end)) {
            return LOST;
        }
        if (message.isAnswer() != (side == Side.SERVER)) {
            return end;
        }
        if (side == Side.CLIENT) {
            question(piece, end);
        } else {
            answer(piece, end);
        }
        return end;
    }

    private void question(Piece piece, int end) {
        int hash = message.hash();
        Exchange before = exchanges.find(message.id());
        if (before != null && before.note == hash) {
            before.requestBytes += end;
            return;
        }
        Exchange exchange = exchanges.begin(piece.startNanos());
        exchange.id = message.id();
        exchange.note = hash;
        exchange.operation = operation();
        exchange.target = protocol.groups.of(message.name, message.nameLength());
        exchange.requestBytes = end;
    }

    private String operation() {
        int number = message.operation();
        boolean named = number > 0 && number < OPERATIONS.length && !OPERATIONS[number].isEmpty();
        return named ? OPERATIONS[number] : RecordTypes.name(message.type());
    }

    private String fullName() {
        return protocol.fullNames.word(message.name, 0, message.nameLength());
    }

    private void answer(Piece piece, int end) {
        if (message.hasQuestion() && message.code() == 0 && message.operation() == 0) {
            addresses(piece, end);
        }
        Exchange exchange = exchanges.find(message.id());
        if (exchange == null || (message.hasQuestion() && exchange.note != message.hash())) {
            return;
        }
        exchange.responseBytes = end;
        exchange.answerBegins(piece.startNanos());
        ResponseCodes.tell(message.code(), exchange);
        exchanges.complete(exchange, piece.endNanos());
    }

    private void addresses(Piece piece, int end) {
        if (message.type() == RecordTypes.A || message.type() == RecordTypes.AAAA) {
            String name = fullName();
            if (!name.equals(Words.OTHER)) {
                message.tellAddresses(piece, end, name, protocol.names);
            }
        }
    }

    @Override
    public boolean renew() {
        now = 0;
        return true;
    }

    /** Each datagram stands for itself; on a connection lost answers may have been to anything that is open. */
    @Override
    public void lost(Side side) {
        if (prefix > 0 && side == Side.SERVER) {
            exchanges.tellAll(now);
        }
    }

    @Override
    public boolean resumes(Side side, Piece piece) {
        Recognition seen = protocol.recognise(piece, 0);
        return seen == (side == Side.CLIENT ? Recognition.REQUEST : Recognition.RESPONSE);
    }
}
