// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;

/** Asks the engine's process whether it still listens. */
final class Ping {
    /** Generous: on a busy machine a slow answer is no reason to kill anybody. */
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private static final int OK = 200;

    private Ping() {}

    static boolean isAnswered(URI engine) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) engine.resolve("/ping").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
