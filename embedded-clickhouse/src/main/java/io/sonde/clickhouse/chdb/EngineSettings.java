// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.nio.file.Path;

/**
 * How the engine is run. Everything it may take has a limit, so that it fits beside what it watches.
 *
 * @param connections statements that may run at once
 * @param maxServerMemoryBytes what all statements together may hold
 * @param maxThreads that one statement may use
 * @param maxQuerySeconds after which a statement is ended
 */
public record EngineSettings(
        Path library,
        Path directory,
        int connections,
        long maxServerMemoryBytes,
        int maxThreads,
        int maxQuerySeconds) {}
