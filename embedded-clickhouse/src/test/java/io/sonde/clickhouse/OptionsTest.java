// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void onlyTheDataDirectoryMustBeGiven() {
        Options options = Options.parse("--data", "/x");

        assertThat(options.data()).hasToString("/x");
        assertThat(options.port()).isZero();
        assertThat(options.connections()).isEqualTo(8);
    }

    @ParameterizedTest
    @CsvSource({
        "--nope 1, unknown option: --nope",
        "--data, a value is missing after --data",
        "--port 1, --data is missing",
        "--data /x --port many, '--port is many; it must be a whole number from 0 to 65535'",
        "--data /x --connections 0, '--connections is 0; it must be a whole number from 1 to 40'",
        "--data /x --exit-on-stdin-end maybe, '--exit-on-stdin-end is maybe; it must be yes or no'",
    })
    void whatCannotBeIsSaid(String line, String message) {
        assertThatThrownBy(() -> Options.parse(line.split(" "))).hasMessage(message);
    }

    @Test
    void helpNamesEveryOptionAndExitCode() {
        assertThat(Options.HELP)
                .contains("--data", "--library", "--max-memory-bytes", "4 another engine runs on the data directory");
    }
}
