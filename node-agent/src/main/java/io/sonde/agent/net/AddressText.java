// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

/** Writes addresses the one way that everybody compares them by: dotted IPv4, shortest lower-case IPv6 (RFC 5952). */
public final class AddressText {
    private static final long V4_MAPPED = 0xFFFFL;
    private static final int GROUPS = 8;

    private AddressText() {}

    public static boolean isV4(long high, long low) {
        return high == 0 && low >>> 32 == V4_MAPPED;
    }

    /** {@code ::} or 0.0.0.0. */
    public static boolean isWildcard(long high, long low) {
        return high == 0 && (low == 0 || low == V4_MAPPED << 32);
    }

    public static String of(long high, long low) {
        return isV4(high, low) ? v4(low) : v6(high, low);
    }

    private static String v4(long low) {
        return ((low >>> 24) & 0xFF) + "." + ((low >>> 16) & 0xFF) + "." + ((low >>> 8) & 0xFF) + "." + (low & 0xFF);
    }

    private static String v6(long high, long low) {
        int gapStart = -1;
        int gapLength = 1; // a single zero group is written out
        for (int i = 0; i < GROUPS; i++) {
            int length = zeros(high, low, i);
            if (length > gapLength) {
                gapStart = i;
                gapLength = length;
            }
        }
        var text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(high, low, i)));
        }
        return text.toString();
    }

    private static int zeros(long high, long low, int from) {
        int length = 0;
        while (from + length < GROUPS && group(high, low, from + length) == 0) {
            length++;
        }
        return length;
    }

    private static int group(long high, long low, int index) {
        long half = index < GROUPS / 2 ? high : low;
        return (int) (half >>> (48 - 16 * (index % 4))) & 0xFFFF;
    }
}
