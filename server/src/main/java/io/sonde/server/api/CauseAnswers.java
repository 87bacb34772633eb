// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import io.micronaut.core.naming.NameUtils;
import io.sonde.diagnosis.rca.Answer.Conclusion;
import io.sonde.diagnosis.rca.Call;
import io.sonde.diagnosis.rca.Explanation;
import io.sonde.diagnosis.rca.Explanation.Suspect;
import io.sonde.diagnosis.rca.FaultKind;
import io.sonde.diagnosis.rca.Finding;
import io.sonde.diagnosis.rca.Markdown;
import io.sonde.diagnosis.rca.Measured;
import io.sonde.diagnosis.rca.Points;
import io.sonde.diagnosis.world.ServiceCourse;
import io.sonde.diagnosis.world.Steps;
import io.sonde.diagnosis.world.Window;
import io.sonde.server.api.CandidateAnswer.EvidenceAnswer;
import io.sonde.server.api.CandidateAnswer.Infrastructure;
import io.sonde.server.api.CandidateAnswer.InfrastructureKind;
import io.sonde.server.api.CandidateAnswer.PathStep;
import io.sonde.server.api.CandidateAnswer.Relation;
import io.sonde.server.api.CandidateAnswer.SeriesAnswer;
import io.sonde.server.causes.Found;
import io.sonde.server.store.KeptCause;
import io.sonde.server.world.CourseReading.Basis;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts what was found into the shapes of the answers. */
final class CauseAnswers {
    private static final long MILLIS_PER_SECOND = 1000;

    /** More digits than anybody reads would make answers large. */
    private static final double DIGITS = 1e6;

    private final Found found;
    private final Explanation explanation;

    private CauseAnswers(Found found) {
        this.found = found;
        explanation = found.explanation();
    }

    static CauseAnswer answer(Found found) {
        return new CauseAnswers(found).answer();
    }

    private CauseAnswer answer() {
        Explanation.Report report = explanation.report();
        ServiceCourse service = found.course().service(found.service());
        Steps steps = found.course().steps();
        Window first = steps.step(steps.at(steps.troubleMillis()));
        return new CauseAnswer(
                found.id(),
                found.askedAt(),
                found.service(),
                service == null ? found.service() : service.name(),
                found.from(),
                found.to(),
                found.comparedFrom(),
                (first.toMillis() - first.fromMillis()) / MILLIS_PER_SECOND,
                basis(found.basis()),
                conclusion(explanation.conclusion()),
                explanation.suspects().stream().map(this::candidate).toList(),
                explanation.ruledOut().stream()
                        .map(each -> new CauseAnswer.RuledOut(each.service(), each.name(), each.why()))
                        .toList(),
                explanation.timeline().stream()
                        .map(each -> new CauseAnswer.Moment(each.time(), each.service(), each.sentence()))
                        .toList(),
                new CauseAnswer.ReportAnswer(
                        report.summary(),
                        report.timeline(),
                        report.observations(),
                        report.probableCause(),
                        report.ruledOut(),
                        report.nextSteps(),
                        Markdown.of(explanation)),
                explanation.notSeen());
    }

    private CandidateAnswer candidate(Suspect suspect) {
        Call link = suspect.link();
        List<String> kinds = suspect.kinds().stream().map(CauseAnswers::word).toList();
        return new CandidateAnswer(
                link == null ? suspect.id() : null,
                link == null ? null : new Infrastructure(InfrastructureKind.LINK, link.caller(), link.callee()),
                suspect.name(),
                kinds.getFirst(),
                kinds,
                rounded(suspect.confidence()),
                suspect.summary(),
                suspect.evidence().stream()
                        .map(finding -> evidence(suspect, finding))
                        .toList(),
                suspect.path().stream()
                        .map(step -> new PathStep(step.service(), step.name(), relation(step.relation())))
                        .toList(),
                suspect.fixes());
    }

    private EvidenceAnswer evidence(Suspect suspect, Finding finding) {
        Measured measured = finding.measured();
        String service = suspect.link() == null ? suspect.id() : suspect.link().callee();
        if (measured == null) {
            return new EvidenceAnswer(finding.sentence(), "", "", null, null, null, link(service));
        }
        return new EvidenceAnswer(
                finding.sentence(),
                measured.metric(),
                measured.unit(),
                rounded(measured.before()),
                rounded(measured.after()),
                series(measured.points()),
                link(service));
    }

    /** A page of the UI that shows the service in this time. */
    private String link(String service) {
        return "/services/%s?from=%s&to=%s"
                .formatted(
                        URLEncoder.encode(service, StandardCharsets.UTF_8).replace("+", "%20"),
                        found.from(),
                        found.to());
    }

    private static SeriesAnswer series(Points points) {
        List<Instant> times = new ArrayList<>(points.size());
        List<@Nullable Double> values = new ArrayList<>(points.size());
        for (int i = 0; i < points.size(); i++) {
            times.add(Instant.ofEpochMilli(points.millis(i)));
            values.add(rounded(points.value(i)));
        }
        return new SeriesAnswer(times, values);
    }

    /** What is kept of it beside the answer itself. */
    static KeptCause kept(Found found) {
        Explanation explanation = found.explanation();
        return new KeptCause(
                found.id(),
                found.askedAt(),
                found.service(),
                found.from(),
                found.to(),
                found.comparedFrom(),
                found.basis().name(),
                explanation.conclusion().name(),
                explanation.suspects().stream().map(Suspect::id).toList(),
                explanation.suspects().stream().map(Suspect::name).toList(),
                explanation.suspects().stream()
                        .map(suspect -> word(suspect.kinds().getFirst()))
                        .toList(),
                explanation.suspects().stream()
                        .map(suspect -> rounded(suspect.confidence()))
                        .toList(),
                explanation.report().summary());
    }

    static CausesAnswer.Kept inShort(KeptCause kept) {
        boolean none = kept.names().isEmpty();
        return new CausesAnswer.Kept(
                kept.id(),
                kept.askedAt(),
                kept.service(),
                kept.from(),
                kept.to(),
                basis(Basis.valueOf(kept.basis())),
                conclusion(Conclusion.valueOf(kept.conclusion())),
                none ? null : kept.names().getFirst(),
                none ? null : kept.kinds().getFirst(),
                none ? null : kept.confidences().getFirst(),
                kept.summary());
    }

    private static CauseAnswer.Basis basis(Basis basis) {
        return switch (basis) {
            case LIVE -> CauseAnswer.Basis.LIVE;
            case STORE -> CauseAnswer.Basis.STORE;
        };
    }

    private static CauseAnswer.Conclusion conclusion(Conclusion conclusion) {
        return switch (conclusion) {
            case CAUSE -> CauseAnswer.Conclusion.CAUSE;
            case INCONCLUSIVE -> CauseAnswer.Conclusion.INCONCLUSIVE;
            case NO_FAULT -> CauseAnswer.Conclusion.NO_FAULT;
        };
    }

    private static Relation relation(Explanation.Relation relation) {
        return switch (relation) {
            case ASKED -> Relation.ASKED;
            case CALLED -> Relation.CALLED;
            case CALLS -> Relation.CALLS;
            case SAME_NODE -> Relation.SAME_NODE;
        };
    }

    /** {@code nameService}. */
    static String word(FaultKind kind) {
        return NameUtils.camelCase(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null ? null : rounded(value.doubleValue());
    }

    private static double rounded(double value) {
        return Math.rint(value * DIGITS) / DIGITS;
    }
}
