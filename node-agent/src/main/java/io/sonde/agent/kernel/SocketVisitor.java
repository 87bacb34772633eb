// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** Is shown every TCP socket of every process, once per process that holds it. */
@FunctionalInterface
public interface SocketVisitor {
    void visit(SocketRecord socket);
}
