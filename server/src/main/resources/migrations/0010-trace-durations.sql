-- How many spans began in a second and lasted how long, for the heat map of all spans: counting them one by one takes seconds from a few
-- million on. Row is that of the map. Derived from otel_traces; were this cut off, it would be made anew.

CREATE TABLE IF NOT EXISTS trace_durations
(
    Second  DateTime('UTC') CODEC(Delta, ZSTD(1)),
    Row     UInt8 CODEC(ZSTD(1)),
    Outcome LowCardinality(String) CODEC(ZSTD(1)),
    ByAgent Bool CODEC(ZSTD(1)),
    Asked   Bool CODEC(ZSTD(1)),
    Spans   UInt64 CODEC(T64, ZSTD(1))
)
ENGINE = SummingMergeTree(Spans)
PARTITION BY toDate(Second)
ORDER BY (Second, Row, Outcome, ByAgent, Asked)
TTL Second + toIntervalDay(7)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;

TRUNCATE TABLE trace_durations;

DROP VIEW IF EXISTS trace_durations_mv;

INSERT INTO trace_durations
SELECT toDateTime(Timestamp, 'UTC') AS Second, toUInt8(least(63, floor(2 * log2(greatest(1, Duration / 1000))))) AS Row, Outcome, ByAgent,
    SpanKind IN ('Client', 'Producer') AS Asked, count() AS Spans
FROM otel_traces
GROUP BY Second, Row, Outcome, ByAgent, Asked
SETTINGS max_execution_time = 0, max_partitions_per_insert_block = 0;

CREATE MATERIALIZED VIEW trace_durations_mv TO trace_durations AS
SELECT toDateTime(Timestamp, 'UTC') AS Second, toUInt8(least(63, floor(2 * log2(greatest(1, Duration / 1000))))) AS Row, Outcome, ByAgent,
    SpanKind IN ('Client', 'Producer') AS Asked, count() AS Spans
FROM otel_traces
GROUP BY Second, Row, Outcome, ByAgent, Asked;
