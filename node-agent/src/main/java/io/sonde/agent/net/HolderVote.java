// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * Decides, over the processes that hold a socket in one walk, whose it is: still the owner's if that holds it, else the
 * first holder's that is not init, which holds the sockets that it hands to units when they are needed.
 */
final class HolderVote {
    private static final int INIT = 1;

    private int walk;
    private int holderPid;
    private @Nullable Service holder;

    boolean heldIn(int walkNumber) {
        return walk == walkNumber && holder != null;
    }

    @Nullable
    Service holder() {
        return holder;
    }

    void add(int walkNumber, int pid, Service service, @Nullable Service owner) {
        boolean first = walk != walkNumber;
        boolean ownerHoldsIt = service == owner && pid != INIT;
        boolean insteadOfInit = holderPid == INIT && pid != INIT;
        if (first || ownerHoldsIt || insteadOfInit) {
            walk = walkNumber;
            holderPid = pid;
            holder = service;
        }
    }

    void reset() {
        walk = 0;
        holderPid = 0;
        holder = null;
    }
}
