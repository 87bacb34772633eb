// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** The one call of the C library that is needed here. */
final class Libc {
    private static final MethodHandle EXIT = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(JAVA_INT));

    private Libc() {}

    /** Ends the process at once: libchdb's own exit code, which crashes while anything is open, does not run. */
    static void exitAtOnce(int code) {
        try {
            EXIT.invokeExact(code);
        } catch (Throwable e) {
            Runtime.getRuntime().halt(code);
        }
    }
}
