// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** How long the map of many services takes to be answered, and how that grows with their number. */
final class MapScale implements Benchmark {
    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);
    private static final int EDGES_PER_SERVICE = 5;

    @Override
    public String name() {
        return "map-scale";
    }

    @Override
    public List<Figure> measure() throws IOException, InterruptedException, TimeoutException {
        List<Figure> figures = new ArrayList<>();
        measure(figures::addAll);
        return figures;
    }

    /** Size after size: the next takes as long as all before it together. */
    @Override
    public void measure(Consumer<List<Figure>> known) throws IOException, InterruptedException, TimeoutException {
        double before = 0;
        for (int i = 0; i < SIZES.size(); i++) {
            MapOfSize.Seen seen = new MapOfSize(SIZES.get(i), EDGES_PER_SERVICE).measure();
            List<Figure> figures = new ArrayList<>(seen.figures());
            if (i > 0) {
                figures.add(growth(SIZES.get(i - 1), SIZES.get(i), seen.answerMillis() / before));
            }
            known.accept(figures);
            before = seen.answerMillis();
        }
    }

    private static Figure growth(int from, int to, double times) {
        return new Figure(
                String.format(Locale.ROOT, "Map: growth, %,d → %,d services", from, to),
                String.format(Locale.ROOT, "%.1f", times),
                "times",
                "how much longer the map of ten times as many services takes");
    }
}
