// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import io.sonde.agent.service.Service;
import org.jspecify.annotations.Nullable;

/** A listening socket and whose it is. Listeners of one port of a network namespace form a chain. */
final class Listener {
    final long socket;
    final Endpoints ends = new Endpoints();
    final HolderVote vote = new HolderVote();

    @Nullable
    Listener next;

    private @Nullable Service owner;
    int missedWalks;

    Listener(long socket, Endpoints at) {
        this.socket = socket;
        ends.copyFrom(at);
    }

    @Nullable
    Service owner() {
        return owner;
    }

    void owner(@Nullable Service newOwner) {
        if (newOwner != null) {
            newOwner.retain();
        }
        if (owner != null) {
            owner.release();
        }
        owner = newOwner;
    }

    /** 2: this very address; 1: any address of the same family, or of both; 0: not this one. */
    int fit(long localHigh, long localLow) {
        if (ends.localHigh == localHigh && ends.localLow == localLow) {
            return 2;
        }
        boolean any = ends.localHigh == 0 && ends.localLow == 0;
        boolean anyV4 = !any && AddressText.isWildcard(ends.localHigh, ends.localLow);
        return any || (anyV4 && AddressText.isV4(localHigh, localLow)) ? 1 : 0;
    }
}
