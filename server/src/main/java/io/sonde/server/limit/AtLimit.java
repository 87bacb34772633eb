// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.limit;

/** What becomes of that which finds no room. */
public enum AtLimit {
    REFUSES("refused; its sender is told to come back"),
    TURNS_AWAY("turned away; whoever came may try again"),
    LEAVES_OUT("stored, but left out of the map"),
    /** Costs time, and nothing else. */
    FORGETS("taken; another is forgotten, and found out again when it is needed");

    private final String says;

    AtLimit(String says) {
        this.says = says;
    }

    public String says() {
        return says;
    }
}
