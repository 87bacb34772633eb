// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** The store did not do what was asked of it. */
public class StoreException extends Exception {
    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param what what was tried */
    public static StoreException failed(String what, Exception e) {
        if (e instanceof StoreException away) {
            return away;
        }
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // The innermost says what happened; those around it repeat each other.
        return new StoreException(what + " failed: " + cause.getMessage(), e);
    }
}
