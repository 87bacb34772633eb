// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

/** Who speaks. */
public enum Side {
    /** Who opened the connection and asks. */
    CLIENT,
    /** Who accepted it and answers. */
    SERVER;

    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
