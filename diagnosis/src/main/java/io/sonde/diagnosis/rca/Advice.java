// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.List;

/** What a kind of fault is called, and what to do about it at three in the morning. */
final class Advice {
    private Advice() {}

    /** Follows the name of a service. */
    static String says(FaultKind kind) {
        return switch (kind) {
            case CPU -> "has too little CPU for what it does";
            case MEMORY -> "takes far more memory than before";
            case NETWORK -> "is not reached over the network, or too slowly";
            case LATENCY -> "answers late by itself";
            case ERRORS -> "fails by itself";
            case CODE -> "does something else than before";
            case OVERLOAD -> "asks far more than before";
            case NOISY_NEIGHBOUR -> "takes the CPUs that others on its node need";
            case CERTIFICATE -> "has a certificate that is not valid";
            case EXTERNAL -> "is outside and does not answer as it did";
            case INPUT -> "is given input that it cannot work with";
            case NAME_SERVICE -> "answers wrongly, late or not at all where names are looked up";
            case QUOTA -> "has used up what it may use";
            case UNAVAILABLE -> "runs, but takes no connections";
            case CRASH -> "was killed or crashed";
            case CLOSES_EARLY -> "breaks connections off before it has answered";
            case POOL -> "holds all connections of a pool and gives none back";
            case DEPLOYMENT -> "runs something new";
            case CONFIGURATION -> "looks for others where they are not";
            case DISK -> "waits for a disk that is slow or busy";
            case GC -> "is busy collecting garbage";
            case LOCK -> "waits for locks";
            case NAMES -> "cannot look names up, or only slowly";
            case NODE -> "fails those who run on it";
            case SURGE -> "is asked far more than before";
        };
    }

    /** The first thing first. */
    static List<String> fixes(FaultKind kind, String name) {
        return switch (kind) {
            case CPU -> cpu(name);
            case MEMORY -> memory(name);
            case NETWORK -> network(name);
            case LATENCY -> latency(name);
            case ERRORS -> errors(name);
            case CODE -> List.of("Take the last change of " + name + " back, or switch its flag off.");
            case OVERLOAD -> overload(name);
            case NOISY_NEIGHBOUR ->
                List.of(
                        "Stop " + name + ", or give it a CPU limit or a smaller weight.",
                        "Move it to a node of its own.");
            case CERTIFICATE -> List.of("Renew the certificate of " + name + " and load it again.");
            case EXTERNAL ->
                List.of(
                        "Look at the status page of " + name + ", or ask who runs it.",
                        "Switch to a fallback, or fail fast, until it answers again.");
            case INPUT -> List.of("Keep the bad input away from " + name + ", and set aside what it cannot read.");
            case NAME_SERVICE ->
                List.of(
                        "Ask " + name + " for the name and compare the address with where the service really runs.",
                        "Put the record right, and let callers look the name up again (restart those that keep it).");
            case QUOTA -> List.of("Raise the quota of " + name + ", or use less of it.");
            case UNAVAILABLE -> unavailable(name);
            case CRASH ->
                List.of(
                        "Look whether " + name + " runs again; start it if it does not.",
                        "Find out who killed it: the kernel's log (out of memory), the orchestrator's events, its own"
                                + " log.");
            case CLOSES_EARLY ->
                List.of(
                        "Read the log of " + name + ": it takes connections and gives them up.",
                        "Restart it; if it was changed shortly before, take the change back.");
            case POOL -> pool(name);
            case DISK -> disk(name);
            case GC -> List.of("Give " + name + " a larger heap.", "Take a profile of what " + name + " allocates.");
            case LOCK -> List.of("Look who holds the locks that " + name + " waits for, and end the longest.");
            case NAMES -> List.of("Ask the name server of " + name + " yourself, and look at how busy it is.");
            case NODE -> List.of("Move what runs on " + name + " to other nodes, then look at its kernel's log.");
            case SURGE -> List.of("Run more copies of " + name + ".", "Limit how much may be asked.");
            case DEPLOYMENT -> List.of("Take " + name + " back to the version before.");
            case CONFIGURATION ->
                List.of("Compare the addresses in the configuration of " + name
                        + " with where the services really run.");
        };
    }

    private static List<String> network(String name) {
        return List.of(
                "Test the way: ping and a TCP connection from the caller's host to " + name + ".",
                "Look at routes, firewall rules and network policies that changed in this time.",
                "If one node is concerned alone, move the service off it.");
    }

    private static List<String> latency(String name) {
        return List.of(
                "Look at what " + name + " does in this time: its log, its slowest operations, locks it waits for.",
                "If it was changed shortly before, take the change back.",
                "Shorten the callers' timeouts so that they do not fill up with waiting requests.");
    }

    private static List<String> unavailable(String name) {
        return List.of(
                "Look whether " + name + " still listens on its port (ss -ltn on its host), and read its log.",
                "Restart " + name + " if it does not begin to listen by itself.",
                "If its port or its address was changed, take the change back.");
    }

    private static List<String> pool(String name) {
        return List.of(
                "Restart " + name + ": that gives its connections back.",
                "Look in its code for a connection that is taken and not given back on some path, often after an"
                        + " error.",
                "Give the pool a time after which a connection that is held is taken back.");
    }

    private static List<String> cpu(String name) {
        return List.of(
                "Give " + name + " more CPU (its limit, or another node), or run more copies of it.",
                "Take a profile of " + name + " to see what it computes.");
    }

    private static List<String> memory(String name) {
        return List.of(
                "Restart " + name + " if its memory comes near its limit: that buys time.",
                "Look for what grows: a cache, a queue, a result without a limit.");
    }

    private static List<String> errors(String name) {
        return List.of(
                "Read the log of " + name + " from this time on.",
                "If it was changed shortly before, take the change back.");
    }

    private static List<String> overload(String name) {
        return List.of(
                "Limit how much " + name + " may ask, or stop it if it should not.",
                "Run more copies of the services that it asks, where they are at their limit.");
    }

    private static List<String> disk(String name) {
        return List.of(
                "Look who else writes to or reads from the disk of " + name + ".",
                "Move " + name + " to a faster disk, or give it more.");
    }
}
