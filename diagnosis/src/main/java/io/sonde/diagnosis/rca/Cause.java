// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may be the cause.
 *
 * @param kinds what may be wrong with it, likeliest first
 * @param confidence 0 to 1
 * @param path from the service that is hurt to this one; empty where no calls lead here
 * @param lead when it began, beside the others; null where that is not known
 */
public record Cause(
        String service,
        List<FaultKind> kinds,
        double confidence,
        List<Finding> evidence,
        List<String> path,
        @Nullable Lead lead) {}
