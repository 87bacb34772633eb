// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the processor of a service is, that it was not before: frames that take a larger share of its samples. Of frames that grew
 * alike, since they call each other, the deepest is named; what is left without its stacks is looked at again.
 */
final class ProfileScorer {
    /** With fewer samples a share is not known. */
    private static final long LEAST_SAMPLES = 100;

    private static final double LEAST_GROWTH = .1;

    /** Samples come in bursts: whoever is met once is met again a moment later. */
    private static final double DISPERSION = 2;

    private static final double LEAST_CERTAINTY = .3;

    /** Who grew by this share of the most is the same change, seen from further out. */
    private static final double ALIKE = .9;

    private static final int MOST_FRAMES = 3;

    private final String service;
    private final Map<List<String>, Long> before;
    private final Map<List<String>, Long> now;
    private final double ofBefore;
    private final double ofNow;

    private record Frame(String name, double withBefore, double withNow, double depth) {
        private static Frame plus(Frame one, Frame other) {
            return new Frame(
                    one.name,
                    one.withBefore + other.withBefore,
                    one.withNow + other.withNow,
                    Math.max(one.depth, other.depth));
        }
    }

    private ProfileScorer(Vitals.Profile profile) {
        service = profile.service();
        before = new HashMap<>(profile.before());
        now = new HashMap<>(profile.now());
        ofBefore = samples(before);
        ofNow = samples(now);
    }

    static List<Finding> findings(Incident incident) {
        List<Finding> findings = new ArrayList<>();
        for (Vitals.Profile profile : incident.signals().metrics().vitals().profiles()) {
            findings.addAll(new ProfileScorer(profile).findings());
        }
        return findings;
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (ofBefore < LEAST_SAMPLES || ofNow < LEAST_SAMPLES) {
            return findings;
        }
        Frame frame = grown();
        while (frame != null && findings.size() < MOST_FRAMES) {
            findings.add(finding(frame));
            String name = frame.name;
            before.keySet().removeIf(stack -> stack.contains(name));
            now.keySet().removeIf(stack -> stack.contains(name));
            frame = grown();
        }
        return findings;
    }

    private static double samples(Map<List<String>, Long> stacks) {
        return stacks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The deepest of those that grew most; null where none did beyond chance. */
    private @Nullable Frame grown() {
        Map<String, Frame> frames = new TreeMap<>();
        before.forEach((stack, count) -> add(frames, stack, count, 0));
        now.forEach((stack, count) -> add(frames, stack, 0, count));
        List<Frame> grown = frames.values().stream()
                .filter(frame -> growth(frame) >= LEAST_GROWTH && rates(frame).certainty() >= LEAST_CERTAINTY)
                .toList();
        double most = grown.stream().mapToDouble(this::growth).max().orElse(0);
        Frame deepest = null;
        for (Frame frame : grown) {
            if (growth(frame) >= ALIKE * most && (deepest == null || frame.depth > deepest.depth)) {
                deepest = frame;
            }
        }
        return deepest;
    }

    /** A frame that calls itself counts once. */
    private static void add(Map<String, Frame> frames, List<String> stack, long before, long now) {
        for (String name : new TreeSet<>(stack)) {
            frames.merge(name, new Frame(name, before, now, stack.lastIndexOf(name)), Frame::plus);
        }
    }

    private Rates rates(Frame frame) {
        return new Rates(frame.withBefore, ofBefore, frame.withNow, ofNow, DISPERSION);
    }

    private double growth(Frame frame) {
        return rates(frame).now() - rates(frame).before();
    }

    private Finding finding(Frame frame) {
        Rates rates = rates(frame);
        String sentence = Sentence.of(
                "%s %% -> %s %% of its processor time is spent in %s (%.0f of %.0f -> %.0f of %.0f samples)",
                Told.percent(rates.before()),
                Told.percent(rates.now()),
                frame.name,
                frame.withBefore,
                ofBefore,
                frame.withNow,
                ofNow);
        return new Finding(service, Part.PROFILE, FaultKind.CODE, rates.value(), sentence, frame.name);
    }
}
