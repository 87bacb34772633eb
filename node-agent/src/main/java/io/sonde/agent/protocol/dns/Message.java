// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.dns;

import io.sonde.agent.protocol.Names;
import io.sonde.agent.protocol.Piece;

/** One message (RFC 1035): its header, its question, its addresses. Reused. */
final class Message {
    static final int HEADER = 12;

    private static final int ANSWER = 0x8000;
    private static final int RESERVED = 0x0040;
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int POINTER = 0xc0;
    private static final int RECORD_HEADER = 10;
    private static final int MOST_RECORDS = 64;
    private static final long V4_MAPPED = 0xffff_0000_0000L;

    /** The name in lower case, with dots between its labels. */
    final byte[] name = new byte[LONGEST_NAME];

    private int nameLength;
    private int id;
    private int flags;
    private int questions;
    private int answers;
    private int others;
    private int type;
    private int nextRecord;

    /** Reads header and question of a message between these positions; false: it is none. */
    boolean read(Piece piece, int from, int to) {
        if (to - from < HEADER) {
            return false;
        }
        id = piece.u16(from);
        flags = piece.u16(from + 2);
        questions = piece.u16(from + 4);
        answers = piece.u16(from + 6);
        others = piece.u16(from + 8) + piece.u16(from + 10);
        nameLength = 0;
        type = 0;
        nextRecord = from + HEADER;
        boolean mayBe = (flags & RESERVED) == 0 && questions <= 1 && (questions == 1 || isAnswer());
        return mayBe && (questions == 0 || question(piece, to));
    }

    private boolean question(Piece piece, int to) {
        int at = nextRecord;
        while (at < to && piece.u8(at) != 0) {
            int length = piece.u8(at);
            if (length > LONGEST_LABEL || at + 1 + length >= to || nameLength + 1 + length > LONGEST_NAME) {
                return false;
            }
            label(piece, at + 1, length);
            at += 1 + length;
        }
        if (at + 5 > to) {
            return false;
        }
        type = piece.u16(at + 1);
        nextRecord = at + 5;
        return isClass(piece.u16(at + 3));
    }

    private void label(Piece piece, int from, int length) {
        if (nameLength > 0) {
            name[nameLength++] = '.';
        }
        for (int i = from; i < from + length; i++) {
            byte letter = piece.get(i);
            name[nameLength++] = letter >= 'A' && letter <= 'Z' ? (byte) (letter | 0x20) : letter;
        }
    }

    private static boolean isClass(int number) {
        return number == 1 || number == 3 || number == 4 || (number >= 254 && number <= 255);
    }

    boolean isAnswer() {
        return (flags & ANSWER) != 0;
    }

    int id() {
        return id;
    }

    int type() {
        return type;
    }

    int operation() {
        return flags >> 11 & 0xf;
    }

    int code() {
        return flags & 0xf;
    }

    boolean hasQuestion() {
        return questions > 0;
    }

    int nameLength() {
        return nameLength;
    }

    /** Tells questions apart that use the same id. */
    int hash() {
        int hash = type;
        for (int i = 0; i < nameLength; i++) {
            hash = 31 * hash + name[i];
        }
        return hash;
    }

    /** Whether this is what programs ask, and nothing stands where nothing may: other protocols look no better. */
    boolean isUsual(int to) {
        boolean usual =
                operation() == 0 && questions == 1 && !RecordTypes.name(type).equals(RecordTypes.OTHER) && isReadable();
        if (isAnswer()) {
            return usual && answers <= 256 && others <= 256 && (answers + others > 0 || nextRecord == to);
        }
        return usual && answers == 0 && others <= 2 && code() == 0 && (others > 0 || nextRecord == to);
    }

    private boolean isReadable() {
        for (int i = 0; i < nameLength; i++) {
            if (name[i] <= ' ' || name[i] == 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Tells the addresses that the answer gives; stops at whatever is no record. */
    void tellAddresses(Piece piece, int to, String asked, Names names) {
        int at = nextRecord;
        for (int i = 0; i < Math.min(answers, MOST_RECORDS); i++) {
            int record = behindName(piece, at, to);
            if (record < 0 || record + RECORD_HEADER > to) {
                return;
            }
            int length = piece.u16(record + 8);
            int content = record + RECORD_HEADER;
            if (content + length > to) {
                return;
            }
            long seconds = piece.i32(record + 4) & 0xffff_ffffL;
            int kind = piece.u16(record);
            if (kind == RecordTypes.A && length == 4) {
                names.resolved(asked, 0, V4_MAPPED | (piece.i32(content) & 0xffff_ffffL), seconds);
            } else if (kind == RecordTypes.AAAA && length == 16) {
                names.resolved(asked, piece.i64(content), piece.i64(content + 8), seconds);
            }
            at = content + length;
        }
    }

    private static int behindName(Piece piece, int from, int to) {
        int at = from;
        while (at < to) {
            int length = piece.u8(at);
            if (length == 0) {
                return at + 1;
            }
            if (length >= POINTER) {
                return at + 2;
            }
            at += 1 + length;
        }
        return -1;
    }
}
