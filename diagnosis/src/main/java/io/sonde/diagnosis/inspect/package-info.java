/** Judges a world: what is wrong, said in sentences. Start at {@link io.sonde.diagnosis.inspect.Judgement}. */
@NullMarked
package io.sonde.diagnosis.inspect;

import org.jspecify.annotations.NullMarked;
