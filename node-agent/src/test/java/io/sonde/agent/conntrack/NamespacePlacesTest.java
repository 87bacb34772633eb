// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.conntrack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.net.NamespaceScope;
import io.sonde.agent.net.NamespaceTable.Namespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamespacePlacesTest {
    @TempDir
    private Path proc;

    @Test
    void namespacesBeyondTheLimitAreFoundAndNotForgottenInSilence() throws IOException {
        List<Namespace> inUse = new ArrayList<>();
        for (int pid = 100; pid < 105; pid++) {
            Path file = proc.resolve(pid + "/ns/net");
            Files.createDirectories(file.getParent());
            Files.createFile(file);
            inUse.add(new Namespace((Long) Files.getAttribute(file, "unix:ino"), pid));
        }

        NamespacePlaces.Found found = new NamespacePlaces(proc, NamespaceScope.ALL).find(inUse, 3);

        // The agent's own comes first.
        assertThat(found.places()).hasSize(3);
        assertThat(found.beyond())
                .contains(
                        inUse.get(2).inode(), inUse.get(3).inode(), inUse.get(4).inode())
                .doesNotContainAnyElementsOf(found.places().keySet());
    }
}
