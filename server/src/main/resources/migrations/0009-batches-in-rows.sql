-- Which batch of a sender a row begins: the key of its name in the first row of the batch, 0 in all others. By it a batch that comes
-- again is found. A column that is nearly always 0 is kept as the few places where it is not.

ALTER TABLE otel_traces ADD COLUMN IF NOT EXISTS Batch UInt64 CODEC(ZSTD(1));

ALTER TABLE otel_logs ADD COLUMN IF NOT EXISTS Batch UInt64 CODEC(ZSTD(1));
