// SPDX-License-Identifier: Apache-2.0
package io.sonde.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds the measurements; the measurements themselves are not made by tests. */
class BenchTest {
    private static final List<String> NAMES = List.of("ring-drain", "agent");

    @TempDir
    private Path dir;

    @Test
    void measuresEverythingUnlessToldOtherwise() {
        assertThat(NAMES).allMatch(Arguments.parse(List.of(), NAMES)::asksFor);
        assertThat(NAMES.stream().filter(Arguments.parse(List.of("--only", "agent"), NAMES)::asksFor))
                .containsExactly("agent");
    }

    @Test
    void namesWhatCanBeMeasuredWhenAskedForSomethingElse() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--only", "speed"), NAMES))
                .hasMessageContaining("NAME: ring-drain, agent");
    }

    @Test
    void takesTheOptionsOfTheAgentFromItsLauncher() throws IOException {
        List<String> options = JvmOptions.optionsOf(Path.of("..", "build", "launchers", "sonde-node-agent"));

        assertThat(options).contains("-XX:+UseSerialGC").noneMatch(option -> option.contains("AOTCache"));
    }

    @Test
    void takesTheMedian() {
        var samples = new Samples();
        List.of(5.0, 1.0, 3.0, 100.0).forEach(samples::add);

        assertThat(samples.text(1)).isEqualTo("4.0 (1.0–100.0)");
    }

    @Test
    void printsATableThatReadsWellInATerminal() {
        var table = Table.of(List.of(new Figure("Speed", "1,000 (900–1,100)", "points/s", "fast")));

        assertThat(table.markdown()).isEqualTo("""
                        | figure | median (range)    | unit     | how  |
                        |--------|-------------------|----------|------|
                        | Speed  | 1,000 (900–1,100) | points/s | fast |
                        """);
    }

    @Test
    void replacesOnlyTheFiguresAndTheGoalsOfThePage() throws IOException {
        Path page = Files.writeString(
                dir.resolve("performance.md"),
                String.join(
                        "\n",
                        "before",
                        PerformancePage.BEGIN,
                        "old",
                        PerformancePage.END,
                        "between",
                        PerformancePage.BEGIN_GOALS,
                        "old",
                        PerformancePage.END_GOALS,
                        "after\n"));

        PerformancePage.write(
                page,
                List.of(new Section("agent", "Measured.", List.of(new Figure("Speed", "1", "1/s", "new")))),
                "reached\n");

        assertThat(page)
                .content()
                .startsWith("before\n")
                .endsWith("\nafter\n")
                .contains("### agent", "| new |", "\nbetween\n", "\nreached\n")
                .doesNotContain("old");
    }

    @Test
    void readsItsFiguresBackFromThePage() throws IOException {
        List<Section> sections = List.of(
                new Section("ring-drain", "Measured yesterday.", List.of(new Figure("Speed", "2 (1–3)", "1/s", "how"))),
                new Section(
                        "agent",
                        "Measured today.",
                        List.of(new Figure("Size", "12.0", "MB", ""), Figure.missing("Age", "no clock"))));
        Path page = Files.writeString(
                dir.resolve("performance.md"),
                String.join(
                        "\n",
                        PerformancePage.BEGIN,
                        PerformancePage.END,
                        PerformancePage.BEGIN_GOALS,
                        PerformancePage.END_GOALS));

        PerformancePage.write(page, sections, "");

        assertThat(PerformancePage.read(page)).isEqualTo(sections);
    }

    @Test
    void refusesAPageWithoutAPlaceForFigures() throws IOException {
        Path page = Files.writeString(dir.resolve("performance.md"), "nothing");

        assertThatThrownBy(() -> PerformancePage.write(page, List.of(), "")).hasMessageContaining("figures: begin");
    }

    @Test
    void saysOfEachGoalWhetherItIsMetAndAsksForAReasonWhereNot() {
        var goals = new Goals(
                List.of(
                        new Goal("Speed", true, 1_000, "1/s"),
                        new Goal("Size", false, 1.5, "bytes"),
                        new Goal("Age", false, 1, "s"),
                        new Goal("Weight", false, 1, "kg")),
                List.of(
                        new Figure("Speed", "1,000 (900–1,100)", "1/s", ""),
                        new Figure("Size", "1.51", "bytes", ""),
                        new Figure("Age", "not measured", "", "")));

        assertThat(goals.markdown().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "| Speed | ≥ 1,000 1/s | 1,000 (900–1,100) | met |",
                        "| Size | ≤ 1.5 bytes | 1.51 | [missed](#goals-that-are-missed-and-why) |",
                        "| Weight | ≤ 1 kg | not measured | [missed](#goals-that-are-missed-and-why) |");
        assertThat(goals.unexplained("**Age** is old news\n" + Goals.NOTES + "\n- **Size**: too large"))
                .containsExactly("Age", "Weight");
    }

    @Test
    void thePageHasAPlaceForFiguresGoalsAndReasons() {
        assertThat(Path.of("..", "docs", "performance.md"))
                .content()
                .contains(
                        PerformancePage.BEGIN,
                        PerformancePage.END,
                        PerformancePage.BEGIN_GOALS,
                        PerformancePage.END_GOALS,
                        Goals.NOTES);
    }
}
