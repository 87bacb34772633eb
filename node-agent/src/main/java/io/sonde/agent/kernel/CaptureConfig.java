// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/**
 * Whether the bytes of requests are copied, and within which limits.
 *
 * @param ringBytes size of their ring, a power of two and a multiple of the page size; it is mapped twice
 * @param payload how much of a stretch is copied
 * @param decided most connections for which the kernel side remembers what the agent decided
 */
public record CaptureConfig(boolean enabled, int ringBytes, int decided, PayloadLimits payload) {
    public static final CaptureConfig OFF = new CaptureConfig(false, 1 << 12, 1);

    public CaptureConfig(boolean enabled, int ringBytes, int decided) {
        this(enabled, ringBytes, decided, PayloadLimits.DEFAULT);
    }

    private static final int PAGE_BYTES = 4096;

    public CaptureConfig {
        if (ringBytes < PAGE_BYTES || Integer.bitCount(ringBytes) != 1) {
            throw new IllegalArgumentException(
                    "ring size must be a power of two of at least " + PAGE_BYTES + " bytes, not " + ringBytes);
        }
    }
}
