// SPDX-License-Identifier: Apache-2.0
package io.sonde.clickhouse.chdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Says to libchdb what {@link EngineSettings} say to us. */
final class EngineArguments {
    /** Threads that the engine may keep; without this they grow to over 200. */
    private static final int MAX_THREAD_POOL_SIZE = 100;

    /**
     * About how many parts of one size are merged into one. With the engine's own 5 each row of steady inserts is written five
     * more times by merges, with 20 twice: merges were two thirds of what ingest cost. Reads meet some tens of small parts more.
     */
    private static final int MERGE_SELECTOR_BASE = 20;

    /**
     * From how many rows on parts are merged column by column, which saves memory and costs time. With the engine's own 131,072 that
     * is nearly every merge of a table of many columns: histograms cost 4.4 to 4.6 s of processor per million points, and 2.5
     * without.
     */
    private static final int COLUMN_BY_COLUMN_ROWS = 4_000_000;

    /** A merge can wait while somebody waits for an insert or an answer; at this value it still gets its quarter. */
    private static final int MERGE_NICE = 5;

    private final EngineSettings settings;
    private final Path configuration;

    private EngineArguments(EngineSettings settings, Path configuration) {
        this.settings = settings;
        this.configuration = configuration;
    }

    static EngineArguments write(EngineSettings settings) throws IOException {
        Path file = settings.directory().resolve("engine.xml");
        Files.writeString(file, configuration());
        return new EngineArguments(settings, file);
    }

    /** Of one connection; those about the server count for the first connection only. */
    List<String> forConnection(String name) {
        return List.of(
                "clickhouse",
                "--path=" + settings.directory().resolve("chdb"),
                "--config-file=" + configuration,
                "--max_server_memory_usage=" + settings.maxServerMemoryBytes(),
                "--max_memory_usage=" + settings.maxServerMemoryBytes() / 10 * 8,
                "--max_threads=" + settings.maxThreads(),
                "--max_insert_threads=1",
                "--max_execution_time=" + settings.maxQuerySeconds(),
                "--log_comment=" + name);
    }

    /**
     * Caches small enough for a few hundred MB in all; few background threads, and merges and mutations allowed to use them; no
     * statistics of columns, which only help to order joins; what is acknowledged is on the disk.
     */
    private static String configuration() {
        return """
                <clickhouse>
                  <mark_cache_size>67108864</mark_cache_size>
                  <primary_index_cache_size>67108864</primary_index_cache_size>
                  <uncompressed_cache_size>0</uncompressed_cache_size>
                  <index_mark_cache_size>16777216</index_mark_cache_size>
                  <index_uncompressed_cache_size>0</index_uncompressed_cache_size>
                  <mmap_cache_size>256</mmap_cache_size>
                  <compiled_expression_cache_size>16777216</compiled_expression_cache_size>
                  <query_cache><max_size_in_bytes>16777216</max_size_in_bytes></query_cache>
                  <max_thread_pool_size>%d</max_thread_pool_size>
                  <max_thread_pool_free_size>10</max_thread_pool_free_size>
                  <max_io_thread_pool_size>16</max_io_thread_pool_size>
                  <max_io_thread_pool_free_size>4</max_io_thread_pool_free_size>
                  <background_pool_size>2</background_pool_size>
                  <background_move_pool_size>1</background_move_pool_size>
                  <background_fetches_pool_size>1</background_fetches_pool_size>
                  <background_common_pool_size>2</background_common_pool_size>
                  <background_schedule_pool_size>4</background_schedule_pool_size>
                  <background_buffer_flush_schedule_pool_size>1</background_buffer_flush_schedule_pool_size>
                  <background_distributed_schedule_pool_size>1</background_distributed_schedule_pool_size>
                  <background_message_broker_schedule_pool_size>1</background_message_broker_schedule_pool_size>
                  <os_threads_nice_value_merge_mutate>%d</os_threads_nice_value_merge_mutate>
                  <merge_tree>
                    <merge_selector_base>%d</merge_selector_base>
                    <vertical_merge_algorithm_min_rows_to_activate>%d</vertical_merge_algorithm_min_rows_to_activate>
                    <auto_statistics_types></auto_statistics_types>
                    <fsync_after_insert>1</fsync_after_insert>
                    <fsync_part_directory>1</fsync_part_directory>
                    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
                    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
                    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
                  </merge_tree>
                </clickhouse>
                """.formatted(MAX_THREAD_POOL_SIZE, MERGE_NICE, MERGE_SELECTOR_BASE, COLUMN_BY_COLUMN_ROWS);
    }
}
