// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/** Makes method handles of a library's functions; each takes {@link Errno#slot()} before its own arguments. */
final class Downcalls {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");

    private final SymbolLookup library;

    Downcalls(SymbolLookup library) {
        this.library = library;
    }

    static Downcalls ofLibc() {
        return new Downcalls(LINKER.defaultLookup());
    }

    MethodHandle bind(String name, MemoryLayout result, MemoryLayout... parameters) {
        return bind(name, FunctionDescriptor.of(result, parameters));
    }

    MethodHandle bindVoid(String name, MemoryLayout... parameters) {
        return bind(name, FunctionDescriptor.ofVoid(parameters));
    }

    /** @param fixed how many parameters stand before the variable ones */
    MethodHandle bindVariadic(String name, int fixed, MemoryLayout result, MemoryLayout... parameters) {
        FunctionDescriptor type = FunctionDescriptor.of(result, parameters);
        return LINKER.downcallHandle(library.findOrThrow(name), type, CAPTURE, Linker.Option.firstVariadicArg(fixed));
    }

    private MethodHandle bind(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(library.findOrThrow(name), type, CAPTURE);
    }

    interface PointerCall {
        MemorySegment run() throws Throwable;
    }

    interface IntCall {
        int run() throws Throwable;
    }

    interface LongCall {
        long run() throws Throwable;
    }

    interface VoidCall {
        void run() throws Throwable;
    }

    static MemorySegment pointer(PointerCall call) {
        try {
            return call.run();
        } catch (Throwable broken) {
            throw mistake(broken);
        }
    }

    static int number(IntCall call) {
        try {
            return call.run();
        } catch (Throwable broken) {
            throw mistake(broken);
        }
    }

    static long longNumber(LongCall call) {
        try {
            return call.run();
        } catch (Throwable broken) {
            throw mistake(broken);
        }
    }

    static void nothing(VoidCall call) {
        try {
            call.run();
        } catch (Throwable broken) {
            throw mistake(broken);
        }
    }

    /** A native function throws nothing: only a handle called with other types does. */
    private static IllegalStateException mistake(Throwable broken) {
        return new IllegalStateException("BUG: native call with the wrong types", broken);
    }
}
