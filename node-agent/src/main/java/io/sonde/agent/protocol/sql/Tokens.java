// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

/**
 * Cuts a statement into words, names, literals and signs. Where nobody but the server can know whether a literal ends, the
 * statement is taken to end there: what follows might be the inside of a literal. Makes no garbage.
 */
final class Tokens {
    enum Kind {
        WORD,
        /** A quoted name, with its quotes. */
        NAME,
        LITERAL,
        SIGN,
        /** From here on it is unknown what is literal and what is not. */
        UNCLEAR,
        END
    }

    private final Dialect dialect;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private int start;

    Tokens(Dialect dialect) {
        this.dialect = dialect;
    }

    Tokens of(byte[] statement, int from, int to) {
        bytes = statement;
        at = from;
        end = to;
        start = from;
        return this;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the last token begins. */
    int start() {
        return start;
    }

    /** Where it ends. */
    int end() {
        return at;
    }

    /** Where the statement ends. */
    int limit() {
        return end;
    }

    boolean is(char sign) {
        return at - start == 1 && bytes[start] == sign;
    }

    /** Whether the last token is this keyword, which is given in upper case. */
    boolean is(String keyword) {
        return isAt(start, at, keyword);
    }

    private boolean isAt(int from, int to, String keyword) {
        if (to - from != keyword.length()) {
            return false;
        }
        for (int i = 0; i < keyword.length(); i++) {
            if (upper(bytes[from + i]) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int upper(byte letter) {
        return letter >= 'a' && letter <= 'z' ? letter - 32 : letter;
    }

    Kind next() {
        skipBlanksAndComments();
        start = at;
        if (at >= end) {
            return Kind.END;
        }
        byte first = bytes[at];
        if (isDigit(first) || (first == '.' && at + 1 < end && isDigit(bytes[at + 1]))) {
            return number();
        }
        if (isWordStart(first)) {
            return word();
        }
        return switch (first) {
            case '\'' -> string(false);
            case '"' -> dialect == Dialect.MYSQL ? string(false) : name('"');
            case '`' -> name('`');
            case '$' -> dollar();
            default -> sign();
        };
    }

    private Kind sign() {
        at++;
        return Kind.SIGN;
    }

    private Kind number() {
        while (at < end && (isWordPart(bytes[at]) || bytes[at] == '.' || isSignOfExponent())) {
            at++;
        }
        return Kind.LITERAL;
    }

    private boolean isSignOfExponent() {
        return (bytes[at] == '+' || bytes[at] == '-') && upper(bytes[at - 1]) == 'E' && at - 1 > start;
    }

    private Kind word() {
        while (at < end && isWordPart(bytes[at])) {
            at++;
        }
        if (at < end && bytes[at] == '\'' && isPrefixOfString()) {
            return string(upper(bytes[start]) == 'E' && dialect == Dialect.POSTGRESQL);
        }
        return Kind.WORD;
    }

    private boolean isPrefixOfString() {
        return at - start == 1 && "EBXN".indexOf(upper(bytes[start])) >= 0;
    }

    /** @param escapes whether it is known that a backslash takes its meaning from the next character */
    private Kind string(boolean escapes) {
        byte quote = bytes[at];
        at++;
        while (at < end) {
            byte here = bytes[at++];
            if (here == '\\' && escapes) {
                at = Math.min(at + 1, end);
            } else if (here == '\\' && at < end && bytes[at] == quote) {
                return unclear();
            } else if (here == quote) {
                if (at == end || bytes[at] != quote) {
                    return Kind.LITERAL;
                }
                at++;
            }
        }
        return unclear();
    }

    private Kind unclear() {
        at = end;
        return Kind.UNCLEAR;
    }

    private Kind name(char quote) {
        at++;
        while (at < end) {
            if (bytes[at++] == quote) {
                return Kind.NAME;
            }
        }
        return unclear();
    }

    /** A placeholder ($1), or a literal between two equal tags ($tag$ … $tag$). */
    private Kind dollar() {
        if (dialect == Dialect.MYSQL || (at + 1 < end && isDigit(bytes[at + 1]))) {
            return word();
        }
        int tagEnd = at + 1;
        while (tagEnd < end && isWordPart(bytes[tagEnd]) && bytes[tagEnd] != '$') {
            tagEnd++;
        }
        if (tagEnd >= end || bytes[tagEnd] != '$') {
            return sign();
        }
        int length = tagEnd + 1 - at;
        for (int i = tagEnd + 1; i + length <= end; i++) {
            if (sameTag(i, length)) {
                at = i + length;
                return Kind.LITERAL;
            }
        }
        return unclear();
    }

    private boolean sameTag(int from, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    private void skipBlanksAndComments() {
        while (at < end) {
            byte here = bytes[at];
            if (here <= ' ' && here >= 0) {
                at++;
            } else if ((here == '-' && follows('-')) || (here == '#' && dialect == Dialect.MYSQL)) {
                skipLine();
            } else if (here == '/' && follows('*')) {
                skipComment();
            } else {
                return;
            }
        }
    }

    private boolean follows(char next) {
        return at + 1 < end && bytes[at + 1] == next;
    }

    private void skipLine() {
        while (at < end && bytes[at] != '\n') {
            at++;
        }
    }

    private void skipComment() {
        at += 2;
        int depth = 1;
        while (at < end && depth > 0) {
            if (bytes[at] == '*' && follows('/')) {
                depth--;
                at += 2;
            } else if (bytes[at] == '/' && follows('*') && dialect == Dialect.POSTGRESQL) {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
        at = Math.min(at, end);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isWordStart(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || b == '_' || b < 0;
    }

    private static boolean isWordPart(byte b) {
        return isWordStart(b) || isDigit(b) || b == '$';
    }
}
