// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.ShopCourse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others tell beside what Sonde measures itself. */
class ToldVitalsTest {
    private static final List<String> SERVICES = List.of("nginx", "orders", "payments", "postgres");

    private static ShopCourse slowDatabase() {
        return new ShopCourse()
                .with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.7x200")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.8x100")
                .with("nginx payments http", "asks 10.0.0.3:8080 http ok=0.4x30")
                .with("orders payments http", "asks 10.0.0.3:8080 http ok=0.4x50")
                .with("orders postgres sql", "asks 10.0.0.4:5432 postgresql ok=0.3x150")
                .with("payments postgres sql", "asks 10.0.0.4:5432 postgresql ok=0.3x80");
    }

    private static ShopCourse refused() {
        return new ShopCourse()
                .with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.01x120 502=0.01x80")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.01x20 503=0.02x80")
                .with("orders payments", "connects 10.0.0.3:8080 refused=50")
                .with("orders payments http", "")
                .with("nginx payments", "connects 10.0.0.3:8080 refused=30")
                .with("nginx payments http", "");
    }

    /** The same number all the time, and another in the time of trouble. */
    private static Points points(Course course, double well, double bad) {
        long[] times =
                course.steps().starts().stream().mapToLong(Long::longValue).toArray();
        double[] values = new double[times.length];
        for (int step = 0; step < times.length; step++) {
            values[step] = course.steps().isTrouble(step) ? bad : well;
        }
        return Points.of(times, values);
    }

    private static Vitals series(List<Vitals.Series> series) {
        return new Vitals(series, List.of(), Set.of());
    }

    private static Vitals busyDisk(Course course) {
        return series(SERVICES.stream()
                .map(service -> new Vitals.Series(service, VitalSign.DISK_BUSY, points(course, .05, .98)))
                .toList());
    }

    private static Answer answer(Course course, Vitals vitals, List<Span> spans) {
        return new CauseFinder().find(CourseIncident.of(course, "nginx", vitals, spans));
    }

    @Test
    void aBusyDiskIsTheReasonOfWhoIsSlowByItself() {
        Course course = slowDatabase().course();

        Answer answer = answer(course, busyDisk(course), List.of());

        assertThat(answer.conclusion()).isEqualTo(Answer.Conclusion.CAUSE);
        assertThat(answer.ranked().getFirst().service()).isEqualTo("postgres");
        assertThat(answer.ranked().getFirst().kinds()).startsWith(FaultKind.DISK);
        assertThat(answer.ranked().getFirst().evidence())
                .extracting(Finding::sentence)
                .contains("the disk is busy 5 % -> 98 % of the time");
    }

    @Test
    void aBusyDiskAccusesNobodyWhoDoesWell() {
        Course course = refused().course();

        Answer answer = answer(course, busyDisk(course), List.of());

        assertThat(answer.ranked().getFirst().service()).isEqualTo("payments");
        assertThat(answer.ranked().getFirst().kinds()).first().isEqualTo(FaultKind.UNAVAILABLE);
        assertThat(answer.ranked().stream().flatMap(cause -> cause.evidence().stream()))
                .noneMatch(finding -> finding.kind() == FaultKind.DISK);
    }

    @Test
    void oneKillForWantOfMemoryIsEnough() {
        Course course = refused().course();
        long[] times =
                course.steps().starts().stream().mapToLong(Long::longValue).toArray();
        double[] kills = new double[times.length];
        kills[times.length - 4] = 1;

        Answer answer = answer(
                course,
                series(List.of(new Vitals.Series("payments", VitalSign.OOM_KILLS, Points.of(times, kills)))),
                List.of());

        assertThat(answer.ranked().getFirst().service()).isEqualTo("payments");
        assertThat(answer.ranked().getFirst().kinds()).first().isEqualTo(FaultKind.MEMORY);
        assertThat(answer.ranked().getFirst().evidence())
                .extracting(Finding::sentence)
                .contains("killed for want of memory: 1 of its processes (usually 0.0 in such a time)");
    }

    @Test
    void whoIsKilledForWantOfMemoryAllTheTimeIsNoNews() {
        Course course = refused().course();

        Answer answer = answer(
                course,
                series(List.of(new Vitals.Series("orders", VitalSign.OOM_KILLS, points(course, 1, 1)))),
                List.of());

        assertThat(answer.ranked().stream().flatMap(cause -> cause.evidence().stream()))
                .noneMatch(finding -> finding.part() == Part.VITALS);
    }

    /** Orders no longer asks for payments, and fails. */
    @Test
    void aCallThatAnOperationNoLongerMakesIsItsOwnDoing() {
        Course course = new ShopCourse()
                .with("shoppers nginx http", "asks 10.0.0.1:80 http ok=0.01x120 502=0.01x80")
                .with("nginx orders http", "asks 10.0.0.2:8080 http ok=0.01x20 503=0.01x80")
                .course();
        List<Span> spans = new ArrayList<>();
        for (long start : course.steps().starts()) {
            boolean bad = start >= course.steps().troubleMillis();
            for (int i = 0; i < 10; i++) {
                long trace = start + i;
                spans.add(span(trace, 1, 0, "orders", "POST /orders", start + i * 100L));
                if (!bad) {
                    spans.add(span(trace, 2, 1, "payments", "charge", start + i * 100L));
                }
            }
        }

        Answer answer = answer(course, Vitals.NONE, spans);

        assertThat(answer.ranked().getFirst().service()).isEqualTo("orders");
        assertThat(answer.ranked().getFirst().kinds()).first().isEqualTo(FaultKind.CODE);
        assertThat(answer.ranked().getFirst().evidence())
                .extracting(Finding::sentence)
                .anyMatch(said -> said.startsWith("calls of payments charge in"));
    }

    private static Span span(long trace, long id, long parent, String service, String operation, long millis) {
        return new Span(trace, id, parent, service, operation, new Span.Timing(millis * 1000L + id, 10_000L - id));
    }

    @Test
    void aProfileSaysWhereTheProcessorIsNow() {
        Course course = slowDatabase().course();
        var profile = new Vitals.Profile(
                "postgres",
                Map.of(List.of("main", "idle"), 900L, List.of("main", "query", "scan"), 100L),
                Map.of(List.of("main", "idle"), 200L, List.of("main", "query", "scan"), 800L));

        Answer answer = answer(
                course,
                new Vitals(List.of(), List.of(), Set.of(), List.of(), List.of(profile), Set.of(Sight.PROFILES)),
                List.of());

        assertThat(answer.ranked().getFirst().service()).isEqualTo("postgres");
        assertThat(answer.ranked().getFirst().evidence())
                .extracting(Finding::sentence)
                .contains("10 % -> 80 % of its processor time is spent in scan (100 of 1000 -> 800 of 1000 samples)");
    }
}
