// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/** Series of numbers, by what they are about. */
public record Metrics(
        List<ResourceSeries> resources, List<RequestSeries> requests, List<EdgeSeries> edges, Vitals vitals) {
    public static final Metrics NONE = new Metrics(List.of(), List.of(), List.of());

    public Metrics(List<ResourceSeries> resources, List<RequestSeries> requests, List<EdgeSeries> edges) {
        this(resources, requests, edges, Vitals.NONE);
    }
}
