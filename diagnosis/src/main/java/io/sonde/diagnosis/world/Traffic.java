// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

/**
 * What ran over connections, seen from the side that opened them.
 *
 * @param active open at the end of the window
 * @param bytesSent from source to target
 * @param retransmits segments that the reporting side sent again
 * @param duration how long those that were closed had been open
 */
public record Traffic(
        long opened,
        long closed,
        long active,
        Failures failed,
        long bytesSent,
        long bytesReceived,
        long retransmits,
        Mean rtt,
        Mean connect,
        Mean duration) {
    public static final Traffic NONE = new Traffic(0, 0, 0, Failures.NONE, 0, 0, 0, Mean.NONE, Mean.NONE, Mean.NONE);

    /** Connections that were tried. */
    public long attempts() {
        return opened + failed.notEstablished();
    }

    public boolean isNothing() {
        return attempts() == 0 && failed.reset() == 0 && active == 0 && bytesSent == 0 && bytesReceived == 0;
    }

    public Traffic plus(Traffic more) {
        return new Traffic(
                opened + more.opened,
                closed + more.closed,
                active + more.active,
                failed.plus(more.failed),
                bytesSent + more.bytesSent,
                bytesReceived + more.bytesReceived,
                retransmits + more.retransmits,
                rtt.plus(more.rtt),
                connect.plus(more.connect),
                duration.plus(more.duration));
    }
}
