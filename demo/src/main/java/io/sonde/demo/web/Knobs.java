// SPDX-License-Identifier: Apache-2.0
package io.sonde.demo.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the demo has switched on in this service: a file in a directory is a knob that is on. Files rather than a port of
 * administration, because turning a knob must not be a connection that the map then shows.
 */
public record Knobs(Path directory) {
    /** How often a service looks whether a knob was turned. */
    private static final Duration GLANCE = Duration.ofMillis(200);

    public static Knobs ofEnvironment() {
        return new Knobs(Path.of(System.getenv().getOrDefault("KNOBS", "/nonexistent")));
    }

    public boolean isOn(String knob) {
        return Files.exists(directory.resolve(knob));
    }

    /** The delay of milliseconds that the knob holds; none when it is off. */
    Duration delay(String knob) {
        if (!isOn(knob)) {
            return Duration.ZERO;
        }
        try {
            return Duration.ofMillis(
                    Long.parseLong(Files.readString(directory.resolve(knob)).strip()));
        } catch (IOException | NumberFormatException _) {
            // Switched off, or being written, at this very moment.
            return Duration.ZERO;
        }
    }

    /** Calls forever with what the knob says, in a thread that keeps the process alive: one whose port is closed lives on. */
    public void watch(String knob, Turned turned) {
        Thread.ofPlatform().name("knob-" + knob).start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                glance(knob, turned);
            }
        });
    }

    private void glance(String knob, Turned turned) {
        try {
            Thread.sleep(GLANCE);
            turned.to(isOn(knob));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.err.println("knob " + knob + ": " + e);
        }
    }

    /** Brings a service to what a knob says; called with the same value again and again. */
    public interface Turned {
        void to(boolean on) throws Exception;
    }
}
