// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

/** Too much waits for the store already: the sender shall come back later. */
public final class QueueFullException extends Exception {
    QueueFullException(String signal) {
        super("too many " + signal + " wait for the store");
    }
}
