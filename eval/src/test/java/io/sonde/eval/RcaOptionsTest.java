// SPDX-License-Identifier: Apache-2.0
package io.sonde.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RcaOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void readsDisturbances() {
        // When
        RcaOptions options = RcaOptions.parse(List.of("petshop", folder.toString(), "--late", "60", "--keep", "0.9"));

        // Then
        assertThat(options.disturbance()).isEqualTo(new Disturbance(Duration.ofMinutes(1), .9));
    }

    @Test
    void saysWhatIsUnknown() {
        assertThatThrownBy(() -> RcaOptions.parse(List.of("petshop", folder.toString(), "--lat", "60")))
                .hasMessageContaining("unknown: --lat")
                .hasMessageContaining("usage");
    }
}
