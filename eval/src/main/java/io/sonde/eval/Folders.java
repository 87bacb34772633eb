// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds files in a data set, wherever in it the folder given begins. */
final class Folders {
    private Folders() {}

    /** All files of this name, in the order of their paths. */
    static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith(name) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** All files whose names end so, in the order of their paths. */
    static List<Path> ending(Path folder, String end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(end) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    /** All tables of a kind of one day, of every part of the data set. */
    static List<Path> below(Path folder, String day, String kind) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".csv"))
                    .filter(file -> parent(file).endsWith(Path.of(day, kind)))
                    .sorted()
                    .toList();
        }
    }

    /** The folder that ends so. */
    static Path folder(Path folder, Path end) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.endsWith(end) && Files.isDirectory(path))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("no " + end + " below " + folder));
        }
    }

    /** The folder that a file found below another lies in. */
    static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent(), "BUG: a file without a folder");
    }
}
