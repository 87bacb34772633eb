// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import org.jspecify.annotations.Nullable;

/** The metrics of one request, and how their sender calls them; without a name they are stored each time they come. */
record NamedMetrics(MetricBatch points, @Nullable BatchId id) {}
