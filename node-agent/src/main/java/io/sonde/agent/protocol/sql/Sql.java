// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

import io.sonde.agent.protocol.Words;
import io.sonde.agent.protocol.sql.Tokens.Kind;
import java.nio.charset.StandardCharsets;

/**
 * Reads statements: the verb, the table that it is about first, and on request the text without literals. Not a parser: it looks
 * for the few words that a table's name follows. Makes no garbage but for texts.
 */
public final class Sql {
    /** More of a statement is not looked at: tables are named early, and a text in a span shall be readable. */
    public static final int LONGEST = 2_048;

    /** Longest text of a span, in characters. */
    private static final int LONGEST_TEXT = 1_024;

    /** After these the name of the table may still wait. */
    private static final String[] BEFORE_NAME = {
        "ONLY", "TABLE", "IF", "NOT", "EXISTS", "IGNORE", "LOW_PRIORITY", "QUICK", "LATERAL"
    };

    /** Where a name may stand, these begin a query. */
    private static final String[] NO_NAME = {"SELECT", "WITH", "VALUES"};

    private static final String[] AFTER_COMMON_TABLES = {"SELECT", "INSERT", "UPDATE", "DELETE", "MERGE"};

    private final Tokens tokens;
    private final Words tables;
    private final byte[] name = new byte[Words.LONGEST];

    private String verb = Verbs.OTHER;
    private String table = "";
    private int depth;
    /** At how many parentheses the query stands whose table is looked for: elsewhere FROM belongs to a function. */
    private int queryDepth;

    private boolean afterDistinct;

    public Sql(Dialect dialect, Words tables) {
        tokens = new Tokens(dialect);
        this.tables = tables;
    }

    /** Upper case, one of a fixed set. */
    public String verb() {
        return verb;
    }

    /** Empty: none, or not cheap to find. */
    public String table() {
        return table;
    }

    public Sql read(byte[] bytes, int from, int to) {
        tokens.of(bytes, from, Math.min(to, from + LONGEST));
        table = "";
        depth = 0;
        queryDepth = 0;
        afterDistinct = false;
        verb = firstVerb();
        if (mayHaveTable()) {
            findTable();
        }
        return this;
    }

    /** Whether it begins like a statement at all. */
    public boolean isStatement(byte[] bytes, int from, int to) {
        tokens.of(bytes, from, Math.min(to, from + LONGEST));
        return !firstVerb().equals(Verbs.OTHER);
    }

    private String firstVerb() {
        Kind kind = tokens.next();
        while (kind == Kind.SIGN && (tokens.is('(') || tokens.is(';'))) {
            kind = tokens.next();
        }
        return kind == Kind.WORD ? Verbs.of(tokens) : Verbs.OTHER;
    }

    private boolean mayHaveTable() {
        return switch (verb) {
            case "OTHER", "BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "ABORT", "END" -> false;
            case "SET", "RESET", "SHOW", "FETCH", "MOVE", "CLOSE", "EXECUTE", "PREPARE", "DEALLOCATE" -> false;
            case "UPDATE", "TRUNCATE", "COPY", "TABLE", "CALL" -> {
                readName();
                yield false;
            }
            default -> true;
        };
    }

    private void findTable() {
        for (Kind kind = tokens.next(); kind != Kind.END && kind != Kind.UNCLEAR; kind = tokens.next()) {
            if (kind == Kind.SIGN) {
                sign();
            } else if (kind == Kind.WORD && depth == queryDepth && leadsToName()) {
                readName();
                if (!table.isEmpty()) {
                    return;
                }
            }
        }
    }

    private void sign() {
        if (tokens.is('(')) {
            depth++;
        } else if (tokens.is(')')) {
            depth = Math.max(0, depth - 1);
            queryDepth = Math.min(depth, queryDepth);
        }
    }

    /** Whether the word is followed by the name of a table. */
    private boolean leadsToName() {
        if (verb.equals("WITH")) {
            return endsCommonTables();
        }
        boolean distinct = afterDistinct;
        afterDistinct = tokens.is("DISTINCT");
        if (tokens.is("FROM")) {
            return !distinct;
        }
        if (tokens.is("INTO")) {
            return !verb.equals("SELECT");
        }
        if (tokens.is("ON")) {
            return verb.equals("CREATE") || verb.equals("DROP");
        }
        return tokens.is("TABLE") || (tokens.is("UPDATE") && verb.equals("EXPLAIN"));
    }

    /** A statement that begins with common table expressions is called by what it does with them. */
    private boolean endsCommonTables() {
        for (String candidate : AFTER_COMMON_TABLES) {
            if (tokens.is(candidate)) {
                verb = candidate;
            }
        }
        return verb.equals("UPDATE");
    }

    private void readName() {
        Kind kind = tokens.next();
        while (kind == Kind.SIGN && tokens.is('(')) {
            queryDepth = ++depth;
            kind = tokens.next();
        }
        while (kind == Kind.WORD && isOneOf(BEFORE_NAME)) {
            kind = tokens.next();
        }
        if (kind == Kind.WORD && isOneOf(NO_NAME)) {
            return;
        }
        int length = 0;
        while (kind == Kind.WORD || kind == Kind.NAME) {
            length = append(kind, length);
            int end = tokens.end();
            if (end >= tokens.limit() || tokens.bytes()[end] != '.') {
                break;
            }
            tokens.next();
            kind = tokens.next();
            if (length < name.length) {
                name[length++] = '.';
            }
        }
        table = tables.word(name, 0, length);
    }

    private boolean isOneOf(String[] words) {
        for (String word : words) {
            if (tokens.is(word)) {
                return true;
            }
        }
        return false;
    }

    private int append(Kind kind, int length) {
        int quote = kind == Kind.NAME ? 1 : 0;
        int from = tokens.start() + quote;
        int count = Math.min(tokens.end() - quote - from, name.length - length);
        System.arraycopy(tokens.bytes(), from, name, length, count);
        return length + count;
    }

    /** The statement without literals, comments and needless blanks; makes garbage. */
    public String text(byte[] bytes, int from, int to) {
        tokens.of(bytes, from, Math.min(to, from + LONGEST));
        StringBuilder text = new StringBuilder();
        int last = from;
        for (Kind kind = tokens.next(); kind != Kind.END; kind = tokens.next()) {
            if (kind == Kind.UNCLEAR || text.length() >= LONGEST_TEXT) {
                return text.append(" …").toString();
            }
            if (tokens.start() > last && !text.isEmpty()) {
                text.append(' ');
            }
            append(text, kind);
            last = tokens.end();
        }
        return to - from > LONGEST ? text.append(" …").toString() : text.toString();
    }

    private void append(StringBuilder text, Kind kind) {
        if (kind == Kind.LITERAL) {
            placeholder(text);
            return;
        }
        int length = Math.min(tokens.end() - tokens.start(), LONGEST_TEXT);
        text.append(new String(tokens.bytes(), tokens.start(), length, StandardCharsets.UTF_8));
    }

    /** A list of literals is one: the length of a list says nothing, and would make many texts of one. */
    private static void placeholder(StringBuilder text) {
        int end = text.length();
        if (end >= 3 && text.charAt(end - 1) == ' ' && text.charAt(end - 2) == ',' && text.charAt(end - 3) == '?') {
            text.setLength(end - 2);
        } else if (end >= 2 && text.charAt(end - 1) == ',' && text.charAt(end - 2) == '?') {
            text.setLength(end - 1);
        } else {
            text.append('?');
        }
    }
}
