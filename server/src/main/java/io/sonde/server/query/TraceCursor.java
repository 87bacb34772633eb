// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: after the span that began then. */
public record TraceCursor(long nanos, String spanId) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}|[1-8]\\d{18})-([0-9a-f]{16})");

    /** Null where it is none. */
    public static @Nullable TraceCursor parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? new TraceCursor(Long.parseLong(matcher.group(1)), matcher.group(2)) : null;
    }

    public String text() {
        return nanos + "-" + spanId;
    }
}
