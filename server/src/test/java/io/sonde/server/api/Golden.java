// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Answers kept in files, which the UI is built against too. Times are moved, so that the scene always begins at {@link #START}.
 * {@code -Dgolden.update=true} writes them anew.
 */
final class Golden {
    static final Instant START = Instant.parse("2026-11-02T10:00:00Z");

    private static final Path DIRECTORY = Path.of("src/test/resources/golden");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");

    private Golden() {}

    static void check(String name, String json, Instant start) throws IOException {
        Path file = DIRECTORY.resolve(name + ".json");
        String moved = PrettyJson.of(moved(json, start));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, moved);
        }
        assertThat(moved).isEqualTo(Files.readString(file));
    }

    private static String moved(String json, Instant start) {
        Duration by = Duration.between(start, START);
        return INSTANT.matcher(json)
                .replaceAll(match -> Instant.parse(match.group()).plus(by).toString());
    }
}
