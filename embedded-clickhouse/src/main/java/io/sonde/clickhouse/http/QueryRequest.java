// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.sonde.clickhouse.chdb.Session;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What URL and headers say about a statement. A parameter of the URL that is not listed here is a setting of the engine. */
record QueryRequest(Map<String, String> url, Headers headers) {
    private static final String PARAMETER = "param_";

    /** Understood here, or of no meaning for a single engine without sessions; log_comment is how statements are found again. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "query",
            "query_id",
            "database",
            "default_format",
            "user",
            "password",
            "quota_key",
            "role",
            "compress",
            "decompress",
            "enable_http_compression",
            "http_zlib_compression_level",
            "wait_end_of_query",
            "buffer_size",
            "stacktrace",
            "session_id",
            "session_check",
            "session_timeout",
            "close_session",
            "client_protocol_version",
            "send_progress_in_http_headers",
            "http_headers_progress_interval_ms",
            "add_http_cors_header",
            "cancel_http_readonly_queries_on_client_close",
            "log_comment");

    static QueryRequest of(HttpExchange exchange) {
        Map<String, String> url = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                url.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        url.computeIfAbsent("query_id", key -> UUID.randomUUID().toString());
        return new QueryRequest(url, exchange.getRequestHeaders());
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String query() {
        return url.getOrDefault("query", "");
    }

    String queryId() {
        return url.getOrDefault("query_id", "");
    }

    @Nullable
    String format() {
        String header = headers.getFirst("X-ClickHouse-Format");
        return header != null ? header : url.get("default_format");
    }

    Session session() {
        String header = headers.getFirst("X-ClickHouse-Database");
        String database = url.getOrDefault("database", header == null ? "" : header);
        Map<String, String> settings = new LinkedHashMap<>(url);
        settings.keySet().removeIf(name -> NO_SETTINGS.contains(name) || name.startsWith(PARAMETER));
        return new Session(database.isEmpty() ? "default" : database, settings);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        url.forEach((name, value) -> {
            if (name.startsWith(PARAMETER)) {
                parameters.put(name.substring(PARAMETER.length()), value);
            }
        });
        return parameters;
    }

    boolean wants(String flag) {
        return "1".equals(url.get(flag)) || "true".equalsIgnoreCase(url.get(flag));
    }

    boolean accepts(String encoding) {
        String accepted = headers.getFirst("Accept-Encoding");
        return accepted != null && accepted.contains(encoding);
    }
}
