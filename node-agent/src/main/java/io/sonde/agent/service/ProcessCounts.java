// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.service;

/**
 * What the processes of a service did in one interval.
 *
 * @param running at its end, {@link #NOTHING_TO_SAY} when it was and is none
 */
public record ProcessCounts(long started, long exitedWell, long exitedWithError, long killed, int running) {
    public static final int NOTHING_TO_SAY = -1;

    public boolean isEmpty() {
        return started == 0 && exitedWell == 0 && exitedWithError == 0 && killed == 0 && running == NOTHING_TO_SAY;
    }
}
