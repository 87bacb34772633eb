// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/** Which semantic conventions the requests of a protocol are told by. */
public enum Family {
    /** {@code http.*}: operation is the method, target the route. */
    HTTP,
    /** {@code rpc.*}: operation is the called method in full. */
    RPC,
    /** {@code db.*}: operation is the command, target the table or collection. */
    DATABASE,
    /** {@code messaging.*}: operation is the command, target the topic or queue. */
    MESSAGING,
    /** {@code dns.*}: operation is the type of record, target the name. */
    NAMES
}
