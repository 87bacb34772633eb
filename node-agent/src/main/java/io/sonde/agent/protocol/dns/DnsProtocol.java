// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.dns;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Names;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Words;
import java.util.List;

/** DNS: in datagrams, or on connections, where the length stands before each message. */
public final class DnsProtocol implements Protocol {
    private static final int LENGTH_BYTES = 2;
    private static final int MOST_NAMES = 8_192;
    private static final int LONGEST_NAME = 253;

    /** They look like DNS, but nobody is asked in particular: most questions have no answer. */
    private static final int NETBIOS_PORT = 137;

    private static final int MULTICAST_PORT = 5353;
    private static final int LINK_LOCAL_PORT = 5355;

    final Names names;
    final Groups groups = new Groups();
    final Words fullNames = new Words(MOST_NAMES, LONGEST_NAME);
    final Message message = new Message();
    private final int prefix;

    private DnsProtocol(Names names, int prefix) {
        this.names = names;
        this.prefix = prefix;
    }

    /** @param names who is told the addresses in answers */
    public static DnsProtocol inDatagrams(Names names) {
        return new DnsProtocol(names, 0);
    }

    public static DnsProtocol onConnections(Names names) {
        return new DnsProtocol(names, LENGTH_BYTES);
    }

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Family family() {
        return Family.NAMES;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        if (port == NETBIOS_PORT || port == MULTICAST_PORT || port == LINK_LOCAL_PORT) {
            return Recognition.NO;
        }
        if (prefix == 0) {
            return recognise(first, 0, first.length());
        }
        if (first.length() < LENGTH_BYTES) {
            return Recognition.UNSURE;
        }
        int end = LENGTH_BYTES + first.u16(0);
        if (end < LENGTH_BYTES + Message.HEADER) {
            return Recognition.NO;
        }
        return first.length() < end ? recognisePart(first) : recognise(first, LENGTH_BYTES, end);
    }

    private Recognition recognise(Piece piece, int from, int to) {
        if (!message.read(piece, from, to) || !message.isUsual(to)) {
            return Recognition.NO;
        }
        return message.isAnswer() ? Recognition.RESPONSE : Recognition.REQUEST;
    }

    /** The whole message is needed to be sure; its header may say that it is none. */
    private static Recognition recognisePart(Piece first) {
        if (first.length() < LENGTH_BYTES + Message.HEADER) {
            return Recognition.UNSURE;
        }
        boolean mayBe = first.u16(LENGTH_BYTES + 4) == 1 && (first.u8(LENGTH_BYTES + 2) & 0x78) == 0;
        return mayBe ? Recognition.UNSURE : Recognition.NO;
    }

    @Override
    public List<Words> words() {
        return List.of(groups.words(), fullNames);
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new DnsDialogue(this, exchanges, prefix);
    }
}
