/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * The ring of control events (sockets and processes) and the counters of what was lost. Each object declares them; the
 * agent gives all objects the maps of the first.
 */
#ifndef SONDE_CONTROL_H
#define SONDE_CONTROL_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <bpf/bpf_helpers.h>
#include "events.h"

/* The agent itself: it is never reported. Written anew by each agent that takes these programs over. */
volatile __u32 self_tgid SEC(".data.config") = 0;

/* Puts a shared type into the object's type information, where the agent's test compares it. Never read. */
#define SHOW_TYPE(type, name) type *const volatile shown_##name SEC(".rodata.config") = 0

SHOW_TYPE(enum event_kind, event_kind);
SHOW_TYPE(enum tcp_role, tcp_role);
SHOW_TYPE(enum loss, loss);

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 2 << 20); /* set by the agent */
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, LOSS_COUNT);
	__type(key, __u32);
	__type(value, __u64);
} losses SEC(".maps");

static __always_inline void lost(__u32 where)
{
	__u64 *count = bpf_map_lookup_elem(&losses, &where);

	if (count)
		(*count)++;
}

/* The reader polls: a wake-up per event would cost more than everything else here. */
static __always_inline void submit(void *event)
{
	bpf_ringbuf_submit(event, BPF_RB_NO_WAKEUP);
}

static __always_inline __u32 current_tgid(void)
{
	return bpf_get_current_pid_tgid() >> 32;
}

#endif
