-- What lists of traces and the latency heat map are read from: otel_traces is ordered by service, and would have to be read whole.
-- All of it is derived from there; were this cut off, it would be made anew. Service is the id of a service as everywhere in REST.

ALTER TABLE otel_traces ADD COLUMN IF NOT EXISTS Service LowCardinality(String) MATERIALIZED multiIf(
    ResourceAttributes['k8s.cluster.name'] NOT IN ('', 'default'), concat(if(ServiceName = '', 'unknown', ServiceName), '~', if(ResourceAttributes['service.namespace'] != '', ResourceAttributes['service.namespace'], ResourceAttributes['k8s.namespace.name']), '~', ResourceAttributes['k8s.cluster.name']),
    ResourceAttributes['service.namespace'] != '', concat(if(ServiceName = '', 'unknown', ServiceName), '~', ResourceAttributes['service.namespace']),
    ResourceAttributes['k8s.namespace.name'] != '', concat(if(ServiceName = '', 'unknown', ServiceName), '~', ResourceAttributes['k8s.namespace.name']),
    if(ServiceName = '', 'unknown', ServiceName)) CODEC(ZSTD(1));

ALTER TABLE otel_traces ADD COLUMN IF NOT EXISTS Protocol LowCardinality(String) MATERIALIZED multiIf(
    SpanAttributes['sonde.protocol'] != '', SpanAttributes['sonde.protocol'],
    SpanAttributes['rpc.system.name'] != '', SpanAttributes['rpc.system.name'],
    SpanAttributes['rpc.system'] != '', SpanAttributes['rpc.system'],
    SpanAttributes['db.system.name'] != '', SpanAttributes['db.system.name'],
    SpanAttributes['db.system'] != '', SpanAttributes['db.system'],
    SpanAttributes['messaging.system'] != '', SpanAttributes['messaging.system'],
    SpanAttributes['http.request.method'] != '' OR SpanAttributes['http.method'] != '', 'http',
    SpanAttributes['dns.question.name'] != '', 'dns',
    '') CODEC(ZSTD(1));

ALTER TABLE otel_traces ADD COLUMN IF NOT EXISTS Outcome LowCardinality(String) MATERIALIZED multiIf(
    SpanAttributes['error.type'] IN ('timed_out', 'aborted'), 'unanswered',
    StatusCode = 'Error', 'error',
    'ok') CODEC(ZSTD(1));

ALTER TABLE otel_traces ADD COLUMN IF NOT EXISTS ByAgent Bool MATERIALIZED ScopeName = 'sonde-node-agent' CODEC(ZSTD(1));

CREATE TABLE IF NOT EXISTS trace_entries
(
    Time     DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    TraceId  FixedString(16) CODEC(ZSTD(1)),
    SpanId   FixedString(8) CODEC(ZSTD(1)),
    Service  LowCardinality(String) CODEC(ZSTD(1)),
    Name     LowCardinality(String) CODEC(ZSTD(1)),
    Kind     LowCardinality(String) CODEC(ZSTD(1)),
    Protocol LowCardinality(String) CODEC(ZSTD(1)),
    Outcome  LowCardinality(String) CODEC(ZSTD(1)),
    ByAgent  Bool CODEC(ZSTD(1)),
    Duration UInt64 CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(Time)
ORDER BY Time
TTL toDateTime(Time) + toIntervalDay(7)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE TABLE IF NOT EXISTS trace_parts
(
    TraceId    FixedString(16) CODEC(ZSTD(1)),
    Start      DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    End        DateTime64(9, 'UTC') CODEC(Delta, ZSTD(1)),
    Spans      UInt32 CODEC(ZSTD(1)),
    Errors     UInt32 CODEC(ZSTD(1)),
    Unanswered UInt32 CODEC(ZSTD(1)),
    AgentSpans UInt32 CODEC(ZSTD(1)),
    Services   Array(LowCardinality(String)) CODEC(ZSTD(1)),
    Parentless Bool CODEC(ZSTD(1)),
    First      Tuple(Time DateTime64(9, 'UTC'), SpanId FixedString(8), Service LowCardinality(String), Name LowCardinality(String), Kind LowCardinality(String), Protocol LowCardinality(String), Outcome LowCardinality(String), ByAgent Bool, Duration UInt64) CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toDate(Start)
ORDER BY TraceId
TTL toDateTime(Start) + toIntervalDay(7)
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1, fsync_after_insert = 1, fsync_part_directory = 1, index_granularity = 256;

TRUNCATE TABLE trace_entries;

TRUNCATE TABLE trace_parts;

DROP VIEW IF EXISTS trace_entries_mv;

DROP VIEW IF EXISTS trace_parts_mv;

INSERT INTO trace_entries
SELECT Timestamp, toFixedString(unhex(TraceId), 16), toFixedString(unhex(SpanId), 8), Service, SpanName, SpanKind, Protocol, Outcome, ByAgent, Duration
FROM otel_traces
WHERE (SpanKind IN ('Server', 'Consumer') OR (ParentSpanId = '' AND SpanKind NOT IN ('Client', 'Producer'))) AND length(TraceId) = 32 AND length(SpanId) = 16
SETTINGS max_execution_time = 0, max_partitions_per_insert_block = 0;

INSERT INTO trace_parts
SELECT toFixedString(unhex(TraceId), 16), min(Timestamp), max(Timestamp + toIntervalNanosecond(least(Duration, 604800000000000))), count(),
    countIf(Outcome = 'error'), countIf(Outcome = 'unanswered'), countIf(ByAgent), groupUniqArray(50)(Service), countIf(ParentSpanId = '' OR SpanAttributes['sonde.trace.origin'] = 'connection') > 0,
    argMin((Timestamp, toFixedString(unhex(SpanId), 8), Service, SpanName, SpanKind, Protocol, Outcome, ByAgent, Duration), (ParentSpanId != '', Timestamp))
FROM otel_traces
WHERE length(TraceId) = 32 AND length(SpanId) = 16
GROUP BY TraceId, toDate(Timestamp)
SETTINGS max_execution_time = 0, max_partitions_per_insert_block = 0;

CREATE MATERIALIZED VIEW trace_entries_mv TO trace_entries AS
SELECT Timestamp AS Time, toFixedString(unhex(otel_traces.TraceId), 16) AS TraceId, toFixedString(unhex(otel_traces.SpanId), 8) AS SpanId,
    Service, SpanName AS Name, SpanKind AS Kind, Protocol, Outcome, ByAgent, Duration
FROM otel_traces
WHERE (SpanKind IN ('Server', 'Consumer') OR (ParentSpanId = '' AND SpanKind NOT IN ('Client', 'Producer'))) AND length(otel_traces.TraceId) = 32 AND length(otel_traces.SpanId) = 16;

CREATE MATERIALIZED VIEW trace_parts_mv TO trace_parts AS
SELECT toFixedString(unhex(otel_traces.TraceId), 16) AS TraceId,
    min(Timestamp) AS Start, max(Timestamp + toIntervalNanosecond(least(Duration, 604800000000000))) AS End, count() AS Spans,
    countIf(Outcome = 'error') AS Errors, countIf(Outcome = 'unanswered') AS Unanswered, countIf(ByAgent) AS AgentSpans,
    groupUniqArray(50)(Service) AS Services, countIf(ParentSpanId = '' OR SpanAttributes['sonde.trace.origin'] = 'connection') > 0 AS Parentless,
    argMin((Timestamp, toFixedString(unhex(otel_traces.SpanId), 8), Service, SpanName, SpanKind, Protocol, Outcome, ByAgent, Duration), (ParentSpanId != '', Timestamp)) AS First
FROM otel_traces
WHERE length(otel_traces.TraceId) = 32 AND length(otel_traces.SpanId) = 16
GROUP BY otel_traces.TraceId, toDate(Timestamp);
