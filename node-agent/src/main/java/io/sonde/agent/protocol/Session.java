// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/**
 * A protocol at work on one connection.
 *
 * @param exchanges requests that the dialogue began and that are not over
 */
record Session(Protocol protocol, Dialogue dialogue, Exchanges exchanges) {}
