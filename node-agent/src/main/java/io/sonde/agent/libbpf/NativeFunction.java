// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * A native function that takes and gives numbers and addresses. All are called in one shape: for each shape the JVM makes
 * some ten classes at run time, and with one per signature they were 300 and took 3.5 MB. It can be one because the machines
 * that this runs on pass every argument as a word of 64 bits, and a function does not see what it does not ask for. Of a
 * result that is an int in C only the lower half counts: the caller casts.
 *
 * <p>Memory is given by its address: the caller keeps it alive until the call is over.
 */
final class NativeFunction {
    private static final Linker LINKER = Linker.nativeLinker();

    /** The first two are the function and where its error number is left; the last is for the one that has seven. */
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    private final MemorySegment address;

    private NativeFunction(MemorySegment address) {
        this.address = address;
    }

    static NativeFunction ofLibc(String name) {
        return of(LINKER.defaultLookup(), name);
    }

    static NativeFunction of(SymbolLookup library, String name) {
        return new NativeFunction(library.findOrThrow(name));
    }

    long call() {
        return call(0);
    }

    long call(long first) {
        return call(first, 0);
    }

    long call(long first, long second) {
        return call(first, second, 0);
    }

    long call(long first, long second, long third) {
        return call(first, second, third, 0);
    }

    long call(long first, long second, long third, long fourth) {
        return call(first, second, third, fourth, 0);
    }

    long call(long first, long second, long third, long fourth, long fifth) {
        return call(first, second, third, fourth, fifth, 0);
    }

    /** A seventh, where a function has one, is 0. */
    long call(long first, long second, long third, long fourth, long fifth, long sixth) {
        try {
            return (long) CALL.invokeExact(address, Errno.slot(), first, second, third, fourth, fifth, sixth, 0L);
        } catch (Throwable broken) {
            throw new IllegalStateException("BUG: native call with the wrong types", broken);
        }
    }
}
