// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import java.util.List;

/** A copy of what a flyweight said, so that it can be looked at later. */
record SeenProcess(
        String what,
        int pid,
        int parentPid,
        String comm,
        String filename,
        List<String> arguments,
        long cgroupId,
        List<String> cgroupNames,
        int exitCode,
        int exitSignal) {

    static SeenProcess of(String what, ProcessEvent event) {
        return new SeenProcess(
                what,
                event.pid(),
                event.parentPid(),
                event.comm(),
                event.filename(),
                event.arguments(),
                event.cgroupId(),
                event.cgroupNames(),
                event.exitCode(),
                event.exitSignal());
    }
}
