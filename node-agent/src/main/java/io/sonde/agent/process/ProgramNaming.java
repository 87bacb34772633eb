// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.process;

import io.sonde.agent.service.Program;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a program its name and kind. What a process writes over its own arguments does not count for its name. */
final class ProgramNaming {
    /** Programs that are told by their first argument what to be. */
    private static final Set<String> MANY_IN_ONE = Set.of("busybox", "toybox");

    private final ProgramKinds kinds = new ProgramKinds();

    /** @param executable name of the file that runs, without directories */
    Program of(String executable, List<String> arguments) {
        if (MANY_IN_ONE.contains(executable)
                && arguments.size() > 1
                && !arguments.get(1).startsWith("-")) {
            return ofApplet(executable, arguments.subList(1, arguments.size()));
        }
        Optional<String> script = Interpreters.script(executable, arguments);
        return script.map(name -> named(name, executable)).orElseGet(() -> named(canonical(executable), executable));
    }

    /** {@code busybox httpd} is no shell, and no other httpd either. */
    private Program ofApplet(String executable, List<String> arguments) {
        String applet = arguments.getFirst();
        Optional<String> script = Interpreters.script(applet, arguments);
        boolean shell = kinds.of(applet).equals(Program.SHELL_KIND);
        return new Program(script.orElse(applet), executable, shell ? Program.SHELL_KIND : Program.UNKNOWN_KIND);
    }

    /**
     * As exec was called. A script that is executed by its own path runs its interpreter; the kernel has then put that
     * interpreter in front of the arguments.
     *
     * @param filename as given to exec
     */
    Program ofExec(String filename, List<String> arguments) {
        String executable = Names.base(filename);
        String first = arguments.isEmpty() ? "" : Names.base(arguments.getFirst());
        if (isHandle(filename)) {
            return of(first.isEmpty() ? executable : first, arguments);
        }
        boolean script = !Interpreters.isInterpreter(executable)
                && Interpreters.isInterpreter(first)
                && arguments.lastIndexOf(filename) > 0;
        return script ? named(executable, first) : of(executable, arguments);
    }

    /** Whether more of the arguments might tell what an interpreter runs. */
    boolean isBareInterpreter(Program program) {
        return Interpreters.isInterpreter(program.executable())
                && program.name().equals(canonical(program.executable()));
    }

    private Program named(String name, String executable) {
        String kind = kinds.knows(name) ? kinds.of(name) : kinds.of(executable);
        return new Program(name, executable, kind);
    }

    /** {@code python3} and {@code python3.12} are the same program where only {@code python} is known. */
    private String canonical(String executable) {
        String bare = Names.withoutVersion(executable);
        return kinds.lists(bare) || Interpreters.isInterpreter(bare) ? bare : executable;
    }

    /** Programs that execute themselves again, or a file without a name, give a descriptor instead of a path. */
    private static boolean isHandle(String filename) {
        return filename.startsWith("/proc/self/") || filename.startsWith("/dev/fd/") || filename.isEmpty();
    }
}
