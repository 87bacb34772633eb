// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/**
 * Told of every batch of metrics once it is stored, in the order of storing, on the writer's thread: return quickly. What is
 * thrown is logged and counted, and hurts nobody else.
 */
@FunctionalInterface
public interface StoredMetrics {
    void stored(MetricBatch batch);
}
