// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** A TCP socket that a process held at the time of a walk. Valid only inside the call. */
public interface SocketRecord extends TcpSocket {
    /** The kernel's TCP state: 1 is established, 10 listening. */
    int state();

    boolean listening();

    boolean established();
}
