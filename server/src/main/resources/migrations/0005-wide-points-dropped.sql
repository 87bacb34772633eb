-- What 0004 has copied.

DROP TABLE IF EXISTS metric_samples;

DROP TABLE IF EXISTS metric_histograms;
