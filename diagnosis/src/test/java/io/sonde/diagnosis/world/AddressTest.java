// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1,                  10.0.0.1,         false",
        "127.0.0.53,                127.0.0.53,       true",
        "::1,                       ::1,              true",
        "::,                        ::,               false",
        "2001:DB8:0:0:0:0:0:1,      2001:db8::1,      false",
        "2001:db8:0:1:1:1:1:1,      2001:db8:0:1:1:1:1:1, false",
        "2001:0:0:1:0:0:0:1,        2001:0:0:1::1,    false",
        "2001:db8::,                2001:db8::,       false",
        "fe80::1%eth0,              fe80::1,          false",
        "::ffff:10.0.0.1,           10.0.0.1,         false",
        "::ffff:127.0.0.1,          127.0.0.1,        true",
        "other,                     other,            false"
    })
    void hasOneSpelling(String given, String canonical, boolean loopback) {
        assertThat(Address.of(given)).isEqualTo(new Address(canonical, loopback));
    }
}
