// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import org.jspecify.annotations.Nullable;

/** One connection whose addresses some host on the way changes, as connection tracking tells it. Reused. */
public final class Translation {
    /** What the side that connects sends, before it is changed. */
    public final Tuple original = new Tuple();
    /** What the side that accepts sends back, before it is changed. */
    public final Tuple reply = new Tuple();
    /** Inode of the network namespace in which it is changed. */
    public long namespace;

    long learnedNanos;
    boolean used;
    /** Kept, so that most searches need not look at the tuples, which lie elsewhere in memory. */
    int originalHash;

    int replyHash;

    @Nullable
    Translation nextByOriginal;

    @Nullable
    Translation nextByReply;

    public Translation copy() {
        var copy = new Translation();
        copy.copyFrom(this, 0);
        return copy;
    }

    void copyFrom(Translation other, long nowNanos) {
        original.copyFrom(other.original);
        reply.copyFrom(other.reply);
        originalHash = original.hash();
        replyHash = reply.hash();
        namespace = other.namespace;
        learnedNanos = nowNanos;
        used = false;
    }

    boolean hasOriginal(Tuple tuple, int hash, long inNamespace) {
        return originalHash == hash && original.sameAs(tuple) && (namespace == inNamespace || !tuple.isLocal());
    }

    boolean hasReply(Tuple tuple, int hash, long inNamespace) {
        return replyHash == hash && reply.sameAs(tuple) && (namespace == inNamespace || !tuple.isLocal());
    }
}
