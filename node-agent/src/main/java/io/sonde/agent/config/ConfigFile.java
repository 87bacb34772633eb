// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The YAML file given by {@code --config}: one level of {@code key: value}. */
final class ConfigFile {
    private ConfigFile() {}

    static Map<Setting, String> read(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            var load = new Load(LoadSettings.builder().setLabel(file.toString()).build());
            return settings(file, load.loadFromInputStream(content));
        } catch (IOException e) {
            throw new ConfigException("Cannot read " + file + ": " + e.getMessage());
        } catch (YamlEngineException e) {
            throw new ConfigException(file + " is not YAML: " + e.getMessage());
        }
    }

    private static Map<Setting, String> settings(Path file, @Nullable Object content) {
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (content == null) {
            return settings;
        }
        if (!(content instanceof Map<?, ?> entries)) {
            throw new ConfigException(file + " must hold lines of \"key: value\".");
        }
        entries.forEach((key, value) -> {
            Setting setting = Setting.ofKey(String.valueOf(key))
                    .orElseThrow(
                            () -> new ConfigException("Unknown setting in " + file + ": " + key + ". See --help."));
            if (value instanceof Map || value instanceof Iterable) {
                throw new ConfigException(key + " in " + file + " must be one value.");
            }
            settings.put(setting, value == null ? "" : value.toString());
        });
        return settings;
    }
}
