// SPDX-License-Identifier: Apache-2.0
package io.sonde.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://sonde:4317,       http://sonde:4317",
        "http://sonde,            http://sonde:4317",
        "http://sonde/,           http://sonde:4317",
        "https://sonde.example,   https://sonde.example:443",
        "HTTPS://10.0.0.1:9,      https://10.0.0.1:9",
        "http://[::1]:4317,       http://[::1]:4317",
    })
    void readsWhatUsersWrite(String text, String expected) {
        assertThat(Endpoint.parse(text)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "sonde:4317,                 must start with http://",
        "sonde,                      must start with http://",
        "http://,                    Expected something like http://sonde:4317",
        "http://sonde/v1/metrics,    has no path",
        "http://user:pw@sonde,       give the key as API key",
        "http://so nde,              Expected something like http://sonde:4317",
    })
    void saysWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("pw@");
    }
}
