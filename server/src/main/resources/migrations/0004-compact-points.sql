-- Points in less room and with less work. A number is stored as its decimal digits and where the point stands in them: what
-- stands close together in time then differs in its last digits only. Bucket counts stand in columns of their own for the same
-- reason. What was stored before is copied; were this cut off, the copy would be made anew.

CREATE TABLE IF NOT EXISTS metric_samples_compact
(
    metric      LowCardinality(String),
    fingerprint UInt64 CODEC(ZSTD(1)),
    time        DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    digits      Int64 CODEC(Delta, T64('bit'), ZSTD(1)),
    decimals    Int8 CODEC(ZSTD(1)),
    value       Float64 ALIAS if(decimals < 0, reinterpretAsFloat64(digits), digits / intExp10(decimals))
)
ENGINE = MergeTree
PARTITION BY toDate(time)
ORDER BY (metric, fingerprint, time)
TTL toDateTime(time) + toIntervalDay(30)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1, min_bytes_for_wide_part = 67108864;

CREATE TABLE IF NOT EXISTS metric_histograms_compact
(
    metric       LowCardinality(String),
    fingerprint  UInt64 CODEC(ZSTD(1)),
    time         DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    start        DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    count        UInt64 CODEC(Delta, T64('bit'), ZSTD(1)),
    sum_digits   Int64 CODEC(Delta, T64('bit'), ZSTD(1)),
    sum_decimals Int8 CODEC(ZSTD(1)),
    min          Float64 DEFAULT nan CODEC(ZSTD(1)),
    max          Float64 DEFAULT nan CODEC(ZSTD(1)),
    bounds_bytes LowCardinality(String),
    first_counts Tuple(c0 UInt64, c1 UInt64, c2 UInt64, c3 UInt64, c4 UInt64, c5 UInt64, c6 UInt64, c7 UInt64, c8 UInt64, c9 UInt64, c10 UInt64, c11 UInt64, c12 UInt64, c13 UInt64, c14 UInt64, c15 UInt64) CODEC(Delta, T64('bit'), ZSTD(1)),
    more_counts  Array(UInt64) CODEC(ZSTD(1)),
    sum          Float64 ALIAS if(sum_decimals < 0, reinterpretAsFloat64(sum_digits), sum_digits / intExp10(sum_decimals)),
    bounds       Array(Float64) ALIAS arrayMap(i -> reinterpretAsFloat64(substring(bounds_bytes, i * 8 + 1, 8)), range(intDiv(length(bounds_bytes), 8))),
    counts       Array(UInt64) ALIAS if(bounds_bytes = '', [], arraySlice(arrayConcat([first_counts.c0, first_counts.c1, first_counts.c2, first_counts.c3, first_counts.c4, first_counts.c5, first_counts.c6, first_counts.c7, first_counts.c8, first_counts.c9, first_counts.c10, first_counts.c11, first_counts.c12, first_counts.c13, first_counts.c14, first_counts.c15], more_counts), 1, intDiv(length(bounds_bytes), 8) + 1))
)
ENGINE = MergeTree
PARTITION BY toDate(time)
ORDER BY (metric, fingerprint, time)
TTL toDateTime(time) + toIntervalDay(30)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1, min_bytes_for_wide_part = 67108864;

TRUNCATE TABLE metric_samples_compact;

INSERT INTO metric_samples_compact (metric, fingerprint, time, digits, decimals)
SELECT metric, fingerprint, time, reinterpretAsInt64(value), -1
FROM metric_samples
SETTINGS max_execution_time = 0, max_partitions_per_insert_block = 0;

TRUNCATE TABLE metric_histograms_compact;

INSERT INTO metric_histograms_compact (metric, fingerprint, time, start, count, sum_digits, sum_decimals, min, max, bounds_bytes, first_counts, more_counts)
SELECT metric, fingerprint, time, start, count, reinterpretAsInt64(sum), -1, min, max,
    arrayStringConcat(arrayMap(b -> toString(reinterpretAsFixedString(b)), bounds)),
    (counts[1], counts[2], counts[3], counts[4], counts[5], counts[6], counts[7], counts[8], counts[9], counts[10], counts[11], counts[12], counts[13], counts[14], counts[15], counts[16]),
    arraySlice(counts, 17)
FROM metric_histograms
SETTINGS max_execution_time = 0, max_partitions_per_insert_block = 0;
