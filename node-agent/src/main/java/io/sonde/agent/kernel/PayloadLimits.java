// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.util.HashMap;
import java.util.Map;

/**
 * How many bytes of what one call moves are copied as they are; of longer stretches the head and the tail.
 *
 * @param bytes before it is known what a connection speaks, and of protocols that are not named
 * @param byProtocol of connections that live on, once they are known to speak it
 */
public record PayloadLimits(int bytes, Map<String, Integer> byProtocol) {
    /** Less holds the head of hardly any request. */
    public static final int SMALLEST = 256;
    /** {@code PIECE_BYTES * PIECES_OF_STRETCH} of pieces.h. */
    public static final int LARGEST = 128 << 10;
    /** Enough where a stretch is one message, or a message says how long it is. */
    public static final int USUAL = 16 << 10;

    /** Brokers and their clients hand over many messages at once, each of which counts. */
    public static final PayloadLimits DEFAULT = new PayloadLimits(USUAL, Map.of("rabbitmq", LARGEST));

    public PayloadLimits {
        byProtocol = Map.copyOf(byProtocol);
        check(bytes);
        byProtocol.values().forEach(PayloadLimits::check);
    }

    /** What is not said of a protocol is as usual, unless something was said of all. */
    public static PayloadLimits ofProtocols(Map<String, Integer> byProtocol) {
        Map<String, Integer> all = new HashMap<>(DEFAULT.byProtocol);
        all.putAll(byProtocol);
        return new PayloadLimits(USUAL, all);
    }

    private static void check(int bytes) {
        if (bytes < SMALLEST || bytes > LARGEST) {
            throw new IllegalArgumentException(
                    "between %d and %d bytes can be copied of a stretch, not %d".formatted(SMALLEST, LARGEST, bytes));
        }
    }

    public int of(String protocol) {
        return byProtocol.getOrDefault(protocol, bytes);
    }

    /** Where something was needed of what was not copied. Who asked for less than is usual gets no more than that. */
    public int most(String protocol) {
        return byProtocol.containsKey(protocol) || bytes < USUAL ? of(protocol) : LARGEST;
    }
}
