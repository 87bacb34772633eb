// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one object of equal texts, and of equal sets of attributes: an address stands in the series of everybody who talks to it, and
 * what is measured of one flow differs in the metric alone. Of series that were kept for long, texts were the most. Each has one
 * place where it may stand, and whoever comes later takes it: what is lost is only made again. For any thread without a lock, since
 * both are immutable.
 */
final class SharedTexts {
    private static final int PLACES = 1 << 16;
    /** Spreads hashes of texts that differ in few digits. */
    private static final int GOLDEN = 0x9E3779B1;

    private static final int SHIFT = Integer.SIZE - 16;

    private final @Nullable String[] texts = new String[PLACES];
    private final @Nullable Map<String, String>[] maps;

    @SuppressWarnings({"unchecked", "rawtypes"})
    SharedTexts() {
        maps = new Map[PLACES];
    }

    String shared(String text) {
        int place = place(text.hashCode());
        String known = texts[place];
        if (known != null && known.equals(text)) {
            return known;
        }
        texts[place] = text;
        return text;
    }

    Map<String, String> shared(Map<String, String> attributes) {
        int place = place(attributes.hashCode());
        Map<String, String> known = maps[place];
        if (known != null && known.equals(attributes)) {
            return known;
        }
        maps[place] = attributes;
        return attributes;
    }

    private static int place(int hash) {
        return (hash * GOLDEN) >>> SHIFT;
    }
}
