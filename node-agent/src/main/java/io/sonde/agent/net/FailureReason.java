// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import java.util.List;
import java.util.Locale;

/** Why a connection failed, as {@code error.type} says it. */
public enum FailureReason {
    REFUSED(0),
    TIMED_OUT(1),
    UNREACHABLE(2),
    RESET(3),
    OTHER(4);

    /** In the order of their slots. */
    public static final List<FailureReason> ALL = List.of(values());

    private static final int NO_ERROR = 0;
    private static final int EPIPE = 32;
    private static final int ENETUNREACH = 101;
    private static final int ECONNRESET = 104;
    private static final int ETIMEDOUT = 110;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private final int slot;

    FailureReason(int slot) {
        this.slot = slot;
    }

    /** Place in an array of counts. */
    int slot() {
        return slot;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A program that closes before there is an answer gave up waiting: there is no error then. */
    static FailureReason ofConnect(int errno) {
        return switch (errno) {
            case ECONNREFUSED -> REFUSED;
            case ETIMEDOUT, NO_ERROR -> TIMED_OUT;
            case EHOSTUNREACH, ENETUNREACH -> UNREACHABLE;
            default -> OTHER;
        };
    }

    /** What ended an established connection before its time; asked only for an errno that is not 0. */
    static FailureReason ofEstablished(int errno) {
        return errno == ECONNRESET || errno == EPIPE ? RESET : OTHER;
    }
}
