// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

/** What only applications, runtimes and collectors can tell, not every one of which does. */
public enum Sight {
    CONTAINER_MEMORY("the memory of containers"),
    GARBAGE("the garbage and heaps of JVMs"),
    POOLS("waiting for pools of connections"),
    LOOK_UPS("what programs say themselves of looking names up"),
    LOG_LINES("log lines"),
    DISKS("disks"),
    MEMORY_KILLS("kills for want of memory"),
    SPANS("spans of programs"),
    PROFILES("profiles");

    private final String text;

    Sight(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
