// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clickhouse.data.ClickHouseCityHash;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CityHash128Test {
    /** The client has deprecated its own for other users, not for its framing. */
    @SuppressWarnings("deprecation")
    @Test
    void isWhatTheOfficialClientComputesForEachLength() {
        byte[] bytes = new byte[1100];
        new Random(7).nextBytes(bytes);
        for (int length = 8; length < 1000; length++) {
            byte[] part = Arrays.copyOfRange(bytes, 13, 13 + length);
            long[] expected = ClickHouseCityHash.cityHash128(part, 0, length);

            CityHash128.Hash hash = CityHash128.of(bytes, 13, length);

            assertThat(new long[] {hash.low(), hash.high()})
                    .as("length " + length)
                    .isEqualTo(expected);
        }
    }
}
