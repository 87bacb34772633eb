// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.tls;

import io.sonde.agent.protocol.Dialogue;
import io.sonde.agent.protocol.Exchanges;
import io.sonde.agent.protocol.Family;
import io.sonde.agent.protocol.Piece;
import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.protocol.Recognition;
import io.sonde.agent.protocol.Side;

/** TLS 1.0 to 1.3, by its records. No request is ever told of it. */
public final class TlsProtocol implements Protocol {
    /** What the map says of a connection that nobody can look into. */
    public static final String NAME = "tls";

    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;

    /** A version, 32 random bytes and an empty session id at least. */
    private static final int SHORTEST_HELLO = 35;

    private static final int HELLO_HEADER = 4;

    /** 2^14 bytes, and what encryption adds. */
    private static final int LONGEST_RECORD = (1 << 14) + 2_048;

    @Override
    public String name() {
        return NAME;
    }

    /** Of no matter: no request is told. */
    @Override
    public Family family() {
        return Family.HTTP;
    }

    @Override
    public Recognition recognise(Piece first, int port) {
        if (!mayBeRecord(first)) {
            return Recognition.NO;
        }
        if (first.length() < RECORD_HEADER + HELLO_HEADER + 2) {
            return Recognition.UNSURE;
        }
        return first.get(0) == APPLICATION_DATA ? recogniseData(first) : recogniseHello(first);
    }

    /** Also true of as many bytes as are there. */
    private static boolean mayBeRecord(Piece first) {
        int length = first.length();
        if (length == 0) {
            return true;
        }
        if (first.get(0) != HANDSHAKE && first.get(0) != APPLICATION_DATA) {
            return false;
        }
        if ((length > 1 && first.get(1) != 3) || (length > 2 && first.u8(2) > 4)) {
            return false;
        }
        return length < RECORD_HEADER || (first.u16(3) > 0 && first.u16(3) <= LONGEST_RECORD);
    }

    private static Recognition recogniseHello(Piece first) {
        int kind = first.get(RECORD_HEADER);
        int length = first.u24(RECORD_HEADER + 1);
        int version = first.u16(RECORD_HEADER + HELLO_HEADER);
        boolean hello = (kind == CLIENT_HELLO || kind == SERVER_HELLO)
                && length >= SHORTEST_HELLO
                && length < 1 << 17
                && version >= 0x0300
                && version <= 0x0304;
        if (!hello) {
            return Recognition.NO;
        }
        return kind == CLIENT_HELLO ? Recognition.REQUEST : Recognition.RESPONSE;
    }

    /**
     * Joined midway. Whose it is nobody can tell, and it does not matter since no request is told. A second record, or the end where
     * this one ends, makes sure that it is one.
     */
    private static Recognition recogniseData(Piece first) {
        int next = RECORD_HEADER + first.u16(3);
        if (first.u8(2) == 0 || first.u8(2) == 4) {
            return Recognition.NO;
        }
        if (next + 3 > first.length()) {
            return next == first.length() ? Recognition.REQUEST : Recognition.UNSURE;
        }
        boolean follows =
                first.get(next) == APPLICATION_DATA && first.get(next + 1) == 3 && first.get(next + 2) == first.get(2);
        return follows ? Recognition.REQUEST : Recognition.NO;
    }

    @Override
    public Dialogue open(Exchanges exchanges) {
        return new Encrypted();
    }

    private static final class Encrypted implements Dialogue {
        @Override
        public long read(Side side, Piece piece) {
            return REST;
        }

        @Override
        public boolean renew() {
            return true;
        }

        @Override
        public String unread() {
            return NAME;
        }

        @Override
        public void lost(Side side) {}

        @Override
        public boolean resumes(Side side, Piece piece) {
            return true;
        }
    }
}
