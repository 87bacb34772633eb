// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

/** Calls into native code. The handles declare every Throwable, but none can come: libchdb reports errors as values. */
final class Native {
    private Native() {}

    @FunctionalInterface
    interface Call<T> {
        T run() throws Throwable;
    }

    @FunctionalInterface
    interface Procedure {
        void run() throws Throwable;
    }

    static <T> T call(Call<T> call) {
        try {
            return call.run();
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("BUG: native call threw", e);
        }
    }

    static void run(Procedure procedure) {
        Native.<Boolean>call(() -> {
            procedure.run();
            return true;
        });
    }
}
