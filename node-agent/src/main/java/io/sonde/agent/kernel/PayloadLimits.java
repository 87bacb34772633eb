// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

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
    /** {@code PIECE_BYTES} of pieces.h. */
    public static final int LARGEST = 16_384;

    public static final PayloadLimits DEFAULT = new PayloadLimits(LARGEST, Map.of());

    public PayloadLimits {
        byProtocol = Map.copyOf(byProtocol);
        check(bytes);
        byProtocol.values().forEach(PayloadLimits::check);
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
}
