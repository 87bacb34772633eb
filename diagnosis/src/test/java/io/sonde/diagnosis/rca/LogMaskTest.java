// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.rca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogMaskTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            paid 17 in 3.5ms                       | paid * in *
            order 4f0c-11 of user bob              | order * of user bob
            [pay][Check funds][id: 77]             | [pay][Check funds]*
            Pay#17 done in pay.go:93               | Pay#17 done in pay.go:93
            tickets [a(1), b[2]] left              | tickets * left
            Seat(date=2023-01-30, stations=(a, b)) | Seat*
            no number at all                       | no number at all
            open ( without end 1                   | open *
            """)
    void keepsWhatDoesNotChange(String line, String pattern) {
        assertThat(LogMask.of(line)).isEqualTo(pattern);
    }
}
