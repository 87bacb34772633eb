// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

/** How something is, from good to bad; {@code UNKNOWN} when nothing was seen of it. */
public enum Status {
    OK,
    UNKNOWN,
    WARNING,
    CRITICAL;

    Status worse(Status other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
