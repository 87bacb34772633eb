// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.Requests;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that are wrong even if they always were. */
class RequestFaultsTest {
    private static final Requests BROKEN = requests("dns", 200, 200, 0);
    private static final Requests WELL = requests("dns", 200, 0, 0);

    @Test
    void aNameServerThatFailedFromTheBeginningIsCritical() {
        // Given
        var names = new Past().asks("shop", "named", BROKEN, BROKEN);

        // When
        Judged judged = names.judge();

        // Then
        String sentence =
                "100 % of dns requests to named fail on its side (200 errors of the server and 0 without an answer, of 200) in the last 20 s.";
        assertThat(judged.edges()).containsExactly("shop -> named: " + sentence);
        assertThat(judged.services()).containsExactly("named: " + sentence);
        assertThat(judged.of("named")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void whoFailsBecauseOthersDoIsNotNamed() {
        var names = new Past().asks("shop", "cache", BROKEN, BROKEN).asks("cache", "named", BROKEN, BROKEN);

        assertThat(names.judge().services())
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).startsWith("named: "));
    }

    @Test
    void whoAsksAnOutsiderThatFailsIsWarned() {
        Judged judged = new Past()
                .asks("cache", "external:192.0.2.53:53", BROKEN, BROKEN)
                .judge();

        assertThat(judged.of("cache")).isEqualTo(Status.WARNING);
        assertThat(judged.of("external:192.0.2.53:53")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void aServiceAnswersForTheSumOfItsCallers() {
        Judged judged = new Past()
                .asks("a", "named", BROKEN, BROKEN)
                .asks("b", "named", WELL, WELL)
                .asks("c", "named", WELL, WELL)
                .judge();

        assertThat(judged.of("named")).isEqualTo(Status.WARNING);
    }

    @Test
    void theEndOfTheWindowDecidesWhereItHasEnough() {
        Requests few = requests("dns", 19, 0, 0);

        assertThat(RequestFaults.inspect(List.of(BROKEN), List.of(WELL), "named"))
                .isEqualTo(Verdict.OK);
        assertThat(RequestFaults.inspect(List.of(BROKEN), List.of(few), "named").status())
                .isEqualTo(Status.CRITICAL);
    }

    /** What is an error in the protocol, but may be what was asked for. */
    @Test
    void namesThatDoNotExistAreNoFault() {
        Requests missing = new Requests("dns", 200, 200, 0, 0.01, 0.05);

        assertThat(new Past().asks("shop", "named", missing, missing).judge().edges())
                .isEmpty();
    }

    @Test
    void namesThatSuddenlyDoNotExistAreNeverCritical() {
        Requests missing = new Requests("dns", 200, 200, 0, 0.01, 0.05);
        Judged judged = new Past().asks("shop", "named", WELL, missing).judge();

        assertThat(judged.ofEdges()).containsExactly(Status.WARNING);
    }

    @Test
    void mostOfManySuddenlyFailingIsCriticalWhateverTheError() {
        Requests well = new Requests("postgresql", 200, 0, 0, 0.01, 0.05);
        Requests noTable = new Requests("postgresql", 200, 120, 0, 0.01, 0.05);

        assertThat(new Past().asks("shop", "db", well, noTable).judge().ofEdges())
                .containsExactly(Status.CRITICAL);
    }

    @ParameterizedTest
    @CsvSource({
        // requests, faults, unanswered
        "1000,  90,   0, OK", // nine in a hundred
        "1000, 100,   0, WARNING",
        "1000, 499,   0, WARNING",
        "1000, 500,   0, CRITICAL",
        "1000, 250, 250, CRITICAL",
        "1000,   0, 499, OK", // some questions need no answer
        "1000,   0, 500, CRITICAL",
        "  40,  20,   0, WARNING", // half of few
        "  20,  20,   0, CRITICAL", // all of few
        "  20,   0,  20, CRITICAL",
        "  19,  19,   0, OK", // too few to tell
        "  30,   4,   0, OK"
    })
    void howBad(long count, long faults, long unanswered, Status status) {
        assertThat(RequestFaults.status(requests("http", count, faults, unanswered)))
                .isEqualTo(status);
    }

    private static Requests requests(String protocol, long count, long faults, long unanswered) {
        return new Requests(protocol, count, faults, faults, unanswered, 0.01, 0.05);
    }
}
