// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import java.util.List;

/**
 * What those who ask a service feel of what others do to it. It is no verdict on the service: it would answer well if they did.
 *
 * @param by ids of the services behind it; empty where nothing is felt
 * @param sentences what is felt
 */
public record Hurt(List<String> by, List<String> sentences) {
    static final Hurt NOT = new Hurt(List.of(), List.of());
}
