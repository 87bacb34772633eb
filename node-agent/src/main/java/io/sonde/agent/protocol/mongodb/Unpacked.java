// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.mongodb;

import io.sonde.agent.protocol.Piece;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The beginning of a compressed body. Zlib is unpacked by the JDK; snappy here, because a library wants all of it, and the beginning
 * is enough; zstd not at all. One for all connections: valid until the next.
 */
final class Unpacked {
    private static final int NONE = 0;
    private static final int SNAPPY = 1;
    private static final int ZLIB = 2;

    private final byte[] bytes = new byte[MongodbDialogue.ENOUGH];
    private final Inflater inflater = new Inflater();
    private final Piece piece = new Piece();

    /** Of the packed bytes from {@code from} to {@code to} as much as fits; empty: they cannot be unpacked. */
    Piece unpack(int method, Piece packed, int from, int to) {
        int length = switch (method) {
            case NONE -> copy(packed, from, to);
            case SNAPPY -> unsnap(packed, from, to);
            case ZLIB -> inflate(packed, from, to);
            default -> 0;
        };
        return piece.set(bytes, 0, length, packed.startNanos(), packed.endNanos());
    }

    private int copy(Piece packed, int from, int to) {
        int length = Math.min(to - from, bytes.length);
        System.arraycopy(packed.array(), packed.start() + from, bytes, 0, length);
        return length;
    }

    private int inflate(Piece packed, int from, int to) {
        inflater.reset();
        inflater.setInput(packed.array(), packed.start() + from, to - from);
        try {
            return inflater.inflate(bytes);
        } catch (DataFormatException e) {
            return 0;
        }
    }

    /** Stretches of bytes as they are, and copies of what was unpacked before. */
    private int unsnap(Piece packed, int from, int to) {
        int at = from;
        while (at < to && packed.get(at) < 0) {
            at++;
        }
        at++;
        int length = 0;
        while (at < to && length < bytes.length) {
            int tag = packed.u8(at);
            int extra = extra(tag);
            if (at + extra >= to) {
                break;
            }
            int count = count(packed, at, tag);
            if ((tag & 3) == 0) {
                int here = Math.min(Math.min(count, to - at - 1 - extra), bytes.length - length);
                System.arraycopy(packed.array(), packed.start() + at + 1 + extra, bytes, length, here);
                length += here;
                at += 1 + extra + count;
            } else {
                int offset = offset(packed, at, tag);
                if (offset <= 0 || offset > length) {
                    return 0;
                }
                for (int i = 0; i < count && length < bytes.length; i++, length++) {
                    bytes[length] = bytes[length - offset];
                }
                at += 1 + extra;
            }
        }
        return length;
    }

    /** Bytes behind the tag that say how long, or how far back. */
    private static int extra(int tag) {
        return switch (tag & 3) {
            case 0 -> Math.max(0, (tag >> 2) - 59);
            case 1 -> 1;
            case 2 -> 2;
            default -> 4;
        };
    }

    private static int count(Piece packed, int at, int tag) {
        if ((tag & 3) == 1) {
            return ((tag >> 2) & 7) + 4;
        }
        if ((tag & 3) != 0 || tag >> 2 < 60) {
            return (tag >> 2) + 1;
        }
        long count = 0;
        for (int i = extra(tag); i > 0; i--) {
            count = (count << 8) | packed.u8(at + i);
        }
        return (int) Math.min(count + 1, 1 << 28);
    }

    private static int offset(Piece packed, int at, int tag) {
        return switch (tag & 3) {
            case 1 -> ((tag >> 5) << 8) | packed.u8(at + 1);
            case 2 -> packed.u16Little(at + 1);
            default -> packed.i32Little(at + 1);
        };
    }
}
