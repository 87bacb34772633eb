// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages name the files that do the work: a file that moves takes its link along. */
class LinksTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern NOT_OURS =
            Pattern.compile("(^|/)(node_modules|target|dist|var|\\.output|\\.git)(/|$)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(ROOT)) {
            for (Path page : (Iterable<Path>) pages.filter(LinksTest::isOurPage)::iterator) {
                collectBroken(page, broken);
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean isOurPage(Path path) {
        return path.toString().endsWith(".md")
                && !NOT_OURS.matcher(ROOT.relativize(path).toString()).find();
    }

    private static void collectBroken(Path page, List<String> broken) throws IOException {
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            String target = link.group(1);
            if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                broken.add(ROOT.relativize(page) + " -> " + target);
            }
        }
    }
}
