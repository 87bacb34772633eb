// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds files in a data set, wherever in it the folder given begins. */
final class Folders {
    private Folders() {}

    /** All files of this name, in the order of their paths. */
    static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith(name) && Files.isRegularFile(file)).sorted().toList();
        }
    }
}
