// SPDX-License-Identifier: Apache-2.0
package io.sonde.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The shop of {@code demo/}, under names of its own and without a daily shape. */
final class Shop implements AutoCloseable {
    static final String PREFIX = "e2e";

    private static final Path DEMO = Path.of("..", "demo").toAbsolutePath().normalize();
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    // A day so long that it is always nine in the morning.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DEMO_PREFIX", PREFIX, "DEMO_RATE", "30", "DEMO_DAY_SECONDS", "1000000");

    private final Process process;
    private final Path said;

    Shop(Path directory) {
        said = directory.resolve("shop");
        try {
            process = command("up.sh").redirectOutput(said.toFile()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the shop").atMost(START_LIMIT).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the shop did not start: " + Files.readString(said));
            }
            return Files.readString(said).contains("demo ready");
        });
    }

    static boolean canRun() {
        return List.of("nginx", "redis-server", "dnsmasq", "psql", "ip", "setpriv", "tc", "node").stream()
                .allMatch(Programs::has);
    }

    void fault(String name) {
        run("fault.sh", name);
    }

    void heal() {
        run("heal.sh");
    }

    private static void run(String... words) {
        try {
            Process script = command(words).start();
            String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (script.waitFor() != 0) {
                throw new IllegalStateException(Arrays.toString(words) + " failed: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder command(String... words) {
        List<String> command = new ArrayList<>(List.of(words));
        command.set(0, DEMO.resolve(words[0]).toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                run("down.sh");
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
