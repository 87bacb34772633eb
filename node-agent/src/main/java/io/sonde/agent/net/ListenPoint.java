// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

/** An address and port that a service listens on. */
public record ListenPoint(long namespace, long addressHigh, long addressLow, int port) {
    public boolean isWildcard() {
        return AddressText.isWildcard(addressHigh, addressLow);
    }

    /** All addresses of IPv4 only; {@code ::} takes both families. */
    public boolean isV4() {
        return AddressText.isV4(addressHigh, addressLow);
    }
}
