// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** The store did not do what was asked of it. */
public final class StoreException extends Exception {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
