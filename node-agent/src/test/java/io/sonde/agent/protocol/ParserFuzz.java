// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import com.sun.management.ThreadMXBean;
import io.sonde.agent.protocol.all.Protocols;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a fuzzer calls ({@code make fuzz}): an input is a conversation with one protocol, byte for byte and loss for loss. One talk
 * reads all inputs one after the other, so that what is left of one is read by the next, and what grows runs out of memory.
 */
public final class ParserFuzz {
    private static final ConversationLimits LIMITS = new ConversationLimits(4_096, 64, 100);
    /** More than any table of words takes when it grows; far more than a conversation may. */
    private static final long MOST_BYTES = 16 << 20;

    private static final long WAIT_NANOS = 1_500_000_000;
    private static final int UNSEEN_UNIT = 97;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ParserFuzz CHOSEN =
            new ParserFuzz(Objects.requireNonNull(protocols().get(System.getProperty("fuzz.protocol", "http1"))));

    private final Talk talk;

    ParserFuzz(Protocol protocol) {
        talk = new Talk(LIMITS, protocol);
    }

    /** By the name of their room; DNS comes in two ways. */
    static Map<String, Protocol> protocols() {
        Map<String, Protocol> protocols = new LinkedHashMap<>();
        for (Protocol protocol : Protocols.all(Names.UNHEARD)) {
            String room = protocol.getClass().getPackageName();
            String name = room.substring(room.lastIndexOf('.') + 1);
            protocols.put(protocols.containsKey(name) ? name + "-stream" : name, protocol);
        }
        return protocols;
    }

    /** Its name and shape are the fuzzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        CHOSEN.read(input);
    }

    /**
     * A move begins with a byte: who, what, and how long. Of bytes that are said, more may pass unseen behind them.
     *
     * @return how many requests it was taken for
     */
    int read(byte[] input) {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        int told = converse(input);
        // The first time may have loaded classes.
        if (THREAD.getCurrentThreadAllocatedBytes() - before > MOST_BYTES) {
            before = THREAD.getCurrentThreadAllocatedBytes();
            told = converse(input);
            long allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
            if (allocated > MOST_BYTES) {
                throw new IllegalStateException("BUG: " + allocated + " bytes for an input of " + input.length);
            }
        }
        return told;
    }

    private int converse(byte[] input) {
        for (int at = 0; at + 1 < input.length; ) {
            Side side = (input[at] & 1) == 0 ? Side.CLIENT : Side.SERVER;
            int what = input[at] >> 1 & 7;
            int length = ((input[at] >> 4 & 0xf) << 8) | (input[at + 1] & 0xff);
            at += 2;
            at += move(side, what, length, Arrays.copyOfRange(input, at, Math.min(at + length, input.length)));
            if (talk.open() > LIMITS.openRequests()) {
                throw new IllegalStateException("BUG: " + talk.open() + " requests are open");
            }
        }
        talk.ends();
        if (talk.open() != 0) {
            throw new IllegalStateException("BUG: requests are open after the end");
        }
        int told = talk.told().size();
        talk.again();
        return told;
    }

    /** Returns how much of the input it used. */
    private int move(Side side, int what, int length, byte[] bytes) {
        switch (what) {
            case 5 -> {
                talk.lost(side, length * UNSEEN_UNIT);
                return 0;
            }
            case 6 -> {
                talk.waits(WAIT_NANOS);
                return 0;
            }
            case 7 -> talk.datagram(side, length & 1, bytes);
            case 4 -> talk.say(side, bytes, 0, bytes.length, bytes.length + length * UNSEEN_UNIT);
            default -> talk.say(side, bytes, 0, bytes.length, bytes.length);
        }
        return bytes.length;
    }
}
