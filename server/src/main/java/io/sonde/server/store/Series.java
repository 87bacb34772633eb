// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.util.Map;

/**
 * One stream of points: what is told apart by the fingerprint. Attribute values are text; lists and maps are JSON.
 *
 * @param fingerprint hash over everything else here
 * @param scope name of the instrumentation scope
 */
public record Series(
        long fingerprint,
        String metric,
        MetricKind kind,
        String unit,
        Map<String, String> resource,
        String scope,
        Map<String, String> attributes) {}
