// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** Is shown every process that moved bytes on TCP sockets by io_uring. */
@FunctionalInterface
public interface RingVisitor {
    /** @param operations since it was first seen to */
    void visit(int pid, long operations);
}
