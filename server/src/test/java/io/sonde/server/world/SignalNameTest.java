// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.diagnosis.world.SignalName;
import io.sonde.proto.Attribute;
import io.sonde.proto.Metric;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The thinking spells names itself, because it imports nothing of ours; they must be those of the registry. */
class SignalNameTest {
    @Test
    void everyMetricIsInTheRegistry() {
        assertThat(Stream.of(Metric.values()).map(Metric::id)).containsAll(SignalName.METRICS);
    }

    @Test
    void everyAttributeIsInTheRegistry() throws IllegalAccessException {
        List<Object> registered = new ArrayList<>();
        for (Field field : Attribute.class.getFields()) {
            registered.add(field.get(null));
        }

        assertThat(registered).containsAll(SignalName.ATTRIBUTES);
    }
}
