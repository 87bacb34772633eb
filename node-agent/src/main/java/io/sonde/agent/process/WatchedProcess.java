// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.service.Program;
import io.sonde.agent.service.Service;
import org.jspecify.annotations.Nullable;

/** A process that runs or ended a moment ago, and the service that it belongs to. */
final class WatchedProcess {
    private static final long RUNNING = Long.MIN_VALUE;

    private final int pid;
    private Service service;
    private Program program;
    private @Nullable PublishedPort published;
    private @Nullable Service behind;
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

    /** Where it hands its connections on to; null where it does not. */
    @Nullable
    PublishedPort published() {
        return published;
    }

    void publishes(@Nullable PublishedPort port) {
        published = port;
        answersFor(null);
    }

    /** Whose its connections are: another's, where it only hands them on. */
    Service ownerOfSockets() {
        return behind == null ? service : behind;
    }

    void answersFor(@Nullable Service other) {
        if (other != null) {
            other.retain();
        }
        if (behind != null) {
            behind.release();
        }
        behind = other;
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
        answersFor(null);
        service.release();
    }
}
