// SPDX-License-Identifier: Apache-2.0
package io.sonde.agent.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.sonde.agent.kernel.CpuVisitor;
import io.sonde.agent.service.Origin;
import io.sonde.agent.service.Program;
import io.sonde.agent.service.Service;
import io.sonde.agent.service.ServiceIdentity;
import io.sonde.agent.service.ServiceTable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CpuTableTest {
    private static final int OLD = 10;
    private static final int NEW = 11;
    private static final int BRIEF = 12;

    private final ServiceTable services = new ServiceTable(10);
    private final Service service =
            services.of(new ServiceIdentity("shop", Origin.PROCESS, ""), new Program("shop", "shop", "process"));
    private final CpuTable table = new CpuTable(3, _ -> service);

    @Test
    void whatWasUsedBeforeTheFirstWalkIsNotClaimed() {
        // When
        walk(threads -> threads.visit(OLD, 1_000, 100));

        // Then
        assertThat(table.drain()).isEmpty();
    }

    @Test
    void livingProcessesCountByTheirThreadsAndEndedOnesByTheirExit() {
        // Given
        walk(threads -> threads.visit(OLD, 1_000, 100));

        // When
        walk(threads -> {
            threads.visit(OLD, 1_200, 110);
            threads.visit(OLD, 30, 5);
            threads.visit(NEW, 7, 0);
        });
        table.exited(NEW, 9);
        table.exited(BRIEF, 5);

        // Then
        assertThat(table.drain()).containsEntry(service, new CpuTime(230 + 7 + 2 + 5, 15));
        assertThat(table.drain()).isEmpty();
    }

    @Test
    void anEndThatIsToldAfterAWalkThatDidNotShowTheProcessCountsTheRest() {
        // Given
        walk(threads -> threads.visit(OLD, 1_000, 0));

        // When: it ended, and its event lies still unread
        walk(threads -> {});
        table.exited(OLD, 1_003);

        // Then
        assertThat(table.drain()).containsEntry(service, new CpuTime(3, 0));
    }

    @Test
    void aNumberThatIsGivenAgainIsAnotherProcess() {
        // Given
        walk(threads -> threads.visit(OLD, 1_000, 0));

        // When
        walk(threads -> threads.visit(OLD, 40, 0));

        // Then
        assertThat(table.drain()).containsEntry(service, new CpuTime(40, 0));
    }

    @Test
    void aWalkThatFailedEndsNothing() {
        // Given
        walk(threads -> threads.visit(OLD, 1_000, 0));

        // When
        table.run(_ -> -1);
        walk(threads -> threads.visit(OLD, 1_010, 0));

        // Then
        assertThat(table.drain()).containsEntry(service, new CpuTime(10, 0));
    }

    @Test
    void whatIsBeyondTheLimitIsCounted() {
        // When
        walk(threads -> {
            for (int pid = 1; pid <= 5; pid++) {
                threads.visit(pid, 1, 0);
            }
        });

        // Then
        assertThat(table.size()).isEqualTo(3);
        assertThat(table.overflows()).isEqualTo(2);
    }

    private void walk(Consumer<CpuVisitor> threads) {
        table.run(visitor -> {
            threads.accept(visitor);
            return 1;
        });
    }
}
