// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.protocol.all.Protocols;
import io.sonde.agent.service.Origin;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.service.ServiceTable;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnixServersTest {
    private static final int POSTGRES = 1;
    private static final int BACKEND = 2;
    private static final int JOURNAL = 3;
    private static final int NOBODY = 4;

    private final ServiceTable services = new ServiceTable(10);
    private final Map<Integer, Service> known = Map.of(
            POSTGRES, service("orders-db", "postgresql"),
            BACKEND, service("orders-db", "postgresql"),
            JOURNAL, service("systemd-journald", "systemd"));
    private final UnixServers unix = new UnixServers(Protocols.ALL, this::find);

    private Service service(String name, String kind) {
        return services.of(new ServiceIdentity(name, Origin.SYSTEMD, ""), new Program(name, name, kind));
    }

    private @Nullable Service find(int pid) {
        return known.get(pid);
    }

    @Test
    void databasesAreNamedAndAHostsOwnServicesAreNot() {
        walk(POSTGRES, BACKEND, BACKEND, JOURNAL, NOBODY);

        assertThat(unix.remark()).isEqualTo("requests over unix sockets are not seen: orders-db (connections: 3)");
    }

    @Test
    void whatIsOverIsNotToldAndAWalkThatFailedChangesNothing() {
        walk(POSTGRES);
        unix.run(_ -> -1);
        assertThat(unix.remark()).isNotEmpty();

        walk(JOURNAL);

        assertThat(unix.remark()).isEmpty();
    }

    private void walk(int... pids) {
        unix.run(visitor -> {
            IntStream.of(pids).forEach(visitor);
            return pids.length;
        });
    }
}
