// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.libbpf;

/** The kernel or libbpf refused something; the message is a reason for people. */
public final class BpfFailure extends Exception {
    private static final long serialVersionUID = 1;

    public BpfFailure(String reason) {
        super(reason);
    }

    /** The message without the null that its type allows. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    public static BpfFailure of(String what, int errno) {
        return new BpfFailure(what + ": " + Libc.errorText(errno));
    }
}
