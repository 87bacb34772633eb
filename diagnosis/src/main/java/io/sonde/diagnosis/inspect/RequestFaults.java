// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import io.sonde.diagnosis.world.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong with answers by any standard, whatever was usual before: errors of the server itself, and none at all. What a
 * protocol calls an error, but may be what was asked for, is judged by its past alone.
 */
final class RequestFaults {
    /** A share of fewer says little. */
    private static final long LEAST_REQUESTS = 20;

    private static final long LEAST_FAULTS = 5;

    /** One in ten is felt by everybody, however often a client tries again. */
    private static final double WARNING_SHARE = 0.1;

    /** Some protocols have questions that nobody has to answer. */
    private static final double UNANSWERED_SHARE = 0.5;

    /** Half of many: for most who ask it does not work. */
    private static final double CRITICAL_SHARE = 0.5;

    private static final long MANY_REQUESTS = 50;

    /** Practically all: of these a few are enough. */
    private static final double ALL = 0.95;

    private static final String BLAME = " on its side";

    private RequestFaults() {}

    /**
     * The end of the window alone counts, where it has enough requests: what was wrong before may have been the fault of somebody
     * who is well again, and of whom nothing is known any more.
     *
     * @param target how the target is called in the sentences
     */
    static Verdict inspect(List<Requests> whole, List<Requests> recent, String target) {
        return isEnough(recent) ? inspect(recent, target).lately() : inspect(whole, target);
    }

    private static boolean isEnough(List<Requests> recent) {
        for (int i = 0; i < recent.size(); i++) {
            if (recent.get(i).count() >= LEAST_REQUESTS) {
                return true;
            }
        }
        return false;
    }

    private static Verdict inspect(List<Requests> byProtocol, String target) {
        Verdict verdict = Verdict.OK;
        for (int i = 0; i < byProtocol.size(); i++) {
            Requests requests = byProtocol.get(i);
            Status status = status(requests);
            if (status != Status.OK) {
                verdict = verdict.and(Verdict.of(status, sentence(requests, target)));
            }
        }
        return verdict;
    }

    static Status status(Requests requests) {
        long count = requests.count();
        long failed = requests.faults() + requests.unanswered();
        if (failed < LEAST_FAULTS || count < LEAST_REQUESTS) {
            return Status.OK;
        }
        boolean wrong = requests.faults() >= Math.max(LEAST_FAULTS, count * WARNING_SHARE)
                || requests.unanswered() >= count * UNANSWERED_SHARE;
        if (!wrong) {
            return Status.OK;
        }
        boolean most = failed >= count * CRITICAL_SHARE && count >= MANY_REQUESTS;
        return most || failed >= count * ALL ? Status.CRITICAL : Status.WARNING;
    }

    /** Whether so many of many fail that it does not work for most who ask. */
    static boolean isMost(long failed, long count) {
        return count >= MANY_REQUESTS && failed >= count * CRITICAL_SHARE;
    }

    private static String sentence(Requests requests, String target) {
        if (requests.faults() == 0) {
            return "%s of %s requests to %s are not answered (%d of %d)."
                    .formatted(
                            Share.of(requests.unanswered(), requests.count()),
                            requests.protocol(),
                            target,
                            requests.unanswered(),
                            requests.count());
        }
        return "%s of %s requests to %s fail%s (%d errors of the server and %d without an answer, of %d)."
                .formatted(
                        Share.of(requests.faults() + requests.unanswered(), requests.count()),
                        requests.protocol(),
                        target,
                        BLAME,
                        requests.faults(),
                        requests.unanswered(),
                        requests.count());
    }

    /** The sentence for who fails only because others do. */
    static String withoutBlame(String sentence) {
        return sentence.replace(BLAME, "");
    }

    /** Of several callers as one, by protocol; how long they took is left out. */
    static List<Requests> sum(List<List<Requests>> callers) {
        Map<String, Requests> sums = new TreeMap<>();
        for (List<Requests> ofCaller : callers) {
            for (Requests requests : ofCaller) {
                sums.merge(requests.protocol(), requests, Requests::plus);
            }
        }
        return new ArrayList<>(sums.values());
    }
}
