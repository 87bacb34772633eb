// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.table.Bounded;
import io.sonde.agent.table.Fill;
import io.sonde.agent.table.Hash;
import io.sonde.agent.table.LongTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The network namespaces that sockets were seen in, a process to look into each, and the addresses that connections came
 * from: a program may be gone, and its namespace with it, before anyone can read its addresses. One thread only.
 */
public final class NamespaceTable {
    /** Longer than any walk interval, short enough for an address that another host gets next. */
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(5).toNanos();

    private final LongTable<SeenNamespace> namespaces;
    private final LongTable<SeenAddress> addresses;
    private long overflows;
    private long addressOverflows;
    private long arrivals;

    private static final class SeenNamespace {
        final long inode;
        int pid;
        long lastSeen;

        SeenNamespace(long inode) {
            this.inode = inode;
        }
    }

    private static final class SeenAddress {
        final LocalAddress address;
        long lastSeen;

        SeenAddress(LocalAddress address) {
            this.address = address;
        }
    }

    /** A namespace and a process in it. */
    public record Namespace(long inode, int pid) {}

    public record LocalAddress(long namespace, long high, long low) {}

    public NamespaceTable(int namespaceLimit, int addressLimit) {
        this.namespaces = new LongTable<>(namespaceLimit);
        this.addresses = new LongTable<>(addressLimit);
    }

    void seen(long inode, int pid, long nowNanos) {
        SeenNamespace namespace = namespaces.get(inode);
        if (namespace == null) {
            namespace = new SeenNamespace(inode);
            if (!namespaces.put(inode, namespace)) {
                overflows++;
                return;
            }
            arrivals++;
        }
        namespace.lastSeen = nowNanos;
        if (pid > 0) {
            namespace.pid = pid;
        }
    }

    /** A client was here. */
    void clientAt(Endpoints ends, long nowNanos) {
        if (AddressText.isWildcard(ends.localHigh, ends.localLow)) {
            return; // failed before it got an address
        }
        long key = Hash.join(Hash.join(ends.namespace, ends.localHigh), ends.localLow);
        SeenAddress seen = addresses.get(key);
        if (seen == null) {
            seen = new SeenAddress(new LocalAddress(ends.namespace, ends.localHigh, ends.localLow));
            if (!addresses.put(key, seen)) {
                addressOverflows++;
                return;
            }
        }
        seen.lastSeen = nowNanos;
    }

    public void forgetUnseen(long nowNanos) {
        namespaces.removeIf(namespace -> nowNanos - namespace.lastSeen > REMEMBERED_NANOS);
        addresses.removeIf(address -> nowNanos - address.lastSeen > REMEMBERED_NANOS);
    }

    public List<Namespace> namespaces() {
        List<Namespace> list = new ArrayList<>(namespaces.size());
        namespaces.forEach(namespace -> list.add(new Namespace(namespace.inode, namespace.pid)));
        return list;
    }

    public List<LocalAddress> clientAddresses() {
        List<LocalAddress> list = new ArrayList<>(addresses.size());
        addresses.forEach(seen -> list.add(seen.address));
        return list;
    }

    /** How often a namespace was new. */
    public long arrivals() {
        return arrivals;
    }

    public Fill fill() {
        return Bounded.NAMESPACES.fill(namespaces.size(), namespaces.limit(), overflows);
    }

    public Fill addressFill() {
        return Bounded.ADDRESSES.fill(addresses.size(), addresses.limit(), addressOverflows);
    }
}
