// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** An address and a port, where connections arrive. */
record Endpoint(Address address, int port) {
    /** Port of a peer that is known by its address only. */
    static final int NO_PORT = 0;

    @Override
    public String toString() {
        return port == NO_PORT ? address.text() : address.withPort(port);
    }
}
