// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.kernel;

/** Whether one probe of the kernel works, and why not; where it works, the reason says what it does not see all the same. */
public record ProbeStatus(String name, State state, String reason) {
    public enum State {
        ATTACHED,
        FAILED,
        OFF
    }

    public static ProbeStatus attached(String name) {
        return new ProbeStatus(name, State.ATTACHED, "");
    }

    /** The same; where it works, with what it does not see all the same. */
    public ProbeStatus withRemark(String remark) {
        return state == State.ATTACHED && !remark.isEmpty() ? new ProbeStatus(name, state, remark) : this;
    }

    public static ProbeStatus failed(String name, String reason) {
        return new ProbeStatus(name, State.FAILED, reason);
    }

    public static ProbeStatus off(String name, String reason) {
        return new ProbeStatus(name, State.OFF, reason);
    }
}
