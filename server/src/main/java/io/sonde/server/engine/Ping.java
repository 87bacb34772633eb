// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import io.sonde.server.limit.Fill;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the engine's process whether it still listens. */
final class Ping {
    /** Generous: on a busy machine a slow answer is no reason to kill anybody. */
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

    private static final int OK = 200;

    // As the engine's HttpFacade writes them.
    private static final String RUNNING = "X-Sonde-Statements-Running";
    private static final String LIMIT = "X-Sonde-Statements-Limit";
    private static final String TURNED_AWAY = "X-Sonde-Statements-Turned-Away";

    private Ping() {}

    /** How many statements it runs; null where it does not answer. */
    static @Nullable Fill answer(URI engine) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) engine.resolve("/ping").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == OK ? statements(connection) : null;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return null;
        }
    }

    private static Fill statements(HttpURLConnection connection) {
        return new Fill(
                connection.getHeaderFieldLong(RUNNING, 0),
                connection.getHeaderFieldLong(LIMIT, 0),
                connection.getHeaderFieldLong(TURNED_AWAY, 0));
    }
}
