// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.EdgeCourse;
import io.sonde.diagnosis.world.ServiceCourse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How everything did, seen from the service whose users are hurt: which steps are compared with which, and who concerns it. */
final class Scene {
    /** A fault is often there before anybody asks: so many steps of a minute before it are neither side, if enough remain. */
    private static final long GUARD_MILLIS = 120_000;

    private static final int LEAST_HISTORY = 3;

    /** What a link between two services is called where it is a suspect of its own; no service has such an id. */
    private static final String LINK = "link:";

    private static final String BETWEEN = " > ";

    private final Course course;
    private final String asked;
    private int[] before;
    private int[] disturbed = new int[0];
    private final int[] during;
    private final int[] hurt;
    private final Set<String> concerned;
    private final Map<String, List<Line>> inbound = new HashMap<>();
    private final Map<String, List<Line>> outbound = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private Scene(Course course, String asked) {
        this.course = course;
        this.asked = asked;
        before = before(course);
        during = IntStream.range(0, course.steps().count())
                .filter(step -> course.isMeasured(step) && course.steps().isTrouble(step))
                .toArray();
        for (EdgeCourse edge : course.edges()) {
            var line = new Line(edge, this);
            lines.add(line);
            outbound.computeIfAbsent(edge.source(), _ -> new ArrayList<>()).add(line);
            inbound.computeIfAbsent(edge.target(), _ -> new ArrayList<>()).add(line);
        }
        hurt = HurtSteps.of(this);
        leaveOutDisturbed();
        concerned = reached();
    }

    static Scene of(Incident incident) {
        String asked = incident.symptom().service();
        return new Scene(incident.signals().course(), asked == null ? "" : asked);
    }

    static Scene of(Course course, String asked) {
        return new Scene(course, asked);
    }

    static String link(String source, String target) {
        return LINK + source + BETWEEN + target;
    }

    /** The two ends of a link; null for a service. */
    static @Nullable Call linkOf(String suspect) {
        int between = suspect.indexOf(BETWEEN);
        return !suspect.startsWith(LINK) || between < 0
                ? null
                : new Call(suspect.substring(LINK.length(), between), suspect.substring(between + BETWEEN.length()));
    }

    private static int[] before(Course course) {
        int[] all = IntStream.range(0, course.steps().count())
                .filter(step -> course.isMeasured(step) && !course.steps().isTrouble(step))
                .toArray();
        long guarded = course.steps().troubleMillis() - GUARD_MILLIS;
        int[] early = IntStream.of(all)
                .filter(step -> course.steps().step(step).toMillis() <= guarded)
                .toArray();
        return early.length >= Math.max(LEAST_HISTORY, all.length / 2) ? early : all;
    }

    /** Whoever was in trouble a while ago already is not compared with that, as long as half of the past remains. */
    private void leaveOutDisturbed() {
        int[] found = HurtSteps.earlier(this);
        int[] rest = IntStream.of(before)
                .filter(step -> IntStream.of(found).noneMatch(earlier -> earlier == step))
                .toArray();
        if (rest.length >= Math.max(LEAST_HISTORY, before.length / 2)) {
            before = rest;
            disturbed = found;
        }
    }

    private Set<String> reached() {
        Set<String> found = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(asked));
        while (!next.isEmpty()) {
            String service = next.removeLast();
            if (found.add(service)) {
                outbound(service).forEach(line -> next.add(line.target()));
            }
        }
        return found;
    }

    Course course() {
        return course;
    }

    String asked() {
        return asked;
    }

    /** Steps that were normal. */
    int[] before() {
        return before;
    }

    /** Steps before in which the service was in trouble too. */
    int[] disturbed() {
        return disturbed;
    }

    /** All measured steps of the time of trouble. */
    int[] during() {
        return during;
    }

    /** Those in which the service that was asked about is plainly hurt; none if it never is. */
    List<Integer> hurt() {
        return IntStream.of(hurt).boxed().toList();
    }

    /** The steps that are compared with the past: those in which it hurts; all of them where it never plainly does. */
    int[] now() {
        return hurt.length == 0 ? during : hurt;
    }

    /** Whether the service that was asked about was measured in half of the time of trouble at least. */
    boolean isSeen() {
        ServiceCourse service = course.service(asked);
        int first = course.steps().at(course.steps().troubleMillis());
        // The last step may still be on its way.
        int whole = Math.max(1, course.steps().count() - 1 - first);
        long seen = IntStream.of(during)
                .filter(step -> service != null
                        && (service.at(ServiceCourse.Figure.SEEN, step) > 0
                                || inbound(asked).stream().anyMatch(line -> line.asked(step) > 0)))
                .count();
        return seen * 2 >= whole;
    }

    /** A number of the past; NaN where there is none. */
    double ofPast(double number) {
        return before.length == 0 ? Double.NaN : number;
    }

    boolean hasPast() {
        return before.length >= LEAST_HISTORY;
    }

    /** Whether the service that was asked about is this one, or needs it, over any number of calls. */
    boolean concerns(String service) {
        return concerned.contains(service);
    }

    /** Every edge that ends at a service of concern. */
    List<Line> lines() {
        return lines.stream().filter(line -> concerns(line.target())).toList();
    }

    /** Every edge that ends at a service of concern, or at one that the asked service is called by, over any number of calls. */
    List<Line> linesAround() {
        Set<String> above = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(asked));
        while (!next.isEmpty()) {
            String service = next.removeLast();
            if (above.add(service)) {
                inbound(service).forEach(line -> next.add(line.source()));
            }
        }
        return lines.stream()
                .filter(line -> concerns(line.target()) || above.contains(line.target()))
                .toList();
    }

    List<Line> allLines() {
        return lines;
    }

    List<Line> inbound(String service) {
        return inbound.getOrDefault(service, List.of());
    }

    List<Line> outbound(String service) {
        return outbound.getOrDefault(service, List.of());
    }

    String name(String id) {
        ServiceCourse service = course.service(id);
        return service == null ? id : service.name();
    }

    String nameOfSuspect(String suspect) {
        Call link = linkOf(suspect);
        return link == null
                ? name(suspect)
                : "the network between " + name(link.caller()) + " and " + name(link.callee());
    }

    /** A sentence that ends with the id of a suspect. */
    String withNames(String sentence) {
        int last = sentence.lastIndexOf(": ");
        return last < 0 ? sentence : sentence.substring(0, last + 2) + nameOfSuspect(sentence.substring(last + 2));
    }

    double seconds(int step) {
        return course.seconds().get(step);
    }

    /** How long these steps were measured together. */
    double seconds(int[] steps) {
        return IntStream.of(steps).mapToDouble(this::seconds).sum();
    }

    /** How often a service is asked, by all together, against usual. */
    Demand demand(String service) {
        return Demand.of(inbound(service), this);
    }
}
