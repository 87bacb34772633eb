// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.service.Program;
import io.sonde.agent.service.Service;

/** A process that runs or ended a moment ago, and the service that it belongs to. */
final class WatchedProcess {
    private static final long RUNNING = Long.MIN_VALUE;

    private final int pid;
    private Service service;
    private Program program;
    private long endedNanos = RUNNING;

    WatchedProcess(int pid, Service service, Program program) {
        this.pid = pid;
        this.service = service;
        this.program = program;
        service.retain();
        service.processJoined(program);
    }

    int pid() {
        return pid;
    }

    Service service() {
        return service;
    }

    Program program() {
        return program;
    }

    boolean running() {
        return endedNanos == RUNNING;
    }

    boolean endedBefore(long nanos) {
        return !running() && endedNanos - nanos < 0;
    }

    /** It executed another program, perhaps in another service. */
    void become(Service newService, Program newProgram) {
        if (running()) {
            service.processLeft();
        }
        endedNanos = RUNNING;
        newService.retain();
        service.release();
        service = newService;
        program = newProgram;
        service.processJoined(program);
    }

    void end(long nanos) {
        if (running()) {
            service.processLeft();
            endedNanos = nanos;
        }
    }

    /** Nobody will ask for it again. */
    void forget() {
        end(0);
        service.release();
    }
}
