// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/**
 * The calls of libbpf that the agent makes. Those that give a pointer give null and an errno when they fail, those
 * that give a number a negative errno (libbpf 1.x).
 */
public record LibBpf(
        MethodHandle openFile,
        MethodHandle load,
        MethodHandle closeObject,
        MethodHandle findProgram,
        MethodHandle findMap,
        MethodHandle setAutoload,
        MethodHandle attach,
        MethodHandle linkFile,
        MethodHandle destroyLink,
        MethodHandle createIterator,
        MethodHandle mapFile,
        MethodHandle setMaxEntries,
        MethodHandle reuseFile,
        MethodHandle initialValue,
        MethodHandle lookup,
        MethodHandle update,
        MethodHandle pinMap,
        MethodHandle pinLink,
        MethodHandle openLink,
        MethodHandle openPinned,
        MethodHandle lookupBatch,
        MethodHandle possibleCpus,
        MethodHandle objectInfo,
        MethodHandle programById,
        MethodHandle programFile) {

    private static final String LIBRARY = "libbpf.so.1";
    /** From 1.1 on log buffers, custom read-only sections and iterators behave as they are used here. */
    private static final int LEAST_MINOR = 1;

    /** Whether this host has the library. */
    public sealed interface Lookup {}

    public record Found(LibBpf library) implements Lookup {}

    public record Missing(String reason) implements Lookup {}

    public static Lookup find() {
        return find(LIBRARY);
    }

    static Lookup find(String name) {
        try {
            return bind(new Downcalls(SymbolLookup.libraryLookup(name, Arena.global())));
        } catch (IllegalArgumentException notThere) {
            return new Missing(name + " is not installed (Debian: libbpf1, Fedora: libbpf)");
        } catch (NoSuchElementException tooOld) {
            return new Missing(name + " lacks a function: " + tooOld.getMessage());
        }
    }

    private static Lookup bind(Downcalls library) {
        MethodHandle major = library.bind("libbpf_major_version", JAVA_INT);
        MethodHandle minor = library.bind("libbpf_minor_version", JAVA_INT);
        int majorVersion = Downcalls.number(() -> (int) major.invokeExact(Errno.slot()));
        int minorVersion = Downcalls.number(() -> (int) minor.invokeExact(Errno.slot()));
        if (majorVersion != 1 || minorVersion < LEAST_MINOR) {
            return new Missing("libbpf " + majorVersion + "." + minorVersion + " is too old: 1.1 is needed");
        }
        silence(library);
        return new Found(new LibBpf(
                library.bind("bpf_object__open_file", ADDRESS, ADDRESS, ADDRESS),
                library.bind("bpf_object__load", JAVA_INT, ADDRESS),
                library.bindVoid("bpf_object__close", ADDRESS),
                library.bind("bpf_object__find_program_by_name", ADDRESS, ADDRESS, ADDRESS),
                library.bind("bpf_object__find_map_by_name", ADDRESS, ADDRESS, ADDRESS),
                library.bind("bpf_program__set_autoload", JAVA_INT, ADDRESS, JAVA_BOOLEAN),
                library.bind("bpf_program__attach", ADDRESS, ADDRESS),
                library.bind("bpf_link__fd", JAVA_INT, ADDRESS),
                library.bind("bpf_link__destroy", JAVA_INT, ADDRESS),
                library.bind("bpf_iter_create", JAVA_INT, JAVA_INT),
                library.bind("bpf_map__fd", JAVA_INT, ADDRESS),
                library.bind("bpf_map__set_max_entries", JAVA_INT, ADDRESS, JAVA_INT),
                library.bind("bpf_map__reuse_fd", JAVA_INT, ADDRESS, JAVA_INT),
                library.bind("bpf_map__initial_value", ADDRESS, ADDRESS, ADDRESS),
                library.bind("bpf_map_lookup_elem", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
                library.bind("bpf_map_update_elem", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG),
                library.bind("bpf_map__pin", JAVA_INT, ADDRESS, ADDRESS),
                library.bind("bpf_link__pin", JAVA_INT, ADDRESS, ADDRESS),
                library.bind("bpf_link__open", ADDRESS, ADDRESS),
                library.bind("bpf_obj_get", JAVA_INT, ADDRESS),
                library.bind(
                        "bpf_map_lookup_batch",
                        JAVA_INT,
                        JAVA_INT,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS,
                        ADDRESS),
                library.bind("libbpf_num_possible_cpus", JAVA_INT),
                library.bind("bpf_obj_get_info_by_fd", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
                library.bind("bpf_prog_get_fd_by_id", JAVA_INT, JAVA_INT),
                library.bind("bpf_program__fd", JAVA_INT, ADDRESS)));
    }

    /** What it prints goes to nobody: the reasons that matter come back as values. */
    private static void silence(Downcalls library) {
        MethodHandle setPrint = library.bind("libbpf_set_print", ADDRESS, ADDRESS);
        MemorySegment ignored =
                Downcalls.pointer(() -> (MemorySegment) setPrint.invokeExact(Errno.slot(), MemorySegment.NULL));
    }

    public int cpus() {
        return Downcalls.number(() -> (int) possibleCpus.invokeExact(Errno.slot()));
    }
}
