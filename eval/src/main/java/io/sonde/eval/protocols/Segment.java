// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval.protocols;

import io.sonde.eval.protocols.CaptureFile.Frame;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What one packet carries from one end to another.
 *
 * @param length bytes that were sent, of which the last may not be in {@code payload}
 */
record Segment(End from, End to, boolean tcp, int flags, int sequence, ByteBuffer payload, int length) {
    static final int FIN = 1;
    static final int SYN = 2;
    static final int ACK = 16;

    private static final int NULL_LINK = 0;
    private static final int ETHERNET = 1;
    private static final int RAW = 101;
    private static final int COOKED = 113;
    private static final int COOKED_2 = 276;
    private static final int VLAN = 0x8100;
    private static final int IPV6_BYTES = 40;
    private static final int TCP = 6;
    private static final int UDP = 17;

    /** An address, as its bytes in digits, and a port. */
    record End(String address, int port) {}

    static Optional<Segment> of(Frame frame) {
        ByteBuffer bytes = frame.bytes();
        int at = switch (frame.linkType()) {
            case NULL_LINK -> 4;
            case ETHERNET -> ethernet(bytes);
            case RAW -> 0;
            case COOKED -> 16;
            case COOKED_2 -> 20;
            default -> bytes.limit();
        };
        if (bytes.limit() - at < IPV6_BYTES) {
            return Optional.empty();
        }
        return switch (bytes.get(at) >>> 4 & 0xf) {
            case 4 -> {
                int head = (bytes.get(at) & 0xf) * 4;
                int total = bytes.getShort(at + 2) & 0xffff;
                boolean whole = (bytes.getShort(at + 6) & 0x3fff) == 0;
                // Where the card cut packets the length may be missing.
                int end = total == 0 ? bytes.limit() : at + total;
                yield whole
                        ? of(bytes, bytes.get(at + 9), new Place(at + 12, 4), at + head, end)
                        : Optional.<Segment>empty();
            }
            case 6 ->
                of(
                        bytes,
                        bytes.get(at + 6),
                        new Place(at + 8, 16),
                        at + IPV6_BYTES,
                        at + IPV6_BYTES + (bytes.getShort(at + 4) & 0xffff));
            default -> Optional.empty();
        };
    }

    private static int ethernet(ByteBuffer bytes) {
        int at = 14;
        while (bytes.limit() > at + 4 && (bytes.getShort(at - 2) & 0xffff) == VLAN) {
            at += 4;
        }
        return at;
    }

    /** Where two addresses of that size stand. */
    private record Place(int at, int size) {}

    private static Optional<Segment> of(ByteBuffer bytes, int protocol, Place addresses, int at, int end) {
        boolean tcp = protocol == TCP;
        if ((!tcp && protocol != UDP) || bytes.limit() < at + (tcp ? 20 : 8)) {
            return Optional.empty();
        }
        int head = tcp ? (bytes.get(at + 12) >>> 4 & 0xf) * 4 : 8;
        int length = end - at - head;
        if (length < 0) {
            return Optional.empty();
        }
        int here = Math.clamp(bytes.limit() - at - head, 0, length);
        return Optional.of(new Segment(
                new End(address(bytes, addresses.at, addresses.size), bytes.getShort(at) & 0xffff),
                new End(address(bytes, addresses.at + addresses.size, addresses.size), bytes.getShort(at + 2) & 0xffff),
                tcp,
                tcp ? bytes.get(at + 13) : 0,
                tcp ? bytes.getInt(at + 4) : 0,
                bytes.slice(Math.min(at + head, bytes.limit()), here),
                length));
    }

    private static String address(ByteBuffer bytes, int from, int size) {
        byte[] address = new byte[size];
        bytes.get(from, address);
        return HexFormat.of().formatHex(address);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
