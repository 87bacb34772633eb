// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.rca.Explanation.Moment;
import io.sonde.diagnosis.rca.Explanation.Suspect;
import io.sonde.diagnosis.world.ServiceCourse;
import io.sonde.diagnosis.world.ServiceCourse.Figure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What happened when: when the evidence began, processes came and went, and the service that was asked about was hurt. */
final class Storyline {
    private static final int MOST_MOMENTS = 40;

    /** A measure has left its past once it is half-way to what it became. */
    private static final double HALF_WAY = .5;

    private final Scene scene;
    private final List<Moment> moments = new ArrayList<>();

    Storyline(Scene scene, List<Suspect> suspects) {
        this.scene = scene;
        suspects.forEach(suspect -> suspect.evidence().forEach(finding -> onset(suspect, finding)));
        scene.course().services().values().stream()
                .filter(service -> scene.concerns(service.id()) && service.listens())
                .forEach(this::processes);
        hurt();
        moments.sort(Comparator.comparing(Moment::time).thenComparing(Moment::sentence));
    }

    /** The earliest first. */
    List<Moment> moments() {
        List<Moment> distinct = moments.stream().distinct().toList();
        return distinct.size() <= MOST_MOMENTS ? distinct : distinct.subList(0, MOST_MOMENTS);
    }

    /** When the service that was asked about was first plainly hurt. */
    OptionalInt firstHurt() {
        return scene.hurt().stream().mapToInt(Integer::intValue).min();
    }

    private void onset(Suspect suspect, Finding finding) {
        Began began = finding.began();
        if (began != null) {
            String exactly = " (give or take " + Told.seconds(began.tolerance().toMillis() / 1e3) + ").";
            add(suspect, began.at(), finding.sentence() + (finding.part() == Part.ORDER ? "." : exactly));
            return;
        }
        Measured measured = finding.measured();
        if (measured == null || measured.before() == null || measured.after() == null) {
            return;
        }
        double before = measured.before();
        double way = measured.after() - before;
        Points points = measured.points();
        for (int i = 0; i < points.size(); i++) {
            boolean isTrouble = points.millis(i) >= scene.course().steps().troubleMillis();
            if (isTrouble && way != 0 && (points.value(i) - before) / way >= HALF_WAY) {
                add(suspect, Instant.ofEpochMilli(points.millis(i)), finding.sentence() + ".");
                return;
            }
        }
    }

    private void add(Suspect suspect, Instant time, String sentence) {
        moments.add(new Moment(
                time,
                suspect.link() == null ? suspect.id() : suspect.link().callee(),
                suspect.name() + ": " + sentence));
    }

    private void processes(ServiceCourse service) {
        if (ProcessScorer.ended(service, scene) == 0) {
            return;
        }
        IntStream.of(scene.during()).forEach(step -> {
            count(service, step, ProcessScorer.endedIn(service, step), "ended, not by itself");
            count(service, step, service.at(Figure.STARTED, step), "started");
        });
    }

    private void count(ServiceCourse service, int step, long count, String what) {
        if (count > 0) {
            String sentence = count == 1
                    ? "1 process of %s %s.".formatted(service.name(), what)
                    : "%d processes of %s %s.".formatted(count, service.name(), what);
            moments.add(new Moment(scene.course().steps().start(step), service.id(), sentence));
        }
    }

    private void hurt() {
        OptionalInt first = firstHurt();
        if (first.isEmpty()) {
            return;
        }
        String name = scene.name(scene.asked());
        moments.add(new Moment(
                scene.course().steps().start(first.getAsInt()),
                scene.asked(),
                "%s is hurt: %s.".formatted(name, Harm.told(scene))));
        int last = scene.hurt().getLast();
        int end = scene.during()[scene.during().length - 1];
        if (end - last > 2) {
            moments.add(
                    new Moment(scene.course().steps().start(last + 1), scene.asked(), name + " is as before again."));
        }
    }
}
