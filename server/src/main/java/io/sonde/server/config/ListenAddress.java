// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Where to listen. */
public final class ListenAddress {
    private ListenAddress() {}

    /** Without a host: every address. */
    public static InetSocketAddress of(@Nullable String host, int port) {
        if (host == null || host.isEmpty()) {
            return new InetSocketAddress(port);
        }
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new ConfigException("Not an address of this host: " + host);
        }
    }
}
