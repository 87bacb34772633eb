// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.sql;

import io.sonde.clickhouse.chdb.EngineException;
import io.sonde.clickhouse.chdb.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes FORMAT clause and rows off a statement. The engine's own parser judges the rest. */
final class QueryParser {
    private static final Set<String> SELECTS = Set.of("SELECT", "WITH", "FROM");
    private static final Set<String> READS = Set.of("SHOW", "DESCRIBE", "DESC", "EXPLAIN", "EXISTS", "CHECK");

    /** After these words a name comes, whatever it looks like. */
    private static final Set<String> BEFORE_NAME = Set.of("INTO", "TABLE", "FUNCTION", ".");

    private final byte[] text;

    QueryParser(byte[] text) {
        this.text = text;
    }

    Query parse() {
        Query.@Nullable Insert insert = insert();
        if (insert != null) {
            return insert;
        }
        List<Token> tokens = tokens();
        int first = 0;
        while (first < tokens.size() && tokens.get(first).isSign('(')) {
            first++;
        }
        if (first == tokens.size()) {
            throw new EngineException(ErrorCode.SYNTAX_ERROR, "Syntax error: Empty query");
        }
        return withoutFormat(tokens, tokens.get(first).word());
    }

    Query.@Nullable Insert insert() {
        Scanner scanner = new Scanner(text);
        Token previous = scanner.next();
        if (!previous.is("INSERT")) {
            return null;
        }
        int depth = 0;
        while (true) {
            Token token = scanner.next();
            if (token.kind() == Token.Kind.END || token.isSign(';')) {
                return new Query.Insert(slice(0, token.start()), null, text.length);
            }
            depth += nesting(token);
            if (depth == 0 && token.kind() == Token.Kind.WORD && !BEFORE_NAME.contains(previous.word())) {
                if (SELECTS.contains(token.word())) {
                    return null;
                }
                if (token.is("VALUES")) {
                    return new Query.Insert(slice(0, token.start()), "Values", token.end());
                }
                if (token.is("FORMAT")) {
                    Token format = scanner.next();
                    return new Query.Insert(slice(0, token.start()), slice(format), rowsStart(format));
                }
            }
            previous = token;
        }
    }

    /** As ClickHouse has it: blanks and at most one line end stand between the format's name and the rows. */
    private int rowsStart(Token format) {
        int start = format.end();
        while (start < text.length && (text[start] == ' ' || text[start] == '\t' || text[start] == '\r')) {
            start++;
        }
        return start < text.length && text[start] == '\n' ? start + 1 : start;
    }

    private Query withoutFormat(List<Token> tokens, String firstWord) {
        int format = formatClause(tokens);
        String name = format < 0 ? null : slice(tokens.get(format + 1));
        String sql = format < 0
                ? slice(0, end(tokens))
                : slice(0, tokens.get(format).start())
                        + slice(tokens.get(format + 1).end(), end(tokens));
        return SELECTS.contains(firstWord)
                ? new Query.Select(sql, name)
                : new Query.Command(sql, name, READS.contains(firstWord));
    }

    private List<Token> tokens() {
        Scanner scanner = new Scanner(text);
        List<Token> tokens = new ArrayList<>();
        Token token = scanner.next();
        while (token.kind() != Token.Kind.END && !token.isSign(';')) {
            tokens.add(token);
            token = scanner.next();
        }
        while (token.isSign(';')) {
            token = scanner.next();
        }
        if (token.kind() != Token.Kind.END) {
            throw new EngineException(
                    ErrorCode.SYNTAX_ERROR, "Syntax error (Multi-statements are not allowed): ; at " + token.start());
        }
        return tokens;
    }

    /** Index of the word FORMAT of a clause: a name follows, and then nothing or SETTINGS; else it is somebody's name. */
    private static int formatClause(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size() - 1; i++) {
            depth += nesting(tokens.get(i));
            if (depth == 0 && tokens.get(i).is("FORMAT") && isFormatName(tokens, i + 1)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isFormatName(List<Token> tokens, int index) {
        boolean last = index == tokens.size() - 1;
        return tokens.get(index).kind() == Token.Kind.WORD
                && (last || tokens.get(index + 1).is("SETTINGS"));
    }

    private static int nesting(Token token) {
        if (token.isSign('(')) {
            return 1;
        }
        return token.isSign(')') ? -1 : 0;
    }

    private static int end(List<Token> tokens) {
        return tokens.getLast().end();
    }

    private @Nullable String slice(Token token) {
        return token.kind() == Token.Kind.WORD ? slice(token.start(), token.end()) : null;
    }

    private String slice(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }
}
