// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

import io.sonde.server.config.Secret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may send. Without any key set, everybody. */
@Singleton
final class ApiKeys {
    static final String AUTHORIZATION = "authorization";
    static final String API_KEY = "x-api-key";

    private static final String BEARER = "Bearer ";

    private final List<byte[]> keys;

    ApiKeys(OtlpConfig config) {
        keys = Arrays.stream(Secret.textOf(config.apiKeys()).split(",", -1))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether the headers of a request show a key that is known. */
    boolean admit(@Nullable String authorization, @Nullable String apiKey) {
        if (keys.isEmpty()) {
            return true;
        }
        String shown = apiKey;
        if (shown == null
                && authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            shown = authorization.substring(BEARER.length());
        }
        return shown != null && isKnown(shown.strip().getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the same time for any wrong key: how long it takes must not tell how much of it is right. */
    private boolean isKnown(byte[] shown) {
        boolean known = false;
        for (byte[] key : keys) {
            known |= MessageDigest.isEqual(key, shown);
        }
        return known;
    }
}
