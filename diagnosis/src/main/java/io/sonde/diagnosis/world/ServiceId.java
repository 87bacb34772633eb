// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/** What makes a service the same service on every node. */
public record ServiceId(String name, String namespace, String cluster) {
    /** The cluster of everything that was not given one; it is left out of ids. */
    public static final String DEFAULT_CLUSTER = "default";

    /** {@code name}, {@code name~namespace} or {@code name~namespace~cluster}. */
    public String text() {
        if (!cluster.equals(DEFAULT_CLUSTER)) {
            return name + "~" + namespace + "~" + cluster;
        }
        return namespace.isEmpty() ? name : name + "~" + namespace;
    }
}
