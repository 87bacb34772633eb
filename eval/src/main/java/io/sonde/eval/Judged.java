// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.sonde.diagnosis.rca.Answer;
import io.sonde.diagnosis.rca.Cause;
import io.sonde.diagnosis.rca.Culprit;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.Symptom;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** A case with the answer that it got, and how long that took. */
record Judged(Case question, Answer answer, double seconds) {
    /** Paths are for people: counting needs none. */
    static final Symptom SYMPTOM_UNKNOWN = Symptom.UNKNOWN;

    boolean claims() {
        return answer.conclusion() == Answer.Conclusion.CAUSE
                && !answer.ranked().isEmpty();
    }

    /** The place of the true service, from 1; 0 if it is not claimed. */
    int servicePlace() {
        List<String> services =
                claims() ? answer.ranked().stream().map(Cause::service).toList() : List.of();
        Case.Truth truth = question.truth();
        return truth == null ? 0 : services.indexOf(truth.service()) + 1;
    }

    /** The place of service and kind together, among all pairs. */
    int kindPlace() {
        List<String> pairs = new ArrayList<>();
        if (claims()) {
            for (Cause cause : answer.ranked()) {
                var kinds = new LinkedHashSet<String>();
                cause.kinds().forEach(kind -> kinds.add(name(kind)));
                kinds.forEach(kind -> pairs.add(cause.service() + " " + kind));
            }
        }
        Case.Truth truth = question.truth();
        return truth == null ? 0 : pairs.indexOf(truth.service() + " " + truth.kind()) + 1;
    }

    JsonObject json() {
        var ranked = new JsonArray();
        for (Cause cause : answer.ranked()) {
            for (FaultKind kind : cause.kinds()) {
                ranked.add(entry(cause, kind));
            }
        }
        var json = new JsonObject();
        json.addProperty("dataset", question.dataset());
        json.addProperty("case", question.id());
        json.add("ranked", ranked);
        json.addProperty("verdict", answer.conclusion().name().toLowerCase(java.util.Locale.ROOT));
        json.addProperty("seconds", seconds);
        Answer.Change change = answer.change();
        if (change != null) {
            json.addProperty("commit", commit());
            var dragged = new JsonArray();
            change.dragged().forEach(dragged::add);
            json.add("blast_radius", dragged);
            json.addProperty("remediation", remediation(change.culprit().remedy()));
        }
        return json;
    }

    /** The change that is blamed, "none", or empty where nothing is known of changes. */
    String commit() {
        Answer.Change change = answer.change();
        return change == null
                ? ""
                : change.culprit().isChange() ? change.culprit().commit() : "none";
    }

    private static String remediation(Culprit.Remedy remedy) {
        return switch (remedy) {
            case ROLL_BACK -> "rollback";
            case ROLL_FORWARD -> "roll-forward";
            case REVERT_CONFIGURATION -> "config-revert";
            case SCALE -> "scale";
            case MOVE -> "reschedule";
            case PURGE_INPUT -> "purge-bad-data";
            case RENEW_CERTIFICATE, ASK_PROVIDER, FIX_NETWORK -> "none";
        };
    }

    private static JsonObject entry(Cause cause, FaultKind kind) {
        var entry = new JsonObject();
        entry.addProperty("service", cause.service());
        entry.addProperty("resource", name(kind));
        String operation =
                cause.evidence().isEmpty() ? null : cause.evidence().getFirst().operation();
        entry.add("operation", operation == null ? JsonNull.INSTANCE : new com.google.gson.JsonPrimitive(operation));
        entry.addProperty("confidence", cause.confidence());
        return entry;
    }

    /** As the scorers call it. */
    static String name(FaultKind kind) {
        return switch (kind) {
            case CPU, NOISY_NEIGHBOUR -> "cpu";
            case MEMORY, GC -> "mem";
            case DISK -> "disk";
            case NETWORK, NAME_SERVICE, NAMES -> "net";
            case LATENCY, LOCK -> "latency";
            case ERRORS, CERTIFICATE, EXTERNAL, UNAVAILABLE, CRASH, CLOSES_EARLY, NODE -> "errors";
            case CODE, INPUT, DEPLOYMENT, CONFIGURATION -> "code";
            case OVERLOAD, QUOTA, POOL, SURGE -> "load";
        };
    }
}
