-- Metrics: what a series is stands once in metric_series, its points in the other tables.
-- The retention here is the default; what is set is applied at each start.

CREATE TABLE IF NOT EXISTS metric_series
(
    metric      LowCardinality(String),
    fingerprint UInt64,
    kind        LowCardinality(String),
    unit        LowCardinality(String),
    resource    Map(LowCardinality(String), String),
    scope       LowCardinality(String),
    attributes  Map(LowCardinality(String), String),
    last_seen   DateTime('UTC')
)
ENGINE = ReplacingMergeTree(last_seen)
ORDER BY (metric, fingerprint)
TTL last_seen + toIntervalDay(32)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS metric_samples
(
    metric      LowCardinality(String),
    fingerprint UInt64 CODEC(ZSTD(1)),
    time        DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    value       Float64 CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(time)
ORDER BY (metric, fingerprint, time)
TTL toDateTime(time) + toIntervalDay(30)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS metric_histograms
(
    metric      LowCardinality(String),
    fingerprint UInt64 CODEC(ZSTD(1)),
    time        DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    start       DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    count       UInt64 CODEC(ZSTD(1)),
    sum         Float64 CODEC(ZSTD(1)),
    min         Float64 CODEC(ZSTD(1)),
    max         Float64 CODEC(ZSTD(1)),
    bounds      Array(Float64) CODEC(ZSTD(1)),
    counts      Array(UInt64) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(time)
ORDER BY (metric, fingerprint, time)
TTL toDateTime(time) + toIntervalDay(30)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS metric_exponential_histograms
(
    metric          LowCardinality(String),
    fingerprint     UInt64 CODEC(ZSTD(1)),
    time            DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    start           DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    count           UInt64 CODEC(ZSTD(1)),
    sum             Float64 CODEC(ZSTD(1)),
    min             Float64 CODEC(ZSTD(1)),
    max             Float64 CODEC(ZSTD(1)),
    scale           Int32 CODEC(ZSTD(1)),
    zero_count      UInt64 CODEC(ZSTD(1)),
    zero_threshold  Float64 CODEC(ZSTD(1)),
    positive_offset Int32 CODEC(ZSTD(1)),
    positive_counts Array(UInt64) CODEC(ZSTD(1)),
    negative_offset Int32 CODEC(ZSTD(1)),
    negative_counts Array(UInt64) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(time)
ORDER BY (metric, fingerprint, time)
TTL toDateTime(time) + toIntervalDay(30)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS metric_summaries
(
    metric      LowCardinality(String),
    fingerprint UInt64 CODEC(ZSTD(1)),
    time        DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    start       DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    count       UInt64 CODEC(ZSTD(1)),
    sum         Float64 CODEC(ZSTD(1)),
    quantiles   Array(Float64) CODEC(ZSTD(1)),
    values      Array(Float64) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(time)
ORDER BY (metric, fingerprint, time)
TTL toDateTime(time) + toIntervalDay(30)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;
