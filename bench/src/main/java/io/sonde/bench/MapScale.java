// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

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
        List<Double> medians = new ArrayList<>();
        for (int services : SIZES) {
            MapOfSize.Seen seen = new MapOfSize(services, EDGES_PER_SERVICE).measure();
            figures.addAll(seen.figures());
            // the next takes much longer: what is known so far is not lost when somebody gives up
            seen.figures()
                    .forEach(figure -> System.err.println(figure.what() + ": " + figure.value() + " " + figure.unit()));
            medians.add(seen.answerMillis());
        }
        for (int i = 1; i < SIZES.size(); i++) {
            figures.add(new Figure(
                    String.format(Locale.ROOT, "Map: growth, %,d → %,d services", SIZES.get(i - 1), SIZES.get(i)),
                    String.format(Locale.ROOT, "%.1f", medians.get(i) / medians.get(i - 1)),
                    "times",
                    "how much longer the map of ten times as many services takes"));
        }
        return figures;
    }
}
