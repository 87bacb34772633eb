// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/** Series of numbers, by what they are about. */
public record Metrics(List<ResourceSeries> resources, List<RequestSeries> requests, List<EdgeSeries> edges) {
    public static final Metrics NONE = new Metrics(List.of(), List.of(), List.of());
}
