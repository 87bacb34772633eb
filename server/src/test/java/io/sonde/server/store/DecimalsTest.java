// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {
    private static final double EXACT = 0;

    @ParameterizedTest
    @CsvSource({
        // value, decimals of its series before, decimals, digits
        "12.34,             0,  2, 1234",
        "-0.5,              0,  1, -5",
        "7,                 0,  0, 7",
        "12.3,              2,  2, 1230",
        "0.000001,          0,  6, 1",
        "1e-15,             0, 15, 1",
        "9007199254740991,  0,  0, 9007199254740991",
        "9007199254740991,  3,  0, 9007199254740991",
        "123456789.5,      12,  1, 1234567895",
    })
    void numbersWithFewDigitsAreTheirDigits(double value, int before, int decimals, long digits) {
        int needed = Decimals.of(value, before, EXACT);

        assertThat(needed).isEqualTo(decimals);
        assertThat(Decimals.digits(value, needed)).isEqualTo(digits);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "9007199254740992", "1e300", "0.30000000000000004", "1e-16", "4.9e-324"
    })
    void othersKeepTheirBits(double value) {
        assertThat(Decimals.of(value, 0, EXACT)).isEqualTo(Decimals.BITS);
        assertThat(Decimals.digits(value, Decimals.BITS)).isEqualTo(Double.doubleToRawLongBits(value));
    }

    @Test
    void whatManyAdditionsLeftBehindIsRoundedAway() {
        double sum = 0;
        for (int i = 0; i < 1000; i++) {
            sum += 0.1;
        }

        int decimals = Decimals.of(sum, 0, Math.ulp(sum) / 2 * 1000);

        assertThat(sum).isNotEqualTo(100);
        assertThat(decimals).isZero();
        assertThat(Decimals.digits(sum, decimals)).isEqualTo(100);
    }

    @Test
    void whateverIsWrittenIsReadBack() {
        var random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double value = Math.rint(random.nextGaussian() * 1e7) / Math.pow(10, random.nextInt(12));
            int decimals = Decimals.of(value, random.nextInt(5), EXACT);
            long digits = Decimals.digits(value, decimals);

            double back = decimals < 0 ? Double.longBitsToDouble(digits) : digits / Math.pow(10, decimals);

            assertThat(back).isEqualTo(value);
        }
    }
}
