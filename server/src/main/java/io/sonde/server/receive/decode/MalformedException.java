// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive.decode;

/** The bytes are not the message that they are said to be. */
public final class MalformedException extends Exception {
    public MalformedException(String message) {
        super(message);
    }
}
