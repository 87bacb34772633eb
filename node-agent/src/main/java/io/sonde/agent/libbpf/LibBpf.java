// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.NoSuchElementException;

/**
 * The calls of libbpf that the agent makes. Those that give a pointer give null and an errno when they fail, those
 * that give a number a negative errno (libbpf 1.x).
 */
public record LibBpf(
        NativeFunction openFile,
        NativeFunction load,
        NativeFunction closeObject,
        NativeFunction findProgram,
        NativeFunction findMap,
        NativeFunction setAutoload,
        NativeFunction attach,
        NativeFunction linkFile,
        NativeFunction destroyLink,
        NativeFunction createIterator,
        NativeFunction mapFile,
        NativeFunction setMaxEntries,
        NativeFunction reuseFile,
        NativeFunction initialValue,
        NativeFunction lookup,
        NativeFunction update,
        NativeFunction pinMap,
        NativeFunction pinLink,
        NativeFunction openLink,
        NativeFunction openPinned,
        NativeFunction lookupBatch,
        NativeFunction possibleCpus,
        NativeFunction objectInfo,
        NativeFunction programById,
        NativeFunction programFile) {

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
            return bind(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException notThere) {
            return new Missing(name + " is not installed (Debian: libbpf1, Fedora: libbpf)");
        } catch (NoSuchElementException tooOld) {
            return new Missing(name + " lacks a function: " + tooOld.getMessage());
        }
    }

    private static Lookup bind(SymbolLookup library) {
        NativeFunction major = NativeFunction.of(library, "libbpf_major_version");
        NativeFunction minor = NativeFunction.of(library, "libbpf_minor_version");
        int majorVersion = (int) major.call();
        int minorVersion = (int) minor.call();
        if (majorVersion != 1 || minorVersion < LEAST_MINOR) {
            return new Missing("libbpf " + majorVersion + "." + minorVersion + " is too old: 1.1 is needed");
        }
        silence(library);
        return new Found(new LibBpf(
                NativeFunction.of(library, "bpf_object__open_file"),
                NativeFunction.of(library, "bpf_object__load"),
                NativeFunction.of(library, "bpf_object__close"),
                NativeFunction.of(library, "bpf_object__find_program_by_name"),
                NativeFunction.of(library, "bpf_object__find_map_by_name"),
                NativeFunction.of(library, "bpf_program__set_autoload"),
                NativeFunction.of(library, "bpf_program__attach"),
                NativeFunction.of(library, "bpf_link__fd"),
                NativeFunction.of(library, "bpf_link__destroy"),
                NativeFunction.of(library, "bpf_iter_create"),
                NativeFunction.of(library, "bpf_map__fd"),
                NativeFunction.of(library, "bpf_map__set_max_entries"),
                NativeFunction.of(library, "bpf_map__reuse_fd"),
                NativeFunction.of(library, "bpf_map__initial_value"),
                NativeFunction.of(library, "bpf_map_lookup_elem"),
                NativeFunction.of(library, "bpf_map_update_elem"),
                NativeFunction.of(library, "bpf_map__pin"),
                NativeFunction.of(library, "bpf_link__pin"),
                NativeFunction.of(library, "bpf_link__open"),
                NativeFunction.of(library, "bpf_obj_get"),
                NativeFunction.of(library, "bpf_map_lookup_batch"),
                NativeFunction.of(library, "libbpf_num_possible_cpus"),
                NativeFunction.of(library, "bpf_obj_get_info_by_fd"),
                NativeFunction.of(library, "bpf_prog_get_fd_by_id"),
                NativeFunction.of(library, "bpf_program__fd")));
    }

    /** What it prints goes to nobody: the reasons that matter come back as values. */
    private static void silence(SymbolLookup library) {
        long ignored = NativeFunction.of(library, "libbpf_set_print").call(0);
    }

    public int cpus() {
        return (int) possibleCpus.call();
    }
}
