// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import java.util.List;
import java.util.function.ToLongFunction;

/** All words that a thread's protocols keep. */
public final class Vocabulary {
    private final List<Words> all;

    public Vocabulary(List<Protocol> protocols) {
        all = protocols.stream().flatMap(protocol -> protocol.words().stream()).toList();
    }

    public long size() {
        return sum(Words::size);
    }

    public long limit() {
        return sum(Words::limit);
    }

    /** How often a route, name or code was told as {@link Words#OTHER}. */
    public long refused() {
        return sum(Words::refused);
    }

    private long sum(ToLongFunction<Words> what) {
        return all.stream().mapToLong(what).sum();
    }
}
