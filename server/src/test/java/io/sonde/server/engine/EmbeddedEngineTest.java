// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real engine, in processes of its own. */
class EmbeddedEngineTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BATCH_ROWS = 20_000;

    @TempDir
    Path directory;

    private EmbeddedEngine engine;

    @BeforeEach
    void start() {
        engine = new EmbeddedEngine(command(directory.resolve("data")));
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void killedUnderLoadComesBackWithEveryAcknowledgedRowAndNoneTwice() throws Exception {
        running();
        try (Client client = client()) {
            client.execute("CREATE TABLE t (batch UInt64, row UInt64) ENGINE = MergeTree ORDER BY batch"
                            + " SETTINGS non_replicated_deduplication_window = 1000")
                    .get();
            Writer writer = new Writer(client);
            Thread load = Thread.ofPlatform().start(writer);
            await().atMost(PATIENCE).until(() -> writer.acknowledged.get() >= 5);

            long killedNanos = System.nanoTime();
            child().orElseThrow().destroyForcibly();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> engine.restarts() == 1);
            running();
            System.out.printf(
                    "killed by SIGKILL under load: answers again after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - killedNanos).toMillis());

            int before = writer.acknowledged.get();
            await().atMost(PATIENCE).until(() -> writer.acknowledged.get() >= before + 5);
            writer.stop = true;
            load.join();

            List<GenericRecord> batches = client.queryAll("SELECT batch, count() AS rows FROM t GROUP BY batch");
            assertThat(batches).hasSize(writer.acknowledged.get());
            assertThat(batches).allMatch(batch -> batch.getInteger("rows") == BATCH_ROWS);
            assertThat(writer.failed.get())
                    .as("inserts that had to be repeated")
                    .isPositive();
        }
    }

    @Test
    void keepsAddressAndSecretOverARestart() throws Exception {
        URI before = running();

        child().orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> engine.restarts() == 1);

        assertThat(running()).isEqualTo(before);
        try (Client client = client()) {
            assertThat(client.queryAll("SELECT 1 AS one")).hasSize(1);
        }
    }

    @Test
    void saysEachStateToThoseWhoAsk() {
        List<EngineState> states = new ArrayList<>();
        engine.onChange(states::add);
        running();

        child().orElseThrow().destroyForcibly();
        await().atMost(PATIENCE).until(() -> engine.restarts() == 1);
        running();
        engine.close();

        assertThat(states.stream().map(Object::getClass).map(Class::getSimpleName))
                .endsWith("Restarting", "Running", "Stopped");
        assertThat(states)
                .filteredOn(EngineState.Restarting.class::isInstance)
                .first()
                .asString()
                .contains("was killed by signal 9");
    }

    @Test
    void leavesNoProcessBehind() {
        running();
        ProcessHandle child = child().orElseThrow();

        engine.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(engine.state()).isInstanceOf(EngineState.Stopped.class);
    }

    @Test
    void leavesNoProcessBehindWhenStoppedWhileStarting() {
        await().atMost(PATIENCE).until(() -> child().isPresent());
        ProcessHandle child = child().orElseThrow();

        engine.close();

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void failsForGoodWhenTheLibraryIsMissing() {
        try (EmbeddedEngine broken =
                new EmbeddedEngine(command(directory.resolve("other"), "--library", directory + "/none.so"))) {
            broken.start();

            await().atMost(PATIENCE).until(() -> broken.state() instanceof EngineState.Failed);

            assertThat(broken.state()).asString().contains("none.so is not there: fetch it by fetch-libchdb.sh");
            assertThat(broken.restarts()).isZero();
        }
    }

    @Test
    void keepsTryingWhileSomebodyElseHoldsTheData() {
        running();
        try (EmbeddedEngine second = new EmbeddedEngine(command(directory.resolve("data")))) {
            second.start();
            await().atMost(PATIENCE).until(() -> second.restarts() >= 2);
            assertThat(second.state()).asString().contains("another engine runs on");

            engine.close();

            await().atMost(PATIENCE).until(() -> second.state() instanceof EngineState.Running);
        }
    }

    private URI running() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> engine.state() instanceof EngineState.Running);
        return ((EngineState.Running) engine.state()).uri();
    }

    private Client client() {
        return new Client.Builder()
                .addEndpoint(running().toString())
                .setUsername(EmbeddedEngine.USER)
                .setPassword(engine.secret())
                .compressServerResponse(false)
                .setMaxRetries(0)
                .build();
    }

    private Optional<ProcessHandle> child() {
        String data = directory.resolve("data").toString();
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains(data))
                .findFirst();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private static EngineCommand command(Path data, String... options) {
        return new EngineCommand(System.getProperty("java.class.path"), data, data.resolve("no.aot"), List.of(options));
    }

    /** Inserts batch after batch; one that failed is repeated under its token until it is acknowledged. */
    private final class Writer implements Runnable {
        private final Client client;
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();
        private volatile boolean stop;

        Writer(Client client) {
            this.client = client;
        }

        @Override
        public void run() {
            while (!stop) {
                int batch = acknowledged.get();
                try {
                    client.insert(
                                    "t",
                                    new ByteArrayInputStream(rows(batch)),
                                    ClickHouseFormat.RowBinary,
                                    new InsertSettings().setDeduplicationToken("batch-" + batch))
                            .get()
                            .close();
                    acknowledged.incrementAndGet();
                } catch (Exception e) {
                    failed.incrementAndGet();
                    await().atMost(PATIENCE).until(() -> engine.state() instanceof EngineState.Running);
                }
            }
        }

        private byte[] rows(int batch) {
            ByteBuffer rows = ByteBuffer.allocate(16 * BATCH_ROWS).order(ByteOrder.LITTLE_ENDIAN);
            for (int row = 0; row < BATCH_ROWS; row++) {
                rows.putLong(batch).putLong(row);
            }
            return rows.array();
        }
    }
}
