// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.export;

import io.sonde.agent.net.AddressText;
import io.sonde.agent.net.ListenPoint;
import io.sonde.agent.net.NamespaceTable.LocalAddress;
import io.sonde.agent.net.NamespaceTable.Namespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The addresses of every network namespace in use. Looked up now and then; what cannot be read keeps its last ones. */
public final class AddressBook {
    /** Addresses rarely change; each look costs two small files per namespace. */
    private static final long FRESH_NANOS = Duration.ofSeconds(10).toNanos();

    private final NamespaceFiles files;
    /** Where the agent itself lives: its own process is left out, but whom it connects to is not. */
    private final Optional<Namespace> own;

    private final Map<Long, Page> pages = new HashMap<>();
    private Set<LocalAddress> watched = Set.of();

    private record Page(Set<LocalAddress> addresses, long readNanos) {}

    /** @param maxAddresses most addresses of one namespace */
    public AddressBook(Path proc, int maxAddresses) {
        this.files = new NamespaceFiles(proc, maxAddresses);
        this.own = files.ofThisProcess();
    }

    /** Brings the book up to date for the namespaces that are in use. */
    void update(Collection<Namespace> inUse, List<LocalAddress> clients, long nowNanos) {
        Set<LocalAddress> all = new LinkedHashSet<>();
        Map<Long, Page> current = new HashMap<>();
        Map<Long, Namespace> looked = new LinkedHashMap<>();
        inUse.forEach(namespace -> looked.put(namespace.inode(), namespace));
        own.ifPresent(namespace -> looked.putIfAbsent(namespace.inode(), namespace));
        for (Namespace namespace : looked.values()) {
            Page page = page(namespace, nowNanos);
            current.put(namespace.inode(), page);
            all.addAll(page.addresses());
        }
        pages.clear();
        pages.putAll(current);
        all.addAll(clients);
        watched = all;
    }

    private Page page(Namespace namespace, long nowNanos) {
        Page known = pages.getOrDefault(namespace.inode(), new Page(Set.of(), nowNanos - FRESH_NANOS));
        if (nowNanos - known.readNanos() < FRESH_NANOS) {
            return known;
        }
        return files.addresses(namespace.inode(), namespace.pid())
                .map(addresses -> new Page(addresses, nowNanos))
                .orElse(new Page(known.addresses(), nowNanos - FRESH_NANOS));
    }

    /** Every address that connections can come from and be seen here. */
    Set<LocalAddress> watched() {
        return watched;
    }

    /** Where a listener can be reached: a wildcard at every address of its family in its namespace. */
    Set<LocalAddress> reachable(ListenPoint point) {
        if (!point.isWildcard()) {
            return Set.of(new LocalAddress(point.namespace(), point.addressHigh(), point.addressLow()));
        }
        Set<LocalAddress> reachable = new LinkedHashSet<>();
        Page page = pages.get(point.namespace());
        for (LocalAddress address : page == null ? Set.<LocalAddress>of() : page.addresses()) {
            if (!point.isV4() || AddressText.isV4(address.high(), address.low())) {
                reachable.add(address);
            }
        }
        return reachable;
    }
}
