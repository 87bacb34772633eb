// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Cuts a statement into words, quoted texts and signs; comments and blanks fall away. Never fails: what is open ends with the text. */
final class Scanner {
    private final byte[] text;
    private final int end;
    private int position;

    Scanner(byte[] text) {
        this.text = text;
        this.end = text.length;
    }

    Token next() {
        skipBlanksAndComments();
        int start = position;
        if (start >= end) {
            return new Token(Token.Kind.END, "", end, end);
        }
        byte first = text[position];
        if (isWord(first)) {
            while (position < end && isWord(text[position])) {
                position++;
            }
            return token(Token.Kind.WORD, start);
        }
        if (first == '\'' || first == '"' || first == '`') {
            skipQuoted(first);
            return token(Token.Kind.QUOTED, start);
        }
        if (first == '$' && skipHeredoc()) {
            return token(Token.Kind.QUOTED, start);
        }
        position++;
        return token(Token.Kind.SIGN, start);
    }

    private Token token(Token.Kind kind, int start) {
        String word = kind == Token.Kind.QUOTED
                ? ""
                : new String(text, start, position - start, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT);
        return new Token(kind, word, start, position);
    }

    private void skipBlanksAndComments() {
        while (position < end) {
            if (text[position] <= ' ' && text[position] >= 0) {
                position++;
            } else if (at("--") || at("#!") || at("# ")) {
                skipPast("\n");
            } else if (at("/*")) {
                skipPast("*/");
            } else {
                return;
            }
        }
    }

    private void skipQuoted(byte quote) {
        position++;
        while (position < end && text[position] != quote) {
            position += text[position] == '\\' ? 2 : 1;
        }
        // A doubled quote inside is simply two quoted texts in a row.
        position = Math.min(position + 1, end);
    }

    /** {@code $tag$ ... $tag$}; the tag may be empty. */
    private boolean skipHeredoc() {
        int close = position + 1;
        while (close < end && isWord(text[close])) {
            close++;
        }
        if (close >= end || text[close] != '$') {
            return false;
        }
        String tag = new String(text, position, close + 1 - position, StandardCharsets.ISO_8859_1);
        position = close + 1;
        skipPast(tag);
        return true;
    }

    private void skipPast(String mark) {
        while (position < end && !at(mark)) {
            position++;
        }
        position = Math.min(position + mark.length(), end);
    }

    private boolean at(String mark) {
        if (position + mark.length() > end) {
            return false;
        }
        for (int i = 0; i < mark.length(); i++) {
            if (text[position + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(byte b) {
        return b < 0 || b == '_' || Character.isLetterOrDigit(b);
    }
}
