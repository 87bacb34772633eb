// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of connections: as a client counted it, or as the map says it. */
record Counts(int accepted, int refused, int timedOut, int unreachable) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    /** The closing line of {@link TruthClient}. */
    static Counts ofClient(String line) {
        String[] field = line.strip().split(" ");
        if (!field[4].equals("0")) {
            throw new AssertionError("the client met something else than it was made for: " + line);
        }
        return new Counts(
                Integer.parseInt(field[0]),
                Integer.parseInt(field[1]),
                Integer.parseInt(field[2]),
                Integer.parseInt(field[3]));
    }

    static Counts ofEdge(JsonNode edge) {
        JsonNode connections = edge.path("connections");
        JsonNode failed = connections.path("failed");
        return new Counts(
                connections.path("opened").asInt(),
                failed.path("refused").asInt(),
                failed.path("timedOut").asInt(),
                failed.path("unreachable").asInt());
    }

    Counts plus(Counts more) {
        return new Counts(
                accepted + more.accepted,
                refused + more.refused,
                timedOut + more.timedOut,
                unreachable + more.unreachable);
    }

    int total() {
        return accepted + refused + timedOut + unreachable;
    }
}
