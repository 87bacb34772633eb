// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** What a service takes of a resource: processor in percent of its limit, memory in bytes. */
public record ResourceSeries(String service, FaultKind resource, Points points) {}
