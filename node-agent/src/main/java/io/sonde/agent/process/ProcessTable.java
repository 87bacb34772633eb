// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.container.ContainerWatch;
import io.sonde.agent.container.ControlGroup;
import io.sonde.agent.kernel.ProcessEvent;
import io.sonde.agent.service.Origin;
import io.sonde.agent.service.Outcome;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.service.ServiceTable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows for each process which service it belongs to, also for a while after it ended. The agent's own process is left
 * out. One thread only.
 */
public final class ProcessTable {
    /** The kernel's, for want of memory, or somebody's. */
    private static final int SIGKILL = 9;

    private static final Program NAMELESS = new Program("unknown", "", Program.UNKNOWN_KIND);
    private static final ServiceIdentity UNKNOWN = new ServiceIdentity("unknown", Origin.PROCESS, "");

    private final ProcDirectory proc;
    private final ServiceTable services;
    private final ProgramNaming naming = new ProgramNaming();
    private final ContainerWatch containers;
    private final PidTable table;
    private final int ownPid;
    private long unknown;
    /** Whether there was any: nobody else is asked for it then. */
    private boolean anyPublishes;

    public ProcessTable(
            ProcessLimits limits, ProcDirectory proc, ServiceTable services, ContainerWatch containers, int ownPid) {
        this.table = new PidTable(limits);
        this.proc = proc;
        this.services = services;
        this.containers = containers;
        this.ownPid = ownPid;
    }

    public void started(ProcessEvent event) {
        if (event.pid() == ownPid) {
            return;
        }
        WatchedProcess process = table.get(event.pid());
        Program program = program(event, process);
        containers.executed(program.executable(), ExecArguments.complete(event.arguments()));
        Service service = service(event.pid(), containers.group(event.cgroupNames()), program);
        service.processStarted();
        if (process == null) {
            process = table.add(event.pid(), service, program);
        } else {
            process.become(service, program);
        }
        publishes(process, PublishedPort.of(event.filename(), ExecArguments.complete(event.arguments())));
    }

    public void forked(ProcessEvent event) {
        if (event.pid() == ownPid || event.parentPid() == ownPid) {
            return;
        }
        WatchedProcess parent = known(event.parentPid());
        if (parent != null) {
            table.replace(event.pid(), parent.service(), parent.program());
        }
    }

    public void exited(ProcessEvent event) {
        WatchedProcess process = table.get(event.pid());
        if (process != null && process.running()) {
            process.service().processExited(Outcome.of(event.exitCode(), event.exitSignal()));
            if (event.exitSignal() == SIGKILL) {
                containers.killed(process.service().identity().containerId());
            }
            table.ended(process, event.timeNanos());
        }
    }

    private void publishes(WatchedProcess process, @Nullable PublishedPort port) {
        if (port != null || process.published() != null) {
            process.publishes(port);
            anyPublishes = true;
        }
    }

    /** Where this process hands its connections on to; null for nearly all of them. */
    public @Nullable PublishedPort published(int pid) {
        WatchedProcess process = anyPublishes ? known(pid) : null;
        return process == null ? null : process.published();
    }

    public boolean anyPublishes() {
        return anyPublishes;
    }

    /** From now on the connections of this process are those of the service that it hands them on to. */
    public void answersFor(int pid, Service service) {
        WatchedProcess process = table.get(pid);
        if (process != null && process.published() != null && process.ownerOfSockets() != service) {
            process.answersFor(service);
        }
    }

    /** Whose the sockets of a process are; one called "unknown" for a process that nobody saw and that is gone. */
    public Service serviceOf(int pid) {
        WatchedProcess process = known(pid);
        if (process != null) {
            return process.ownerOfSockets();
        }
        unknown++;
        return services.of(UNKNOWN, NAMELESS);
    }

    /** The service of a process; null where nobody saw it and it is gone. */
    public @Nullable Service findService(int pid) {
        WatchedProcess process = known(pid);
        return process == null ? null : process.service();
    }

    /** Compares with {@code /proc}: adds what was missed, and ends what is gone without a word. */
    public void scan(long nowNanos) {
        proc.pids().forEach(this::known);
        table.endAll(process -> !proc.exists(process.pid()), nowNanos);
    }

    public void forgetEnded(long nowNanos) {
        table.forgetEnded(nowNanos);
    }

    public int size() {
        return table.size();
    }

    public int limit() {
        return table.limit();
    }

    /** Processes that found no place in the table. */
    public long overflows() {
        return table.overflows();
    }

    /** Times that the owner of a socket could not be told. */
    public long unknownOwners() {
        return unknown;
    }

    private @Nullable WatchedProcess known(int pid) {
        WatchedProcess process = table.get(pid);
        if (process != null || pid == ownPid || pid <= 0) {
            return process;
        }
        return proc.read(pid).map(facts -> add(pid, facts)).orElse(null);
    }

    private WatchedProcess add(int pid, ProcessFacts facts) {
        Program program = naming.of(facts.executable(), facts.arguments());
        WatchedProcess added = table.add(pid, service(pid, facts.group(), program), program);
        publishes(added, PublishedPort.of(facts.executable(), facts.arguments()));
        return added;
    }

    private Service service(int pid, ControlGroup group, Program program) {
        containers.joined(group, pid);
        return services.of(group.identity(program), program);
    }

    private Program program(ProcessEvent event, @Nullable WatchedProcess before) {
        if (event.filename().equals("/proc/self/exe") && before != null) {
            return naming.of(before.program().executable(), event.arguments());
        }
        List<String> complete = ExecArguments.complete(event.arguments());
        Program program = naming.ofExec(event.filename(), complete);
        boolean cut = complete.size() < event.arguments().size();
        return cut && naming.isBareInterpreter(program) ? withAllArguments(event.pid(), program) : program;
    }

    /** Long class paths do not fit into an event; the process that has one mostly still runs. */
    private Program withAllArguments(int pid, Program program) {
        return Optional.of(proc.arguments(pid))
                .filter(arguments -> !arguments.isEmpty())
                .map(arguments -> naming.of(program.executable(), arguments))
                .orElse(program);
    }
}
