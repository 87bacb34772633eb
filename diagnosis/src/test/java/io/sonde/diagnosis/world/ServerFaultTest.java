// SPDX-License-Identifier: Apache-2.0
package io.sonde.diagnosis.world;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerFaultTest {
    @ParameterizedTest
    @CsvSource({
        "http, 500, true",
        "http, 503, true",
        "http, 404, false",
        "http, reset, false",
        "grpc, 14, true",
        "grpc, 13, true",
        "grpc, 5, false", // not found
        "grpc, 7, false", // permission denied
        "dns, SERVFAIL, true",
        "dns, REFUSED, true",
        "dns, NXDOMAIN, false",
        "postgresql, 53300, true", // too many connections
        "postgresql, 57P01, true", // admin shutdown
        "postgresql, XX000, true",
        "postgresql, 23505, false", // unique violation
        "postgresql, 42P01, false", // no such table
        "mysql, 1040, true",
        "mysql, 1062, false", // duplicate
        "redis, OOM, true",
        "redis, WRONGTYPE, false",
        "kafka, NOT_ENOUGH_REPLICAS, true",
        "nats, 500, false"
    })
    void whoseFault(String protocol, String error, boolean fault) {
        assertThat(ServerFault.isOne(protocol, error)).isEqualTo(fault);
    }
}
