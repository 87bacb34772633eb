// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What was asked. */
public record Request(String method, String path, Map<String, String> parameters) {
    static Request of(String method, URI uri) {
        return new Request(method, uri.getPath(), parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()));
    }

    /** A whole number; anything else is the caller's mistake. */
    public long number(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("parameter " + name + " is missing");
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("parameter " + name + " is no number: " + value, e);
        }
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
