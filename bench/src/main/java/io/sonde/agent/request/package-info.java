/** Benchmarks of how the agent counts requests, which need to see its inside; see {@link io.sonde.bench.Bench}. */
@NullMarked
package io.sonde.agent.request;

import org.jspecify.annotations.NullMarked;
