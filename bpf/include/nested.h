/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The kernel does not run a program on a processor that runs it already: a change of state that a soft interrupt makes
 * meanwhile would be missed. The second program, run after the first for each change, takes those and no other. What the
 * kernel counts as missed by the first and the second has not taken is lost.
 */
#ifndef SONDE_NESTED_H
#define SONDE_NESTED_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <bpf/bpf_helpers.h>

enum nested_slot {
	NESTED_RUNNING, /* the first program, on this processor */
	NESTED_TAKEN, /* by the second, because the first ran */
	NESTED_SLOTS,
};

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, NESTED_SLOTS);
	__type(key, __u32);
	__type(value, __u64);
} nested SEC(".maps");

static const __u32 running = NESTED_RUNNING;
static const __u32 taken = NESTED_TAKEN;

static __always_inline void count_taken(void)
{
	__u64 *count = bpf_map_lookup_elem(&nested, &taken);

	if (count)
		(*count)++;
}

#endif
