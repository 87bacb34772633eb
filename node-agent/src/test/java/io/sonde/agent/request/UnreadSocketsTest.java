// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.kernel.RingVisitor;
import io.sonde.agent.service.Origin;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.service.ServiceTable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnreadSocketsTest {
    private static final int NOBODY = 666;

    private final ServiceTable services = new ServiceTable(100);
    private final UnreadSockets unread = new UnreadSockets(this::service);

    private @Nullable Service service(int pid) {
        String name = "service-" + pid;
        return pid == NOBODY
                ? null
                : services.of(new ServiceIdentity(name, Origin.PROCESS, ""), new Program(name, name, "process"));
    }

    @Test
    void nothingIsSaidWhereNothingIsMissed() {
        walk(rings -> {});

        assertThat(unread.remark()).isEmpty();
        assertThat(unread.operations()).isZero();
    }

    @Test
    void eachOperationCountsOnceAlsoWhereTheKernelSideBeganAgain() {
        walk(rings -> rings.visit(1, 10));
        walk(rings -> rings.visit(1, 15));
        walk(rings -> rings.visit(1, 15));
        walk(rings -> rings.visit(1, 2));

        assertThat(unread.operations()).isEqualTo(17);
    }

    @Test
    void aWalkThatCouldNotBeDoneChangesNothing() {
        walk(rings -> rings.visit(1, 10));
        unread.run(_ -> -1);
        walk(rings -> rings.visit(1, 11));

        assertThat(unread.operations()).isEqualTo(11);
    }

    @Test
    void servicesAreNamedInOrder() {
        walk(rings -> {
            rings.visit(2, 1);
            rings.visit(1, 1);
        });

        assertThat(unread.remark()).isEqualTo("requests that go through io_uring are not seen: service-1, service-2");
    }

    @Test
    void whoHasNoNameOrFindsNoPlaceIsToldOfToo() {
        walk(rings -> rings.visit(NOBODY, 1));
        assertThat(unread.remark()).endsWith(": programs without a name");

        walk(rings -> {
            for (int pid = 1; pid <= 12; pid++) {
                rings.visit(pid, 1);
            }
        });

        assertThat(unread.remark()).endsWith(" and others");
        assertThat(unread.remark().split(",")).hasSize(10);
    }

    private void walk(Consumer<RingVisitor> kernel) {
        unread.run(visitor -> {
            kernel.accept(visitor);
            return 1;
        });
    }
}
