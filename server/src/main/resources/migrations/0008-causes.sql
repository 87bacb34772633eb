-- Answers to why a service was in trouble, as they were given. Beside the whole answer stands what lists show, and what a later
-- answer is compared with.

CREATE TABLE IF NOT EXISTS causes
(
    asked_at      DateTime64(3, 'UTC'),
    id            String,
    service       String,
    from_time     DateTime64(3, 'UTC'),
    to_time       DateTime64(3, 'UTC'),
    compared_from DateTime64(3, 'UTC'),
    basis         LowCardinality(String),
    conclusion    LowCardinality(String),
    suspects      Array(String),
    names         Array(String),
    kinds         Array(String),
    confidences   Array(Float64),
    summary       String,
    answer        String CODEC(ZSTD(3))
)
ENGINE = MergeTree
PARTITION BY toDate(asked_at)
ORDER BY (asked_at, id)
TTL toDateTime(asked_at) + toIntervalDay(90)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;
