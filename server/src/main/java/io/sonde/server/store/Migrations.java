// SPDX-License-Identifier: Apache-2.0
package io.sonde.server.store;

import com.clickhouse.client.api.query.GenericRecord;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to the version that this program wants. Each migration is applied once and then never changed; each of its
 * statements does no harm when it is repeated, so that a start that was cut off is simply made again.
 */
@Singleton
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    /** In order. A file in the directory {@code migrations} that is missing here fails a test. */
    static final List<String> NAMES = List.of(
            "0001-metrics",
            "0002-logs",
            "0003-traces",
            "0004-compact-points",
            "0005-wide-points-dropped",
            "0006-compact-points-named",
            "0007-trace-lists",
            "0008-causes",
            "0009-batches-in-rows",
            "0010-trace-durations");

    private static final String TABLE = """
        CREATE TABLE IF NOT EXISTS schema_migrations
        (name String, checksum String, applied DateTime64(3, 'UTC') DEFAULT now64(3))
        ENGINE = ReplacingMergeTree(applied) ORDER BY name
        """;

    private final ClickHouse clickHouse;

    Migrations(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    void apply() throws StoreException {
        clickHouse.createDatabase();
        clickHouse.execute(TABLE);
        Map<String, String> applied = applied();
        for (String name : NAMES) {
            apply(name, applied);
        }
    }

    private void apply(String name, Map<String, String> applied) throws StoreException {
        String text = text(name);
        String checksum = checksum(text);
        String before = applied.get(name);
        if (before != null) {
            if (!before.equals(checksum)) {
                throw new StoreException("Migration " + name + " was applied in another form than this program has:"
                        + " the database belongs to another version of the program.");
            }
            return;
        }
        for (String statement : statements(text)) {
            clickHouse.execute(statement);
        }
        clickHouse.execute(
                "INSERT INTO schema_migrations (name, checksum) VALUES ('" + name + "', '" + checksum + "')");
        log.info("applied migration {}", name);
    }

    private Map<String, String> applied() throws StoreException {
        List<GenericRecord> rows = clickHouse.query("SELECT name, checksum FROM schema_migrations FINAL", Map.of());
        return rows.stream().collect(Collectors.toMap(r -> r.getString("name"), r -> r.getString("checksum")));
    }

    /** Statements end with a semicolon at the end of a line; comments are lines of their own. */
    static List<String> statements(String text) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith("--") || line.isBlank()) {
                continue;
            }
            if (line.endsWith(";")) {
                statements.add(statement.append(line, 0, line.length() - 1).toString());
                statement.setLength(0);
            } else {
                statement.append(line).append('\n');
            }
        }
        return statements;
    }

    private static String text(String name) {
        String file = "/migrations/" + name + ".sql";
        try (InputStream in = Migrations.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("BUG: " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("BUG: " + file + " cannot be read", e);
        }
    }

    private static String checksum(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("BUG: every JDK has SHA-256", e);
        }
    }
}
