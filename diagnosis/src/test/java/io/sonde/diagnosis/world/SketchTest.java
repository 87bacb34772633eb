// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SketchTest {
    private static final int AGENTS_SCALE = 4;

    @Test
    void quantilesAreRightToAFewPercent() {
        var random = new Random(1);
        double[] seconds = random.doubles(10_000)
                .map(number -> 0.001 * Math.exp(3 * number))
                .sorted()
                .toArray();
        var sketch = new Sketch();
        Arrays.stream(seconds).forEach(each -> sketch.add(AGENTS_SCALE, index(each, AGENTS_SCALE), 1));

        assertThat(sketch.quantile(0.5)).isCloseTo(seconds[5_000], within(seconds[5_000] * 0.03));
        assertThat(sketch.quantile(0.99)).isCloseTo(seconds[9_900], within(seconds[9_900] * 0.05));
    }

    @ParameterizedTest
    @CsvSource({
        "20, -10000000, -77", // 0.00134 s
        "4, -130, -65",
        "4, -129, -65",
        "3, -65, -65",
        "2, -33, -65",
        "0, -9, -68",
        "4, -100000, -240",
        "4, 100000, 103",
        "-10, 0, 103"
    })
    void everyScaleIsUnderstood(int scale, int index, int bucket) {
        assertThat(Sketch.bucket(scale, index)).isEqualTo(bucket);
    }

    @Test
    void packedAndUnpackedItIsTheSame() {
        var cells = new Cells(0);
        cells.sketchOf(3).add(Sketch.LOWEST, 2);
        cells.sketchOf(3).add(-60, 300);
        cells.sketchOf(700).add(Sketch.HIGHEST, 1);

        var again = new Cells(0);
        PackedSketches.of(cells).addTo(again, subject -> subject != 700);
        PackedSketches.of(cells).addTo(again, _ -> true);

        assertThat(again.sketchOf(3).count(-60)).isEqualTo(600);
        assertThat(again.sketchOf(3).total()).isEqualTo(604);
        assertThat(again.sketchOf(700).total()).isEqualTo(1);
    }

    @Test
    void withoutValuesThereIsNoQuantile() {
        var sketch = new Sketch();
        sketch.add(-60, 4);
        sketch.clear();

        assertThat(sketch.quantile(0.5)).isNull();
    }

    /** After it was cleared its room stands elsewhere. */
    @Test
    void itsRoomMovesWithWhatIsAdded() {
        var sketch = new Sketch();
        sketch.add(-60, 4);
        sketch.clear();
        sketch.add(Sketch.LOWEST, 1);
        sketch.add(Sketch.HIGHEST, 1);
        sketch.add(0, 1);

        assertThat(sketch.lowest()).isEqualTo(Sketch.LOWEST);
        assertThat(sketch.highest()).isEqualTo(Sketch.HIGHEST);
        assertThat(sketch.quantile(0.5)).isCloseTo(1, within(0.1));
    }

    private static int index(double seconds, int scale) {
        return (int) Math.floor(Math.log(seconds) / Math.log(2) * (1 << scale));
    }
}
