// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

/** JSON for people: a line for each field, lists of plain values on one line. */
final class PrettyJson {
    private final StringBuilder out = new StringBuilder();
    private final String json;
    private int at;

    private PrettyJson(String json) {
        this.json = json;
    }

    static String of(String json) {
        var pretty = new PrettyJson(json);
        pretty.value(0);
        return pretty.out.append('\n').toString();
    }

    private void value(int depth) {
        switch (json.charAt(at)) {
            case '{' -> container('}', depth);
            case '[' -> {
                if (isPlainList()) {
                    plainList();
                } else {
                    container(']', depth);
                }
            }
            case '"' -> string();
            default -> plain();
        }
    }

    private void container(char end, int depth) {
        copy();
        if (json.charAt(at) == end) {
            copy();
            return;
        }
        while (true) {
            newLine(depth + 1);
            if (end == '}') {
                string();
                copy();
                out.append(' ');
            }
            value(depth + 1);
            if (json.charAt(at) == end) {
                newLine(depth);
                copy();
                return;
            }
            copy();
        }
    }

    private boolean isPlainList() {
        int end = json.indexOf(']', at);
        String list = json.substring(at + 1, end);
        return !list.contains("[") && !list.contains("{") && list.length() > 0;
    }

    private void plainList() {
        while (json.charAt(at) != ']') {
            if (json.charAt(at) == '"') {
                string();
            } else if (json.charAt(at) == ',') {
                copy();
                out.append(' ');
            } else {
                copy();
            }
        }
        copy();
    }

    private void string() {
        int start = at++;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        out.append(json, start, at);
    }

    private void plain() {
        while (at < json.length() && ",]}".indexOf(json.charAt(at)) < 0) {
            copy();
        }
    }

    private void copy() {
        out.append(json.charAt(at++));
    }

    private void newLine(int depth) {
        out.append('\n').repeat("  ", depth);
    }
}
