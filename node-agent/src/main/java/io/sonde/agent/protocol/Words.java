// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Strings for slices of bytes that come again and again (commands, tables, routes), so that a request makes no garbage. Holds a
 * limited number of them; what comes beyond that is {@link #OTHER} and counted. When much was refused, words that were not met for
 * a while make room, so that a flood of nonsense does not keep the place for good. One thread only.
 */
public final class Words {
    /** Stands for every word beyond the limit. */
    public static final String OTHER = "other";

    /** Longer words are cut: few things have longer names, and each is kept. */
    public static final int LONGEST = 128;

    /** Slots that are looked at: words made to fall into the same slot may not make the search long. */
    private static final int PROBES = 16;

    /** So many slots for each word at most, where words fall into the same slots. */
    private static final int SPARSE = 8;

    private static final int SMALLEST = 64;

    private final int limit;
    private final int longest;
    private final int seed = System.identityHashCode(this) | 1;
    private final byte[] digits = new byte[11];
    private @Nullable Word[] slots = new Word[SMALLEST];
    private int size;
    private long refused;
    private int refusedSinceSweep;

    /** @param limit most words that are held */
    public Words(int limit) {
        this(limit, LONGEST);
    }

    public Words(int limit, int longest) {
        this.limit = limit;
        this.longest = longest;
    }

    /** The bytes as text (UTF-8). */
    public String word(Piece piece, int from, int to) {
        return find(piece.array(), piece.start() + from, to - from, false);
    }

    /** The same with the letters a to z in upper case. */
    public String upper(Piece piece, int from, int to) {
        return find(piece.array(), piece.start() + from, to - from, true);
    }

    /** The bytes as text (UTF-8). */
    public String word(byte[] bytes, int from, int length) {
        return find(bytes, from, length, false);
    }

    /** The number in digits. */
    public String number(int number) {
        long rest = Math.abs((long) number);
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        if (number < 0) {
            digits[--at] = '-';
        }
        return find(digits, at, digits.length - at, false);
    }

    public int size() {
        return size;
    }

    public int limit() {
        return limit;
    }

    /** How often {@link #OTHER} was said. */
    public long refused() {
        return refused;
    }

    private String find(byte[] bytes, int from, int wanted, boolean upper) {
        if (wanted <= 0) {
            return "";
        }
        int length = Math.min(wanted, longest);
        int hash = hash(bytes, from, length, upper);
        int mask = slots.length - 1;
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = (hash + probe) & mask;
            Word word = slots[slot];
            if (word == null) {
                return size < limit ? add(bytes, from, length, upper, hash) : refuse();
            }
            if (word.hash == hash && word.is(bytes, from, length, upper)) {
                word.met = true;
                return word.text;
            }
        }
        return size < limit && slots.length < SPARSE * limit ? add(bytes, from, length, upper, hash) : refuse();
    }

    private int hash(byte[] bytes, int from, int length, boolean upper) {
        int hash = seed;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + (upper ? upper(bytes[i]) : bytes[i]);
        }
        hash = (hash ^ hash >>> 16) * 0x85eb_ca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2_ae35;
        return hash ^ hash >>> 16;
    }

    private String add(byte[] bytes, int from, int length, boolean upper, int hash) {
        Word word = new Word(bytes, from, length, upper, hash);
        if (2 * size >= slots.length) {
            rehash(2 * slots.length);
        }
        while (!place(slots, word)) {
            if (slots.length >= SPARSE * limit) {
                return refuse();
            }
            rehash(2 * slots.length);
        }
        size++;
        return word.text;
    }

    private String refuse() {
        refused++;
        if (++refusedSinceSweep >= limit) {
            sweep();
        }
        return OTHER;
    }

    /** Lets go what was not met again since the last time. */
    private void sweep() {
        refusedSinceSweep = 0;
        for (int i = 0; i < slots.length; i++) {
            Word word = slots[i];
            if (word != null && !word.met) {
                slots[i] = null;
            } else if (word != null) {
                word.met = false;
            }
        }
        rehash(slots.length);
    }

    /** A word that finds no place near its slot is dropped: it comes again. */
    private void rehash(int length) {
        @Nullable Word[] old = slots;
        slots = new Word[length];
        size = 0;
        for (Word word : old) {
            if (word != null && place(slots, word)) {
                size++;
            }
        }
    }

    private static boolean place(@Nullable Word[] slots, Word word) {
        for (int probe = 0; probe < PROBES; probe++) {
            int slot = (word.hash + probe) & (slots.length - 1);
            if (slots[slot] == null) {
                slots[slot] = word;
                return true;
            }
        }
        return false;
    }

    private static byte upper(byte letter) {
        return letter >= 'a' && letter <= 'z' ? (byte) (letter - 'a' + 'A') : letter;
    }

    private static final class Word {
        final byte[] bytes;
        final int hash;
        final String text;
        boolean met;

        Word(byte[] from, int start, int length, boolean upper, int hash) {
            this.hash = hash;
            bytes = Arrays.copyOfRange(from, start, start + length);
            for (int i = 0; upper && i < length; i++) {
                bytes[i] = upper(bytes[i]);
            }
            text = printable(new String(bytes, StandardCharsets.UTF_8));
        }

        boolean is(byte[] other, int start, int length, boolean upper) {
            if (!upper) {
                return Arrays.equals(bytes, 0, bytes.length, other, start, start + length);
            }
            if (length != bytes.length) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                if (bytes[i] != upper(other[start + i])) {
                    return false;
                }
            }
            return true;
        }

        /** What nobody can read or store does not go on: control characters, and what was no text. */
        private static String printable(String text) {
            StringBuilder shown = new StringBuilder(text.length());
            text.codePoints()
                    .map(c -> Character.isISOControl(c) || c == 0xFFFD ? '?' : c)
                    .forEach(shown::appendCodePoint);
            return shown.toString();
        }
    }
}
