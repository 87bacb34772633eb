// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceTest {
    @Test
    void theNamespaceIsTheServicesOwnElseThatOfKubernetes() {
        assertThat(text(Map.of("service.name", "db", "service.namespace", "shop")))
                .isEqualTo("db~shop");
        assertThat(text(Map.of("service.name", "db", "k8s.namespace.name", "shop")))
                .isEqualTo("db~shop");
        assertThat(text(Map.of("service.name", "db"))).isEqualTo("db");
    }

    private static String text(Map<String, String> attributes) {
        return new Resource(attributes).serviceText();
    }
}
