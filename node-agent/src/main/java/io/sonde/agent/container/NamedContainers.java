// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Tells whether a control group is a container that a person named: plain runc and crun take any name, which only their own notes
 * tell from other groups. Asked on the thread that reads events: an answer is kept, and costs a look at a few directories otherwise.
 */
public final class NamedContainers {
    /** A group may become a container: its name is written down a moment after its first process is in it. */
    private static final long NO_HOLDS_NANOS = Duration.ofSeconds(1).toNanos();
    /** Its name may be given to an ordinary group later. */
    private static final long YES_HOLDS_NANOS = Duration.ofSeconds(60).toNanos();

    private static final int MAX_ANSWERS = 512;
    private static final String SCOPE = ".scope";

    private final Predicate<String> isContainer;
    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            boolean full = size() > MAX_ANSWERS;
            forgotten += full ? 1 : 0;
            return full;
        }
    };
    private long forgotten;
    /** For other threads, as it was after the last question. */
    private volatile Fill fill = Bounded.CACHE_GROUPS.fill(0, MAX_ANSWERS, 0);

    private record Answer(boolean yes, long untilNanos) {}

    /** @param isContainer whether a runtime knows a container of this name */
    public NamedContainers(Predicate<String> isContainer) {
        this.isContainer = isContainer;
    }

    /** A runtime was told to make a container of this name: it may be gone before anybody could look. */
    void expect(String name) {
        keep(name, new Answer(true, System.nanoTime() + YES_HOLDS_NANOS));
    }

    /** The container's name; empty for any other group. */
    String find(String group) {
        String name = name(group);
        return !name.isEmpty() && isKnown(name) ? name : "";
    }

    private boolean isKnown(String name) {
        long now = System.nanoTime();
        Answer kept = answers.get(name);
        if (kept != null && now - kept.untilNanos() < 0) {
            return kept.yes();
        }
        boolean yes = isContainer.test(name);
        keep(name, new Answer(yes, now + (yes ? YES_HOLDS_NANOS : NO_HOLDS_NANOS)));
        return yes;
    }

    private void keep(String name, Answer answer) {
        answers.put(name, answer);
        fill = Bounded.CACHE_GROUPS.fill(answers.size(), MAX_ANSWERS, forgotten);
    }

    /** For any thread. */
    public Fill fill() {
        return fill;
    }

    /** {@code NAME}, {@code runc-NAME.scope}, {@code crun-NAME.scope}; what systemd makes for itself is none. */
    private static String name(String group) {
        if (group.isEmpty() || group.endsWith(".slice") || group.endsWith(".service") || group.startsWith(".")) {
            return "";
        }
        if (!group.endsWith(SCOPE)) {
            return group;
        }
        String bare = group.substring(0, group.length() - SCOPE.length());
        return bare.startsWith("runc-") || bare.startsWith("crun-") ? bare.substring("runc-".length()) : "";
    }
}
