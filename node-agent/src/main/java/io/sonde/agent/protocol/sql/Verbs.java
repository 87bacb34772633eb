// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol.sql;

import java.util.ArrayList;
import java.util.List;

/** The words that a statement may begin with, found without garbage. */
final class Verbs {
    /** Of a statement that begins with none of them. */
    static final String OTHER = "OTHER";

    private static final List<String> ALL = List.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "MERGE",
            "REPLACE",
            "WITH",
            "VALUES",
            "TABLE",
            "UPSERT",
            "BEGIN",
            "START",
            "COMMIT",
            "ROLLBACK",
            "SAVEPOINT",
            "RELEASE",
            "ABORT",
            "END",
            "XA",
            "SET",
            "RESET",
            "SHOW",
            "USE",
            "EXPLAIN",
            "DESCRIBE",
            "DESC",
            "ANALYZE",
            "VACUUM",
            "OPTIMIZE",
            "CHECK",
            "REPAIR",
            "CREATE",
            "ALTER",
            "DROP",
            "TRUNCATE",
            "RENAME",
            "COMMENT",
            "GRANT",
            "REVOKE",
            "REINDEX",
            "CLUSTER",
            "REFRESH",
            "COPY",
            "LOAD",
            "IMPORT",
            "CALL",
            "DO",
            "EXECUTE",
            "PREPARE",
            "DEALLOCATE",
            "HANDLER",
            "DECLARE",
            "FETCH",
            "MOVE",
            "CLOSE",
            "LISTEN",
            "UNLISTEN",
            "NOTIFY",
            "DISCARD",
            "LOCK",
            "UNLOCK",
            "CHECKPOINT",
            "FLUSH",
            "KILL",
            "PURGE",
            "CHANGE",
            "STOP",
            "IDENTIFY_SYSTEM",
            "START_REPLICATION");

    private static final String[][] BY_LETTER = byLetter();

    private Verbs() {}

    /** The verb that the last token is; {@link #OTHER}: none that is known. */
    static String of(Tokens tokens) {
        int letter = Tokens.upper(tokens.bytes()[tokens.start()]) - 'A';
        if (letter < 0 || letter >= BY_LETTER.length) {
            return OTHER;
        }
        for (String verb : BY_LETTER[letter]) {
            if (tokens.is(verb)) {
                return verb;
            }
        }
        return OTHER;
    }

    private static String[][] byLetter() {
        String[][] verbs = new String[26][];
        for (int i = 0; i < verbs.length; i++) {
            List<String> some = new ArrayList<>();
            for (String verb : ALL) {
                if (verb.charAt(0) - 'A' == i) {
                    some.add(verb);
                }
            }
            verbs[i] = some.toArray(String[]::new);
        }
        return verbs;
    }
}
