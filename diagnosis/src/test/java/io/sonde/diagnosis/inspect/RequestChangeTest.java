// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of requests that go otherwise than five minutes ago, and of which nothing is said. */
class RequestChangeTest {
    private static final Requests WELL = http(1_000, 2, 0, 0.01, 0.05);

    @Test
    void whoAnswersLaterIsNamedAndNotWhoWaitsForHim() {
        // Given
        Requests slow = http(1_000, 2, 0, 0.61, 0.9);
        var shop = new Past()
                .asks("nginx", "orders", WELL, slow)
                .asks("orders", "payments", WELL, slow)
                .asks("payments", "postgres", WELL, WELL);

        // When
        Judged judged = shop.judge();

        // Then
        String sentence = "Half of http requests to payments take longer than 610 ms (before: 10 ms).";
        assertThat(judged.edges()).containsExactly("orders -> payments: " + sentence);
        assertThat(judged.services()).containsExactly("payments: " + sentence);
    }

    @Test
    void theSlowestTellWhereMostAreAsBefore() {
        assertThat(judged(WELL, http(1_000, 2, 0, 0.01, 0.8)))
                .isEqualTo("One in a hundred http requests to b takes longer than 800 ms (before: 50 ms).");
    }

    @Test
    void moreErrorsThanUsualAreSaidOnTheEdgeWhereTheyBegin() {
        // Given
        Requests failing = http(1_000, 300, 20, 0.01, 0.05);
        var shop = new Past().asks("nginx", "orders", WELL, failing).asks("orders", "payments", WELL, failing);

        // Then
        assertThat(shop.judge().edges())
                .containsExactly(
                        "orders -> payments: 32 % of http requests to payments fail (before: 0 %): 300 errors and 20 without an answer, of 1000 in the last 20 s.");
    }

    @Test
    void whatIsNeverAnsweredIsWrongEvenIfItAlwaysWas() {
        Requests none = new Requests("dns", 40, 0, 40, null, null);

        assertThat(judged(none, none))
                .isEqualTo("100 % of dns requests to b are not answered (40 of 40 in the last 20 s).");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // count, errors, p50 and p99 before; the same now
                "1000 400 0.01 0.05 | 1000 450 0.01 0.05", // errors are its habit
                "1000   0 0.01 0.05 | 1000  40 0.01 0.05", // four in a hundred
                "1000   0 0.01 0.05 |   10   8 0.01 0.05", // few requests
                "1000   0 0.01 0.05 |   30   4 0.01 0.05", // few errors
                "1000   0 0.01 0.05 |   15   0 2.00 3.00", // too few to tell how long they take
                "1000   0 0.01 0.05 |  150   0 0.01 3.00", // the slowest of few
                "1000   0 0.01 0.05 | 1000   0 0.04 0.20", // nobody feels it
                "1000   0 0.50 2.00 | 1000   0 0.90 4.00", // twice as long
                "1000   0 0.01 0.05 | 4000   0 0.90 4.00" // four times the requests
            })
    void nothingIsSaidOfLittle(String before, String now) {
        assertThat(judged(http(before), http(now))).isEmpty();
    }

    /** A consumer that finds nothing waits for it. */
    @Test
    void whoWaitsForMessagesIsNotSlow() {
        assertThat(judged(
                        new Requests("kafka", 1_000, 0, 0, 0.01, 0.05), new Requests("kafka", 1_000, 0, 0, 0.5, 0.51)))
                .isEmpty();
    }

    private static String judged(Requests before, Requests now) {
        return new Past()
                .asks("a", "b", before, now).judge().edges().stream()
                        .map(line -> line.substring(line.indexOf(": ") + 2))
                        .reduce("", String::concat);
    }

    private static Requests http(String figures) {
        String[] figure = figures.strip().split(" +");
        return http(
                Long.parseLong(figure[0]),
                Long.parseLong(figure[1]),
                0,
                Double.parseDouble(figure[2]),
                Double.parseDouble(figure[3]));
    }

    private static Requests http(long count, long errors, long unanswered, double p50, double p99) {
        return new Requests("http", count, errors, unanswered, p50, p99);
    }
}
