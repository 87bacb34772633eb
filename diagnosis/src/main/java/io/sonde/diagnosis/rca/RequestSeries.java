// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/**
 * What a service is asked and how it answers, one point per step of time, the same times in all three.
 *
 * @param latency mean seconds per request
 * @param errors share of requests, 0 to 1
 */
public record RequestSeries(String service, Points requests, Points latency, Points errors) {}
