// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource({
        "::, ::",
        "::1, ::1",
        "fe80::fc:ff:fe00:1, fe80::fc:ff:fe00:1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:0:0:0:0:0:0:0, 1::",
        "2001:0DB8:0:0:0:0:0:ABCD, 2001:db8::abcd",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    })
    void writesIpv6TheShortestWay(String address, String text) throws UnknownHostException {
        // Given
        ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(address).getAddress());

        // When, then
        assertThat(AddressText.of(bytes.getLong(), bytes.getLong())).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"7f000001, 127.0.0.1", "c0000202, 192.0.2.2", "00000000, 0.0.0.0", "ffffffff, 255.255.255.255"})
    void writesMappedAddressesAsIpv4(String hex, String text) {
        // When, then
        assertThat(AddressText.of(0, 0xFFFF_0000_0000L | Long.parseLong(hex, 16)))
                .isEqualTo(text);
    }
}
