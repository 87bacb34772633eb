// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import java.time.Instant;
import java.util.List;

/**
 * An answer that is kept.
 *
 * @param comparedFrom where the past began that it was compared with
 * @param suspects ids of the candidates, best first; with as many names, kinds and confidences
 * @param summary in one or two sentences
 */
public record KeptCause(
        String id,
        Instant askedAt,
        String service,
        Instant from,
        Instant to,
        Instant comparedFrom,
        String basis,
        String conclusion,
        List<String> suspects,
        List<String> names,
        List<String> kinds,
        List<Double> confidences,
        String summary) {}
