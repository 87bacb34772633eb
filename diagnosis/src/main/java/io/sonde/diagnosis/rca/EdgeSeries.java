// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * The calls of one service to another, measured at both ends.
 *
 * @param sourceSeconds how long the caller waits; no point where it did not call
 * @param targetSeconds how long the callee works, at the same times
 */
public record EdgeSeries(Call call, Points sourceSeconds, Points targetSeconds) {}
