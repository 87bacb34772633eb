// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/**
 * A cluster with a node on this machine that may be filled and emptied by a test: {@code -Dkube.kubectl} is the command of kubectl with
 * its options, {@code -Dkube.load} a command that takes a file with an image.
 */
final class Kubernetes {
    private final List<String> kubectl;
    private final List<String> load;

    private Kubernetes(String kubectl, String load) {
        this.kubectl = List.of(kubectl.split(" "));
        this.load = List.of(load.split(" "));
    }

    /** Skips the test where there is no cluster. */
    static Kubernetes require() {
        String kubectl = System.getProperty("kube.kubectl", "");
        String load = System.getProperty("kube.load", "");
        boolean given = !kubectl.isEmpty() && !load.isEmpty();
        if (!given) {
            System.out.println("SKIPPED: no Kubernetes node is given by -Dkube.kubectl and -Dkube.load");
        }
        Assumptions.assumeTrue(given, "no Kubernetes node");
        return new Kubernetes(kubectl, load);
    }

    String kubectl(String... arguments) {
        return Programs.run(join(kubectl, arguments));
    }

    /** An image for this node alone. */
    void load(Path image) {
        Programs.run(join(load, image.toString()));
    }

    /** @param values what stands for a word in the manifest */
    void apply(String manifest, Map<String, String> values) {
        kubectl("apply", "-f", filledIn(manifest, values).toString());
    }

    private static Path filledIn(String manifest, Map<String, String> values) {
        try (InputStream in = Kubernetes.class.getResourceAsStream("/kubernetes/" + manifest)) {
            if (in == null) {
                throw new IllegalStateException("BUG: no manifest " + manifest);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace(value.getKey(), value.getValue());
            }
            return Files.writeString(Files.createTempFile("sonde-", "-" + manifest), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where pods reach a server on this machine. */
    String nodeAddress() {
        return kubectl("get", "nodes", "-o", "jsonpath={.items[0].status.addresses[?(@.type==\"InternalIP\")].address}")
                .strip();
    }

    private static String[] join(List<String> command, String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }
}
