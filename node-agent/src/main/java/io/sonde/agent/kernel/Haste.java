// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.Libc;

/**
 * Lets the reader come before other threads while a ring fills up: on a crowded host it would be late, and what it is late for is
 * lost. Else it takes its turn like everybody, so that nobody waits for it.
 */
final class Haste {
    private static final double CROWDED = 1.0 / 8;
    private static final double CALM = 1.0 / 64;
    /** Nice values. */
    private static final int FIRST = -10;

    private static final int LIKE_OTHERS = 0;

    private boolean hasty;

    /** On the reader's thread. Where it is not allowed a busy host may lose events, which is counted. */
    void after(double fill) {
        if (!hasty && fill > CROWDED) {
            hasty = true;
            boolean ignored = Libc.prefer(FIRST);
        } else if (hasty && fill < CALM) {
            hasty = false;
            boolean ignored = Libc.prefer(LIKE_OTHERS);
        }
    }
}
