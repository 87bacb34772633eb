// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Docker's proxy for a published port hands its connections on to: its command line says so.
 *
 * @param high of the container's address, as the kernel side gives addresses
 */
public record PublishedPort(long high, long low, int port) {
    private static final String PROXY = "docker-proxy";
    private static final int V4_BYTES = 4;
    private static final long V4_MAPPED = 0xFFFF_0000_0000L;

    /** Null for every other program, and for arguments that do not say it all. */
    static @Nullable PublishedPort of(String executable, List<String> arguments) {
        if (!Names.base(executable).equals(PROXY) || !"tcp".equals(value(arguments, "proto"))) {
            return null;
        }
        String address = value(arguments, "container-ip");
        String port = value(arguments, "container-port");
        try {
            return address == null || port == null ? null : at(InetAddress.ofLiteral(address), Integer.parseInt(port));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static PublishedPort at(InetAddress address, int port) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == V4_BYTES
                ? new PublishedPort(0, V4_MAPPED | Integer.toUnsignedLong(bytes.getInt()), port)
                : new PublishedPort(bytes.getLong(), bytes.getLong(), port);
    }

    /** Of {@code -name value} and {@code -name=value}, with one dash or two. */
    private static @Nullable String value(List<String> arguments, String name) {
        for (int i = 1; i < arguments.size(); i++) {
            String word = arguments.get(i).replaceFirst("^--?", "");
            if (word.equals(name)) {
                return i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            }
            if (word.startsWith(name + "=")) {
                return word.substring(name.length() + 1);
            }
        }
        return null;
    }

    public boolean isAt(long otherHigh, long otherLow, int otherPort) {
        return port == otherPort && low == otherLow && high == otherHigh;
    }
}
