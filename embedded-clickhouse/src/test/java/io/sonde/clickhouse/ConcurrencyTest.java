// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One connection takes one statement at a time; many clients share few connections. */
class ConcurrencyTest {
    private static final int CLIENTS = 24;
    private static final int STATEMENTS = 40;
    private final EngineHttp engine = SharedEngine.http();

    @Test
    void manyClientsGetEachTheirOwnAnswer() throws Exception {
        for (int i = 0; i < 4; i++) {
            engine.ask("CREATE DATABASE IF NOT EXISTS db" + i);
        }

        List<String> wrong = inParallel(client -> {
            List<String> unexpected = new ArrayList<>();
            for (int i = 0; i < STATEMENTS; i++) {
                String database = "db" + (client + i) % 4;
                Map<String, String> url = (client + i) % 3 == 0
                        ? Map.of("database", database)
                        : Map.of("database", database, "max_block_size", "" + (1000 + client), "param_n", "" + i);
                String block = (client + i) % 3 == 0 ? "65409" : "" + (1000 + client);
                String expected = client + "." + i + "\t" + database + "\t" + block;
                String actual = engine.post(
                                url,
                                "SELECT '" + client + "." + i + "', currentDatabase(), getSetting('max_block_size')")
                        .text()
                        .strip();
                if (!actual.equals(expected)) {
                    unexpected.add(expected + " but " + actual);
                }
            }
            return unexpected;
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void parallelInsertsAndReadsAreWhole() throws Exception {
        engine.ask("CREATE OR REPLACE TABLE parallel (client UInt32, n UInt64) ENGINE = MergeTree ORDER BY client");

        List<String> wrong = inParallel(client -> {
            List<String> unexpected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                engine.ask("INSERT INTO parallel SELECT " + client + ", number FROM numbers(10000)");
                String count = engine.ask("SELECT count() % 10000, max(n) FROM parallel WHERE client = " + client);
                if (!count.equals("0\t9999")) {
                    unexpected.add(count);
                }
            }
            return unexpected;
        });

        assertThat(wrong).isEmpty();
        assertThat(engine.ask("SELECT count() FROM parallel")).isEqualTo("" + CLIENTS * 5 * 10_000);
    }

    @Test
    void threadsAreBounded() throws Exception {
        inParallel(client -> {
            for (int i = 0; i < 5; i++) {
                engine.ask("SELECT count() FROM numbers_mt(500000) WHERE sipHash64(number) % 7 = " + client);
            }
            return List.of();
        });

        // 48 of the HTTP side, 100 + 16 of the engine, those of the JVM and a few the engine starts on its own.
        long threads = SharedEngine.child().status("Threads");
        System.out.println("threads under load: " + threads);
        assertThat(threads).isLessThan(200);
    }

    private interface Client {
        /** Returns what was wrong. */
        List<String> run(int client) throws Exception;
    }

    private static List<String> inParallel(Client work) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Callable<List<String>>> tasks = IntStream.range(0, CLIENTS)
                    .<Callable<List<String>>>mapToObj(client -> () -> work.run(client))
                    .toList();
            for (Future<List<String>> done : clients.invokeAll(tasks)) {
                wrong.addAll(done.get());
            }
        }
        return wrong;
    }
}
