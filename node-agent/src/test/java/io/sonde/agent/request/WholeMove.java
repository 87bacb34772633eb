// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import io.sonde.agent.kernel.MovedBytes;

/** A made-up call on a TCP connection over IPv4: its bytes were all copied. */
interface WholeMove extends MovedBytes {
    byte[] bytes();

    @Override
    default boolean datagram() {
        return false;
    }

    @Override
    default boolean known() {
        return false;
    }

    @Override
    default long startNanos() {
        return outgoing() ? endNanos() - 10 : 0;
    }

    @Override
    default int total() {
        return bytes().length;
    }

    @Override
    default int copied() {
        return bytes().length;
    }

    @Override
    default void copyTo(byte[] target) {
        System.arraycopy(bytes(), 0, target, 0, bytes().length);
    }

    @Override
    default long localHigh() {
        return 0;
    }

    @Override
    default long remoteHigh() {
        return 0;
    }

    @Override
    default long networkNamespace() {
        return 1;
    }
}
