// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

/**
 * One running copy of a service on this host.
 *
 * @param containerId empty for what runs on the host itself
 */
public record ServiceIdentity(String name, Origin origin, String containerId) {}
