// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The one secret that opens the engine: it keeps out the other users of this machine. Any user name goes with it. */
public final class Credentials {
    private static final String BASIC = "Basic ";

    private final byte[] secret;

    public Credentials(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    boolean allow(Headers headers) {
        String key = headers.getFirst("X-ClickHouse-Key");
        String given = key != null ? key : password(headers.getFirst("Authorization"));
        // Takes the same time for each wrong secret.
        return given != null && MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String password(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
