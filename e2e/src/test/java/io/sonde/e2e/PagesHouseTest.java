// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages name what does the work: what moves or is called otherwise takes its name along. */
class PagesHouseTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "dist", "var", ".output", ".git");
    private static final Pattern PAGE = Pattern.compile(".*\\.md");
    // Pages of reference are made from the code.
    private static final Pattern SOURCE = Pattern.compile(
            "(.*/)?(.*\\.(java|c|h|ts|tsx|mjs|js|sh|sql|registry|xml|yaml)|Makefile|sonde-[a-z-]+)|docs/reference/.*");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    // A class (no option of the JVM), a flag, a setting from the environment, a metric of the operations port.
    private static final Pattern NAME = Pattern.compile(
            "(?<!-XX:[+-]?)\\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\\b|(?<![\\w-])--[a-z][a-z.-]*[a-z]|\\bSONDE_[A-Z_]+[A-Z]\\b|\\bsonde_[a-z_]+[a-z]\\b");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][\\w.-]*");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : ours(PAGE)) {
            LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.contains("://") && !Files.exists(page.resolveSibling(target)))
                    .forEach(target -> broken.add(ROOT.relativize(page) + " -> " + target));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyNameOfCodeIsThere() throws IOException {
        Set<String> words = new HashSet<>();
        for (Path source : ours(SOURCE)) {
            String text = Files.readString(source, StandardCharsets.ISO_8859_1);
            WORD.matcher(text).results().map(MatchResult::group).forEach(word -> {
                words.add(word);
                words.addAll(List.of(word.split("[.-]+", -1)));
            });
        }
        List<String> gone = new ArrayList<>();
        for (Path page : ours(PAGE)) {
            CODE.matcher(Files.readString(page))
                    .results()
                    .flatMap(code -> NAME.matcher(code.group(1)).results())
                    .map(MatchResult::group)
                    .filter(name -> !words.contains(name.startsWith("--") ? name.substring(2) : name))
                    .forEach(name -> gone.add(ROOT.relativize(page) + " names " + name));
        }
        assertThat(gone).isEmpty();
    }

    private static List<Path> ours(Pattern name) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return NOT_OURS.contains(directory.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (name.matcher(ROOT.relativize(file).toString()).matches()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
