// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.web;

import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The UI's files: those inside the program, or those of a directory while it is worked on. */
@Singleton
final class UiFiles {
    static final String INDEX = "index.html";

    private static final String INSIDE = "/web/";

    /** What the build of the UI makes; anything else, such as a way upwards, is no file. */
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final @Nullable Path directory;

    UiFiles(HttpConfig config) {
        directory = config.webDirectory();
    }

    /** Whole: the build holds the sizes of the files. */
    Optional<byte[]> find(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(directory == null ? inside(name) : of(directory.resolve(name)));
    }

    private static byte @Nullable [] inside(String name) throws IOException {
        try (InputStream file = UiFiles.class.getResourceAsStream(INSIDE + name)) {
            return file == null ? null : file.readAllBytes();
        }
    }

    private static byte @Nullable [] of(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    static MediaType type(String name) {
        if (name.endsWith(".js")) {
            return MediaType.of("text/javascript;charset=utf-8");
        }
        if (name.endsWith(".woff2")) {
            return MediaType.of("font/woff2");
        }
        if (name.endsWith(".svg")) {
            return MediaType.of("image/svg+xml");
        }
        return MediaType.forFilename(name);
    }
}
