// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a request says, kept as it was sent until it is known whether a span of it goes out: most do not, and their words are never
 * made. The bytes leave this place only through a {@link Wording}.
 */
final class Saying {
    /** Of longer ones the rest is not told. */
    static final int LONGEST = 1_024;

    private static final int SMALLEST = 128;
    private static final String CUT = " …";
    private static final byte[] NOTHING = new byte[0];

    /** What all of them take together. */
    static final class Room {
        /** Thousands of open requests with a statement each; those beyond have spans without words. */
        static final int MOST_BYTES = 1 << 20;

        private int taken;

        int taken() {
            return taken;
        }

        private boolean take(int bytes) {
            boolean enough = taken + bytes <= MOST_BYTES;
            taken += enough ? bytes : 0;
            return enough;
        }
    }

    private final Room room;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean cut;
    private @Nullable Wording wording;

    Saying(Room room) {
        this.room = room;
    }

    void clear() {
        wording = null;
    }

    void keep(Wording how, byte[] from, int start, int end) {
        int wanted = Math.min(end - start, LONGEST);
        if (wanted > bytes.length && !grow(wanted)) {
            return;
        }
        System.arraycopy(from, start, bytes, 0, wanted);
        length = wanted;
        cut = wanted < end - start;
        wording = how;
    }

    private boolean grow(int wanted) {
        int size = Math.max(SMALLEST, Integer.highestOneBit(wanted - 1) << 1);
        if (!room.take(size - bytes.length)) {
            return false;
        }
        bytes = new byte[size];
        return true;
    }

    /** Empty: nothing was kept. */
    String text() {
        if (wording == null) {
            return "";
        }
        String text = wording.text(bytes, 0, length);
        return cut && !text.endsWith(CUT) ? text + CUT : text;
    }

    /** Nobody uses it again. */
    void giveUp() {
        room.taken -= bytes.length;
        bytes = NOTHING;
        wording = null;
    }
}
