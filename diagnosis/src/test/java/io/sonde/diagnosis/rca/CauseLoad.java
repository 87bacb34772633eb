// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import io.sonde.diagnosis.world.Course;
import io.sonde.diagnosis.world.LiveView;
import io.sonde.diagnosis.world.Steps;
import io.sonde.diagnosis.world.Window;
import io.sonde.diagnosis.world.WorldLoad;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** What it costs to ask for a cause in an invented world in which all is slow for the last five minutes: run {@link #main} with services, edges per service and minutes. */
public final class CauseLoad {
    private static final int ROUNDS = 15;
    private static final int WARM_UP = 5;
    private static final int STEPS_PER_MINUTE = 6;
    private static final long TROUBLE_MILLIS = 300_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private CauseLoad() {}

    public static void main(String[] arguments) {
        int services = Integer.parseInt(arguments[0]);
        int edges = Integer.parseInt(arguments[1]);
        int steps = Integer.parseInt(arguments[2]) * STEPS_PER_MINUTE;
        LiveView view = new WorldLoad(services, edges, 1)
                .history(steps, (int) (TROUBLE_MILLIS / Window.STEP_MILLIS))
                .view();
        long end = WorldLoad.endMillis(steps);
        long past = steps * Window.STEP_MILLIS - TROUBLE_MILLIS;
        Steps asked = Steps.of(new Window(end - TROUBLE_MILLIS, end), past);
        ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
        double[] courseMillis = new double[ROUNDS];
        double[] allMillis = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = cpu.getCurrentThreadCpuTime();
            Course course = view.course(asked);
            long read = cpu.getCurrentThreadCpuTime();
            Incident incident = CourseIncident.of(course, "service-1~load");
            Explanation explanation = Explainer.explain(incident, new CauseFinder().find(incident));
            long told = cpu.getCurrentThreadCpuTime();
            if (explanation.conclusion() == Answer.Conclusion.NO_FAULT) {
                throw new IllegalStateException("BUG: everything is slow in this world");
            }
            if (round >= 0) {
                courseMillis[round] = (read - start) / NANOS_PER_MILLI;
                allMillis[round] = (told - start) / NANOS_PER_MILLI;
            }
        }
        Arrays.sort(courseMillis);
        Arrays.sort(allMillis);
        System.out.printf(
                "%d services, %d edges each, %d steps: %.0f ms of processor (most: %.0f), of which reading %.0f ms%n",
                services, edges, asked.count(), allMillis[ROUNDS / 2], allMillis[ROUNDS - 1], courseMillis[ROUNDS / 2]);
    }
}
