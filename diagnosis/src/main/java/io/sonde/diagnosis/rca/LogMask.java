// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * A log line without what changes from line to line: numbers, ids, what stands in brackets. One pass, whatever the line.
 */
public final class LogMask {
    private static final int MOST_CHARS = 120;

    private final String line;
    private final StringBuilder masked = new StringBuilder(MOST_CHARS);
    private int at;

    private LogMask(String line) {
        this.line = line;
    }

    public static String of(String line) {
        return new LogMask(line).mask();
    }

    private String mask() {
        while (at < line.length() && masked.length() < MOST_CHARS) {
            char first = line.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
                appendBlank();
            } else if (first == '(' || first == '{') {
                at = endOfGroup();
                masked.append('*');
            } else if (first == '[') {
                bracket();
            } else if (isWord(first)) {
                word();
            } else {
                masked.append(first);
                at++;
            }
        }
        return masked.toString().strip();
    }

    private void appendBlank() {
        if (!masked.isEmpty() && masked.charAt(masked.length() - 1) != ' ') {
            masked.append(' ');
        }
    }

    /** Past the bracket that closes this one, or past the line. */
    private int endOfGroup() {
        int depth = 0;
        for (int i = at; i < line.length(); i++) {
            char next = line.charAt(i);
            if (next == '(' || next == '{') {
                depth++;
            } else if ((next == ')' || next == '}') && --depth == 0) {
                return i + 1;
            }
        }
        return line.length();
    }

    /** What stands in square brackets is a name, or data. */
    private void bracket() {
        int end = line.indexOf(']', at);
        int stop = end < 0 ? line.length() : end + 1;
        boolean data = line.substring(at, stop)
                .chars()
                .anyMatch(next -> Character.isDigit(next) || next == ':' || next == '{' || next == '=');
        masked.append(data ? "*" : line.substring(at, stop));
        at = stop;
    }

    private void word() {
        int begin = at;
        boolean data = false;
        while (at < line.length() && isWord(line.charAt(at))) {
            data |= Character.isDigit(line.charAt(at));
            at++;
        }
        masked.append(data ? "*" : line.substring(begin, at));
    }

    private static boolean isWord(char next) {
        return Character.isLetterOrDigit(next) || next == '_' || next == '-' || next == '.';
    }
}
