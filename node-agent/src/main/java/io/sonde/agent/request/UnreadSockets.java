// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.kernel.RingVisitor;
import io.sonde.agent.service.Service;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who moves bytes by io_uring, where no request is read: counted, and told by name. One thread only. */
public final class UnreadSockets {
    /** A sentence for people. */
    private static final int MOST_NAMES = 10;

    private final IntFunction<@Nullable Service> serviceOf;
    /** By process, as the kernel side told it last: as many as that holds. */
    private Map<Integer, Long> counted = Map.of();

    private final Set<String> names = new TreeSet<>();
    private boolean unnamed;
    private long operations;

    /** @param serviceOf null for a process that is nobody's */
    public UnreadSockets(IntFunction<@Nullable Service> serviceOf) {
        this.serviceOf = serviceOf;
    }

    /** @param walkRings shows who did so far; says a negative number when it could not */
    public void run(ToIntFunction<RingVisitor> walkRings) {
        Map<Integer, Long> now = new HashMap<>();
        if (walkRings.applyAsInt(now::put) < 0) {
            return;
        }
        now.forEach((pid, total) -> {
            long before = counted.getOrDefault(pid, 0L);
            if (total != before) {
                // Less than before: the kernel side had forgotten it and began again.
                operations += total > before ? total - before : total;
                name(pid);
            }
        });
        counted = now;
    }

    private void name(int pid) {
        Service service = serviceOf.apply(pid);
        if (service != null
                && (names.size() < MOST_NAMES
                        || names.contains(service.identity().name()))) {
            names.add(service.identity().name());
        } else {
            unnamed = true;
        }
    }

    /** Since the start. */
    public long operations() {
        return operations;
    }

    /** What is not seen, for people; empty where everything is. */
    public String remark() {
        if (operations == 0) {
            return "";
        }
        String more = unnamed ? names.isEmpty() ? "programs without a name" : " and others" : "";
        return names.stream()
                .collect(Collectors.joining(", ", "requests that go through io_uring are not seen: ", more));
    }
}
