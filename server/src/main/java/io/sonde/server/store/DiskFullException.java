// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** The store's disk is nearly full: nothing new is taken until there is room, and the sender shall come back later. */
public final class DiskFullException extends Exception {
    DiskFullException(String reason) {
        super(reason);
    }
}
