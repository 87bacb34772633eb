// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import java.net.Inet6Address;
import java.net.InetAddress;

/** An IP address in its one canonical text, so that two agents that spell it differently mean the same. */
record Address(String text, boolean loopback) {
    /** What an agent sends in place of an address when its table of destinations is full. */
    static final Address OTHER = new Address("other", false);

    private static final int IPV6_GROUPS = 8;

    /** Text that is no address is kept as it is: it still names one thing. */
    static Address of(String text) {
        try {
            InetAddress address = InetAddress.ofLiteral(withoutZone(text));
            return new Address(canonical(address), address.isLoopbackAddress());
        } catch (IllegalArgumentException notAnAddress) {
            return new Address(text, false);
        }
    }

    /** Address and port in one word; an IPv6 address stands in brackets, as in a URL. */
    String withPort(int port) {
        return (text.indexOf(':') < 0 ? text : "[" + text + "]") + ":" + port;
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static String canonical(InetAddress address) {
        return address instanceof Inet6Address ? shortened(address.getAddress()) : address.getHostAddress();
    }

    /** RFC 5952: lower case, no leading zeros, the first longest run of at least two zero groups as {@code ::}. */
    private static String shortened(byte[] bytes) {
        int[] groups = new int[IPV6_GROUPS];
        for (int i = 0; i < IPV6_GROUPS; i++) {
            groups[i] = Byte.toUnsignedInt(bytes[2 * i]) << Byte.SIZE | Byte.toUnsignedInt(bytes[2 * i + 1]);
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < IPV6_GROUPS; i++) {
            int length = zerosFrom(groups, i);
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
        }
        return joined(groups, runStart, runLength);
    }

    private static int zerosFrom(int[] groups, int start) {
        int end = start;
        while (end < IPV6_GROUPS && groups[end] == 0) {
            end++;
        }
        return end - start;
    }

    private static String joined(int[] groups, int runStart, int runLength) {
        var text = new StringBuilder();
        for (int i = 0; i < IPV6_GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
