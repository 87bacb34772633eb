// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

/**
 * @param failed by the slots of {@link FailureReason}
 * @param active open now, {@link #NOTHING_TO_SAY} when there was and is none
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record ConnectionCounts(
        long opened, long[] failed, int active, long bytesSent, long bytesReceived, long retransmits) {
    public static final int NOTHING_TO_SAY = -1;

    public long failed(FailureReason reason) {
        return failed[reason.slot()];
    }
}
