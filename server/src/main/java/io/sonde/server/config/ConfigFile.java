// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The YAML file given by {@code --config}. */
public final class ConfigFile {
    /** Weaker than variables and flags, stronger than what is built in. */
    private static final int ORDER = EnvironmentPropertySource.POSITION - 50;

    private ConfigFile() {}

    public static PropertySource read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return PropertySource.of(
                    file.toString(), new YamlPropertySourceLoader().read(file.toString(), content), ORDER);
        } catch (IOException e) {
            throw new ConfigException("Cannot read " + file + ": " + e.getMessage());
        }
    }
}
