/** Benchmarks of the agent's kernel side that need to see its inside; see {@link io.sonde.bench.Bench}. */
@NullMarked
package io.sonde.agent.kernel;

import org.jspecify.annotations.NullMarked;
