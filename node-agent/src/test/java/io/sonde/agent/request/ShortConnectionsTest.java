// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a connection costs that carries one request: the collector's work is the agent's, and its memory. */
class ShortConnectionsTest {
    private static final int WARM_UP = 20_000;
    private static final int CONNECTIONS = 20_000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<ShortConnection.Kind> kinds() {
        return ShortConnection.Kind.ALL;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void makeNoGarbage(ShortConnection.Kind kind) {
        // Given
        var connections = new ShortConnection(kind);
        connections.pass(WARM_UP);

        // When
        long before = thread.getCurrentThreadAllocatedBytes();
        connections.pass(CONNECTIONS);
        long bytes = (thread.getCurrentThreadAllocatedBytes() - before) / CONNECTIONS;

        // Then: a few by the compilers of this JVM, which a program of thousands of connections does not see
        assertThat(bytes).as("bytes per connection").isLessThan(16);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void areOverAlsoWhereTheEndIsSeenFirst(ShortConnection.Kind kind) {
        // Given
        var connections = new ShortConnection(kind);

        // When
        connections.passEndsFirst(100);

        // Then
        assertThat(connections.open()).isZero();
    }
}
