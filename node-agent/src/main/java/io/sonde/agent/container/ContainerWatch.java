// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.container;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;

/** What the thread that reads events has to do with containers: it tells their groups and hands on who was seen in which. */
public final class ContainerWatch {
    private static final Set<String> RUNTIMES = Set.of("runc", "crun", "youki");

    private static final Set<String> MAKING = Set.of("run", "create");

    private final NamedContainers named;
    private final ObjIntConsumer<String> seen;
    private final Consumer<String> killed;
    private final Consumer<String> runtimeRoot;

    /**
     * @param seen takes a container's id and a process in it
     * @param killed takes the id of one of which a process was killed
     * @param runtimeRoot takes a directory that a runtime was told to write its notes to
     */
    public ContainerWatch(
            NamedContainers named, ObjIntConsumer<String> seen, Consumer<String> killed, Consumer<String> runtimeRoot) {
        this.named = named;
        this.seen = seen;
        this.killed = killed;
        this.runtimeRoot = runtimeRoot;
    }

    /** Knows ids and units only and tells nobody. */
    public static ContainerWatch ofNobody() {
        return new ContainerWatch(new NamedContainers(_ -> false), (_, _) -> {}, _ -> {}, _ -> {});
    }

    /** @param innermostFirst names of nested groups */
    public ControlGroup group(List<String> innermostFirst) {
        return ControlGroup.ofNames(innermostFirst, named::find);
    }

    /** @param text of {@code /proc/PID/cgroup} */
    public ControlGroup groupOfProcFile(String text) {
        return ControlGroup.ofProcFile(text, named::find);
    }

    public void joined(ControlGroup group, int pid) {
        if (!group.containerId().isEmpty()) {
            seen.accept(group.containerId(), pid);
        }
    }

    /** By a signal that no program can catch. */
    public void killed(String containerId) {
        if (!containerId.isEmpty()) {
            killed.accept(containerId);
        }
    }

    /**
     * A runtime says where it keeps its notes, and which container it makes, only when it is called.
     *
     * @param arguments the program's own name first, all that there were
     */
    public void executed(String executable, List<String> arguments) {
        if (!RUNTIMES.contains(executable)) {
            return;
        }
        boolean makes = false;
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            makes |= MAKING.contains(argument);
            if (argument.startsWith("--root=")) {
                runtimeRoot.accept(argument.substring("--root=".length()));
            } else if (argument.equals("--root") && i + 1 < arguments.size()) {
                runtimeRoot.accept(arguments.get(i + 1));
            }
        }
        if (makes && !arguments.getLast().startsWith("-")) {
            named.expect(arguments.getLast());
        }
    }
}
