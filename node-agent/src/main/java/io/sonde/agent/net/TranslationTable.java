// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Translated connections (NAT) by what either end sees of them: finds who is really at the other end of a socket. The oldest
 * are forgotten first. Small as long as nothing is translated; no garbage per connection; one thread only.
 */
public final class TranslationTable {
    /** A connect without an answer is given up by the kernel after 131 s, and its failure is then still to be told. */
    private static final long KEPT_NANOS = Duration.ofSeconds(150).toNanos();

    /** Out of a container, into a host, and into a container there are three; a circle must end. */
    private static final int MOST_HOPS = 4;

    private static final int SMALLEST_CAPACITY = 16;

    /** Answers of DNS on a busy host. */
    private static final int MOST_NAMES = 8_192;

    /** Most of what is looked for is not there, and is found so at once in an empty bucket. */
    private static final int BUCKETS_EACH = 4;

    private final PeerNames names = new PeerNames(MOST_NAMES);
    private final int limit;
    private final Tuple wanted = new Tuple();
    private @Nullable Translation[] ring = new Translation[SMALLEST_CAPACITY];
    private @Nullable Translation[] byOriginal = new Translation[SMALLEST_CAPACITY];
    private @Nullable Translation[] byReply = new Translation[SMALLEST_CAPACITY];
    private int oldest;
    private int size;
    private long evicted;

    public TranslationTable(int limit) {
        this.limit = limit;
    }

    /** Who the other end is by name, where its address is not translated. */
    public PeerNames names() {
        return names;
    }

    public int size() {
        return size;
    }

    public int limit() {
        return limit;
    }

    /** Translations that had to make room before anyone asked for them and before their time was over. */
    public long evicted() {
        return evicted;
    }

    /** It has just begun: an older connection between the same ends is over. */
    public void learn(Translation told, long nowNanos) {
        Translation before = ofOriginal(told.original, told.namespace);
        if (before != null) {
            unlink(before);
            before.copyFrom(told, nowNanos);
            link(before);
            return;
        }
        Translation place = place(nowNanos);
        place.copyFrom(told, nowNanos);
        link(place);
    }

    /** It began some time ago: what is known already is newer. */
    public void learnOlder(Translation told, long nowNanos) {
        if (ofOriginal(told.original, told.namespace) == null) {
            learn(told, nowNanos);
        }
    }

    /** Notes at the ends who is really there; true when that is not whom the socket sees. */
    public boolean resolve(Endpoints ends) {
        if (size == 0) {
            return false;
        }
        wanted.forth(ends);
        return follow(ends, true) || follow(ends, false);
    }

    /** One host after the other: what leaves the first is what the next one sees. */
    private boolean follow(Endpoints ends, boolean towardsServer) {
        boolean found = false;
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            Translation next = towardsServer ? ofOriginal(wanted, ends.namespace) : ofReply(wanted, ends.namespace);
            if (next == null) {
                break;
            }
            next.used = true;
            found = true;
            wanted.reverse(towardsServer ? next.reply : next.original);
        }
        return found && ends.actual(wanted.destinationHigh, wanted.destinationLow, wanted.destinationPort);
    }

    public void forgetOld(long nowNanos) {
        while (size > 0 && nowNanos - at(oldest).learnedNanos > KEPT_NANOS) {
            unlink(at(oldest));
            removeOldest();
        }
    }

    private Translation place(long nowNanos) {
        if (size == limit) {
            Translation gone = at(oldest);
            evicted += gone.used || nowNanos - gone.learnedNanos > KEPT_NANOS ? 0 : 1;
            unlink(gone);
            removeOldest();
        } else if (size == ring.length) {
            grow();
        }
        int index = (oldest + size) % ring.length;
        size++;
        Translation place = ring[index];
        if (place == null) {
            place = new Translation();
            ring[index] = place;
        }
        return place;
    }

    private void removeOldest() {
        oldest = (oldest + 1) % ring.length;
        size--;
    }

    private void grow() {
        int capacity = Math.min(limit, ring.length * 2);
        @Nullable Translation[] larger = new Translation[capacity];
        for (int i = 0; i < size; i++) {
            larger[i] = at((oldest + i) % ring.length);
        }
        ring = larger;
        oldest = 0;
        int buckets = BUCKETS_EACH * Integer.highestOneBit(2 * capacity - 1);
        byOriginal = new Translation[buckets];
        byReply = new Translation[buckets];
        Arrays.stream(ring, 0, size).forEach(this::linkAgain);
    }

    private void linkAgain(@Nullable Translation kept) {
        if (kept != null) {
            link(kept);
        }
    }

    private Translation at(int index) {
        Translation translation = ring[index];
        if (translation == null) {
            throw new IllegalStateException("BUG: no translation at " + index);
        }
        return translation;
    }

    private @Nullable Translation ofOriginal(Tuple tuple, long namespace) {
        int hash = tuple.hash();
        Translation next = byOriginal[bucket(hash)];
        while (next != null && !next.hasOriginal(tuple, hash, namespace)) {
            next = next.nextByOriginal;
        }
        return next;
    }

    private @Nullable Translation ofReply(Tuple tuple, long namespace) {
        int hash = tuple.hash();
        Translation next = byReply[bucket(hash)];
        while (next != null && !next.hasReply(tuple, hash, namespace)) {
            next = next.nextByReply;
        }
        return next;
    }

    private void link(Translation translation) {
        int original = bucket(translation.originalHash);
        translation.nextByOriginal = byOriginal[original];
        byOriginal[original] = translation;
        int reply = bucket(translation.replyHash);
        translation.nextByReply = byReply[reply];
        byReply[reply] = translation;
    }

    private void unlink(Translation gone) {
        int original = bucket(gone.originalHash);
        if (byOriginal[original] == gone) {
            byOriginal[original] = gone.nextByOriginal;
        }
        for (Translation one = byOriginal[original]; one != null; one = one.nextByOriginal) {
            if (one.nextByOriginal == gone) {
                one.nextByOriginal = gone.nextByOriginal;
            }
        }
        int reply = bucket(gone.replyHash);
        if (byReply[reply] == gone) {
            byReply[reply] = gone.nextByReply;
        }
        for (Translation one = byReply[reply]; one != null; one = one.nextByReply) {
            if (one.nextByReply == gone) {
                one.nextByReply = gone.nextByReply;
            }
        }
    }

    private int bucket(int hash) {
        return hash & (byOriginal.length - 1);
    }
}
