// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.pool;

import java.time.Duration;

/**
 * How large a pool grows and how long it waits.
 *
 * @param connections open at once, at most
 * @param patience how long a caller waits for one
 * @param idle an unused connection is closed after this
 * @param lifetime a connection is replaced after this, so that a moved dependency is found again
 */
public record PoolLimits(int connections, Duration patience, Duration idle, Duration lifetime) {
    public static PoolLimits ofConnections(int connections) {
        return new PoolLimits(connections, Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(20));
    }
}
