// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a trace: 32 hexadecimal digits in small letters. */
public record TraceId(String text) {
    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{32}");

    public TraceId {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("BUG: not a trace's id: " + text);
        }
    }

    /** Null where it is none. */
    public static @Nullable TraceId parse(String text) {
        String small = text.toLowerCase(Locale.ROOT);
        return TEXT.matcher(small).matches() ? new TraceId(small) : null;
    }

    /** As a value of the column; the digits can do no harm. */
    static String sql(String text) {
        return "toFixedString(unhex('" + new TraceId(text).text + "'), 16)";
    }
}
