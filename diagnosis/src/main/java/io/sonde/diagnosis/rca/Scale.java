// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** Brings sizes of any kind to 0…1. */
final class Scale {
    private Scale() {}

    /** 0 for nothing, one half at a half-way size, towards 1 for a lot. */
    static double half(double size, double half) {
        return size > 0 ? size / (size + half) : 0;
    }
}
