-- The copies take the names.

RENAME TABLE IF EXISTS metric_samples_compact TO metric_samples;

RENAME TABLE IF EXISTS metric_histograms_compact TO metric_histograms;
