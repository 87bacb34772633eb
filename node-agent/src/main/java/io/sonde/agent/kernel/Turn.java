// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

import io.sonde.agent.libbpf.Libc;

/** Whom the kernel lets run first: what it is told about one thread. */
interface Turn {
    /** Before whom it comes. */
    enum Rank {
        /** After everybody: whoever wakes up takes its processor. */
        LAST,
        LIKE_OTHERS,
        FIRST
    }

    /** False where that is not allowed. */
    boolean take(Rank rank);

    /** Of the thread that is the first to take one; others may change it then. */
    final class OfThread implements Turn {
        /** Nice values. */
        private static final int BEFORE_OTHERS = -10;

        private static final int AS_OTHERS = 0;

        private volatile int thread;

        @Override
        public boolean take(Rank rank) {
            if (thread == 0) {
                thread = Libc.thread();
            }
            return switch (rank) {
                case LAST -> Libc.runLast(thread, true);
                case LIKE_OTHERS -> Libc.runLast(thread, false) && Libc.prefer(thread, AS_OTHERS);
                case FIRST -> Libc.runLast(thread, false) && Libc.prefer(thread, BEFORE_OTHERS);
            };
        }
    }
}
