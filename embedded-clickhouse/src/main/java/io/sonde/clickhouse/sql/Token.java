// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.sql;

import java.util.Locale;

/** A piece of a statement's text: bytes from start to end, exclusive. */
record Token(Kind kind, String word, int start, int end) {
    enum Kind {
        WORD,
        QUOTED,
        SIGN,
        END
    }

    /** Case does not matter; quoted names are no words. */
    boolean is(String keyword) {
        return kind == Kind.WORD && word.equals(keyword.toUpperCase(Locale.ROOT));
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && word.charAt(0) == sign;
    }
}
