// SPDX-License-Identifier: Apache-2.0

/**
 * libbpf and the few calls of libc that go with it, bound by hand. Start at {@link io.sonde.agent.libbpf.LibBpf}: it
 * says whether the library is there; {@link io.sonde.agent.libbpf.BpfObject} is what is done with it.
 */
@NullMarked
package io.sonde.agent.libbpf;

import org.jspecify.annotations.NullMarked;
