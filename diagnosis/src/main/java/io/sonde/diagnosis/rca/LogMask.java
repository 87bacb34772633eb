// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.regex.Pattern;

/**
 * A log line without what changes from line to line: numbers, ids, what stands in brackets. One pass, whatever the line.
 */
public final class LogMask {
    private static final int MOST_CHARS = 120;

    private static final Pattern SOURCE_FILE = Pattern.compile("[A-Za-z_]\\.[a-z]{2,4}:$");

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

    /** Past the bracket that closes this one, whatever is nested in it; or past the line, if it was cut. */
    private int endOfGroup() {
        int depth = 0;
        for (int i = at; i < line.length(); i++) {
            char next = line.charAt(i);
            if (next == '(' || next == '{' || next == '[') {
                depth++;
            } else if ((next == ')' || next == '}' || next == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return line.length();
    }

    /** What stands in square brackets is a name, or data. */
    private void bracket() {
        int stop = endOfGroup();
        String group = line.substring(at, stop);
        boolean data = group.length() < 3
                || group.indexOf('[', 1) >= 0
                || group.chars().anyMatch(LogMask::isData);
        masked.append(data ? "*" : group);
        at = stop;
    }

    private static boolean isData(int next) {
        return Character.isDigit(next) || ":={(,".indexOf(next) >= 0;
    }

    private void word() {
        int begin = at;
        boolean data = false;
        while (at < line.length() && isWord(line.charAt(at))) {
            data |= Character.isDigit(line.charAt(at));
            at++;
        }
        masked.append(data && !isPlaceInSource(begin) ? "*" : line.substring(begin, at));
    }

    /** The line of the source that logs, as in Payment#17 or payment.go:17, is what tells one statement from another. */
    private boolean isPlaceInSource(int begin) {
        if (begin < 2) {
            return false;
        }
        boolean number = line.charAt(begin - 1) == '#' && Character.isLetter(line.charAt(begin - 2));
        return number || SOURCE_FILE.matcher(masked).find();
    }

    private static boolean isWord(char next) {
        return Character.isLetterOrDigit(next) || next == '_' || next == '-' || next == '.';
    }
}
