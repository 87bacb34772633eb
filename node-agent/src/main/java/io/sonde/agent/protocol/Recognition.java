// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/** Whether bytes belong to a protocol, and whose they are. */
public enum Recognition {
    /** These bytes are of no message of the protocol. */
    NO,
    /** They may be; more of them would tell. */
    UNSURE,
    /** They begin a message of the side that opened the connection and asks. */
    REQUEST,
    /** They begin a message of the side that answers. */
    RESPONSE
}
