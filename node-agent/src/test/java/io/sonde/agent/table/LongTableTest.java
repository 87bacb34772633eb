// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTableTest {
    @Test
    void behavesAsAMap() {
        // Given: keys close together, so that they collide and removals leave gaps
        var random = new Random(7);
        var table = new LongTable<Integer>(1_000);
        Map<Long, Integer> map = new HashMap<>();

        // When
        for (int i = 0; i < 200_000; i++) {
            long key = random.nextInt(1_200) * 64L;
            if (random.nextInt(3) == 0) {
                assertThat(table.remove(key)).isEqualTo(map.remove(key));
            } else if (table.put(key, i)) {
                map.put(key, i);
            } else {
                assertThat(map).hasSize(1_000).doesNotContainKey(key);
            }
        }

        // Then
        List<Integer> seen = new ArrayList<>();
        table.forEach(seen::add);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(map.values());
        map.forEach((key, value) -> assertThat(table.get(key)).isEqualTo(value));
        assertThat(table.size()).isEqualTo(map.size());
    }

    @Test
    void removesWhatMeetsACondition() {
        // Given
        var table = new LongTable<Long>(1_000);
        for (long key = 0; key < 1_000; key++) {
            table.put(key, key);
        }

        // When
        table.removeIf(value -> value % 3 != 0);

        // Then
        assertThat(table.size()).isEqualTo(334);
        assertThat(table.get(999)).isEqualTo(999L);
        assertThat(table.get(998)).isNull();
    }

    @Test
    void replacingNeedsNoPlace() {
        // Given
        var table = new LongTable<String>(1);
        table.put(0, "first");

        // When
        boolean replaced = table.put(0, "second");

        // Then
        assertThat(replaced).isTrue();
        assertThat(table.get(0)).isEqualTo("second");
        assertThat(table.put(1, "third")).isFalse();
    }
}
