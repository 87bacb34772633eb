// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.config;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class SecretConverter implements TypeConverter<CharSequence, Secret> {
    @Override
    public Optional<Secret> convert(CharSequence text, Class<Secret> targetType, ConversionContext context) {
        return Optional.of(new Secret(text.toString().strip()));
    }
}
