// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import java.nio.file.Path;
import java.util.Map;

/** Where {@code fetch-libchdb.sh} puts libchdb. */
final class LibraryFile {
    /** The first version that leaves the JVM its signal handlers. */
    private static final String VERSION = "26.7.3-stable.1";

    static final Path CACHED = in(System.getenv());

    private LibraryFile() {}

    private static Path in(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root = cache.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return root.resolve(Path.of("sonde", "libchdb", VERSION, "libchdb.so"));
    }
}
