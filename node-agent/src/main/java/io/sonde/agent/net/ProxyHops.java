// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.process.ProcessTable;
import io.sonde.agent.process.PublishedPort;
import io.sonde.agent.service.Service;
import java.util.Arrays;

/**
 * The connections that Docker's proxy makes to a container, one for each that it accepted for it. They are the same connections once
 * more: the proxy answers for the service in the container, and what passes between the two is not counted. One thread only.
 */
final class ProxyHops {
    /** The container accepts some microseconds after the proxy has connected. */
    private static final int REMEMBERED = 256;

    private final ProcessTable processes;
    private final ListenerTable listeners;
    private final Tuple[] dialled = new Tuple[REMEMBERED];
    private final int[] proxies = new int[REMEMBERED];
    private int next;

    ProxyHops(ProcessTable processes, ListenerTable listeners) {
        this.processes = processes;
        this.listeners = listeners;
        Arrays.setAll(dialled, _ -> new Tuple());
    }

    boolean any() {
        return processes.anyPublishes();
    }

    /** @param pid whose socket it is; 0 where that is not known */
    boolean isOne(int pid, Endpoints ends) {
        return any() && (isDialled(pid, ends) || isAccepted(ends));
    }

    boolean isDialled(int pid, Endpoints ends) {
        PublishedPort port = pid > 0 ? processes.published(pid) : null;
        if (port == null || !port.isAt(ends.remoteHigh, ends.remoteLow, ends.remotePort)) {
            return false;
        }
        if (indexOf(ends.localPort, ends.remotePort, ends) < 0) {
            proxies[next] = pid;
            dialled[next].forth(ends);
            next = (next + 1) % REMEMBERED;
        }
        return true;
    }

    /** Who accepts it is who the proxy answers for. */
    private boolean isAccepted(Endpoints ends) {
        for (int i = 0; i < REMEMBERED; i++) {
            Tuple hop = dialled[i];
            if (hop.sourcePort == ends.remotePort && hop.isBackOf(ends)) {
                Service behind = listeners.ownerOf(ends);
                if (behind != null) {
                    processes.answersFor(proxies[i], behind);
                }
                return true;
            }
        }
        return false;
    }

    private int indexOf(int sourcePort, int destinationPort, Endpoints ends) {
        for (int i = 0; i < REMEMBERED; i++) {
            Tuple hop = dialled[i];
            if (hop.sourcePort == sourcePort && hop.destinationPort == destinationPort && hop.isForthOf(ends)) {
                return i;
            }
        }
        return -1;
    }
}
