// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.protocol.Protocol;
import io.sonde.agent.service.Service;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Services that are asked over unix sockets, where no request is read: those whose requests are read elsewhere, since that every
 * host's own services talk so is no news. One thread only.
 */
public final class UnixServers {
    /** A sentence for people. */
    private static final int MOST_NAMES = 10;

    private final IntFunction<@Nullable Service> serviceOf;
    private final Set<String> kinds;
    private Map<String, Integer> connections = Map.of();

    /**
     * @param protocols what is read: kinds of programs have the same names
     * @param serviceOf null for a process that is nobody's
     */
    public UnixServers(List<Protocol> protocols, IntFunction<@Nullable Service> serviceOf) {
        this.kinds = protocols.stream().map(Protocol::name).collect(Collectors.toUnmodifiableSet());
        this.serviceOf = serviceOf;
    }

    /** @param walkUnix shows the process of each accepted connection; says a negative number when it could not */
    public void run(ToIntFunction<IntConsumer> walkUnix) {
        Map<String, Integer> now = new TreeMap<>();
        int found = walkUnix.applyAsInt(pid -> {
            Service service = serviceOf.apply(pid);
            if (service != null && kinds.contains(service.program().kind())) {
                now.merge(service.identity().name(), 1, Integer::sum);
            }
        });
        if (found >= 0) {
            connections = now;
        }
    }

    /** What is not seen, for people; empty where there is nothing. */
    public String remark() {
        if (connections.isEmpty()) {
            return "";
        }
        return connections.entrySet().stream()
                .limit(MOST_NAMES)
                .map(server -> "%s (connections: %d)".formatted(server.getKey(), server.getValue()))
                .collect(Collectors.joining(
                        ", ",
                        "requests over unix sockets are not seen: ",
                        connections.size() > MOST_NAMES ? " and others" : ""));
    }
}
