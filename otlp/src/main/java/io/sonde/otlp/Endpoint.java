// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import java.net.URI;
import java.net.URISyntaxException;

/** Where to send: {@code http://host:port} without encryption, {@code https://host:port} with TLS. */
public record Endpoint(String host, int port, boolean tls) {
    /** The port that the OTLP specification gives to gRPC. */
    private static final int DEFAULT_PORT = 4317;

    private static final int DEFAULT_TLS_PORT = 443;

    /** Reads an endpoint as a user writes it; the message of the exception says how it should look. */
    public static Endpoint parse(String text) {
        URI uri = uri(text);
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw malformed(text, "it must start with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw malformed(text, "it names no host");
        }
        if (uri.getUserInfo() != null) {
            throw malformed("(not shown: it holds a password)", "give the key as API key instead");
        }
        if (uri.getPath().length() > 1 || uri.getQuery() != null || uri.getFragment() != null) {
            throw malformed(text, "OTLP over gRPC has no path; leave out what follows the port");
        }
        int port = uri.getPort() != -1 ? uri.getPort() : tls ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        return new Endpoint(uri.getHost(), port, tls);
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw malformed(text, e.getReason());
        }
    }

    private static IllegalArgumentException malformed(String text, String why) {
        return new IllegalArgumentException(
                "OTLP endpoint " + text + ": " + why + ". Expected something like http://sonde:4317");
    }

    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + host + ":" + port;
    }
}
