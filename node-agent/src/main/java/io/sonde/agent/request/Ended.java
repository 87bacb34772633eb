// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.kernel.SocketEnds;
import io.sonde.agent.net.Endpoints;
import java.util.Arrays;

/** Sockets that ended in one round and are not known yet. Makes no garbage once it has grown. */
final class Ended {
    /** In one round; what ends beyond that is found by its silence. */
    static final int MOST = 8_192;

    private static final int SMALLEST = 64;

    private long[] sockets = new long[SMALLEST];
    private Endpoints[] ends = new Endpoints[SMALLEST];
    private int size;

    Ended() {
        Arrays.setAll(ends, _ -> new Endpoints());
    }

    void add(long socket, SocketEnds of) {
        if (size == MOST) {
            return;
        }
        if (size == ends.length) {
            sockets = Arrays.copyOf(sockets, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            Arrays.setAll(ends, i -> i < size ? ends[i] : new Endpoints());
        }
        sockets[size] = socket;
        ends[size++].copyFrom(of);
    }

    int size() {
        return size;
    }

    long socket(int number) {
        return sockets[number];
    }

    Endpoints ends(int number) {
        return ends[number];
    }

    void clear() {
        size = 0;
    }
}
