// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** Both ends of a socket. IPv4 is v4-mapped IPv6 everywhere. A flyweight over kernel memory: copy what is needed later. */
public interface SocketEnds {
    /** First eight bytes of the local address, big-endian. */
    long localHigh();

    long localLow();

    long remoteHigh();

    long remoteLow();

    int localPort();

    int remotePort();

    /** Inode of the network namespace. */
    long networkNamespace();
}
