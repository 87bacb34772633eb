// SPDX-License-Identifier: Apache-2.0
package io.sonde.server;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.naming.NameUtils;
import io.sonde.server.config.Says;
import io.sonde.server.config.Setting;
import io.sonde.server.ops.OpsConfig;
import io.sonde.server.receive.OtlpConfig;
import io.sonde.server.store.CausesConfig;
import io.sonde.server.store.DataConfig;
import io.sonde.server.store.DiskConfig;
import io.sonde.server.store.EngineConfig;
import io.sonde.server.store.RetentionConfig;
import io.sonde.server.store.StoreConfig;
import io.sonde.server.store.WriteConfig;
import io.sonde.server.web.HttpConfig;
import io.sonde.server.world.WorldConfig;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every setting there is, read from the records that hold them. A new configuration record is added to the list below. */
final class Settings {
    private static final List<Class<? extends Record>> RECORDS = List.of(
            HttpConfig.class,
            OtlpConfig.class,
            OpsConfig.class,
            DataConfig.class,
            DiskConfig.class,
            StoreConfig.class,
            EngineConfig.class,
            WriteConfig.class,
            RetentionConfig.class,
            WorldConfig.class,
            CausesConfig.class);

    private Settings() {}

    static List<Setting> all() {
        return RECORDS.stream().flatMap(Settings::of).toList();
    }

    private static Stream<Setting> of(Class<? extends Record> type) {
        ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
        if (properties == null) {
            throw new IllegalStateException("BUG: " + type + " has no prefix");
        }
        RecordComponent[] components = type.getRecordComponents();
        Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
        return IntStream.range(0, components.length)
                .mapToObj(i -> setting(properties.value(), components[i], parameters[i]));
    }

    private static Setting setting(String prefix, RecordComponent component, Parameter parameter) {
        Says says = component.getAnnotation(Says.class);
        if (says == null) {
            throw new IllegalStateException("BUG: " + component + " does not say what it is for");
        }
        // The framework's annotation is not kept on the component, only on the constructor's parameter.
        Bindable bindable = parameter.getAnnotation(Bindable.class);
        String defaultValue = bindable == null ? "" : bindable.defaultValue();
        return new Setting(prefix + "." + NameUtils.hyphenate(component.getName()), defaultValue, says.value());
    }
}
