// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.EnumSet;
import java.util.Set;

/** The parts of the analysis, so that each can be left out to see what it is worth. */
public enum Part {
    /** Processor and memory of a service against before. */
    USAGE(1),
    /** Excess seconds or errors of a service minus those of whom it calls. */
    FLOW(1),
    /** Where the spans of requests spend more time. */
    TIME(1),
    /** Calls that an operation no longer makes, or makes newly. */
    SHAPE(.8),
    /** What callers wait longer than the callee works, and calls that stopped, without spans. */
    EDGE(.8),
    /** Log lines lost or new, per request. */
    LOGS(.8),
    /** Frames of profiles that take a larger share. */
    PROFILE(.8),
    /** What people changed, and who complained first. */
    CHANGES(1),
    /** Numbers that say by themselves what is wrong. */
    VITALS(1),
    /** Waiting for what others hold. */
    WAITS(.8),
    /** What services in trouble stand on together. */
    SHARED(1),
    /** An alert comes late: it is looked at from the time on when things changed. */
    ONSET(0),
    /** Own excess seconds or errors as Sonde itself measures them, unless a deeper trouble of any kind explains them. */
    EXCESS(1),
    /** What happens to connections: refused, lost, reset, held; names that lead astray. */
    CONNECTIONS(1),
    /** Processes that ended or are new. */
    PROCESSES(1),
    /** Who asks for much more, and who takes the CPUs of others. */
    LOAD(1),
    /** Who began first comes before who is equally suspect. */
    ORDER(0),
    /** A caller counts less if whom it calls is in trouble too. */
    EXPLAIN(0),
    /** Of equals, the one farther from the user. */
    DEPTH(0);

    private final double trust;

    Part(double trust) {
        this.trust = trust;
    }

    /** How much a finding of this part counts beside the others'. */
    double trust() {
        return trust;
    }

    /** Whether it finds something of its own. */
    public boolean isScorer() {
        return trust > 0;
    }

    public static Set<Part> all() {
        return EnumSet.allOf(Part.class);
    }
}
