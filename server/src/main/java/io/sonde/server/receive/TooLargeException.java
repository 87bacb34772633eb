// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.receive;

/** The request is larger than is allowed. */
final class TooLargeException extends Exception {
    TooLargeException(String message) {
        super(message);
    }
}
