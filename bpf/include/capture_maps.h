/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What the capture of requests keeps in the kernel: the ring, what the agent decided, what was lost, when threads began to send. */
#ifndef SONDE_CAPTURE_MAPS_H
#define SONDE_CAPTURE_MAPS_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <bpf/bpf_helpers.h>
#include "pieces.h"

#define STARTS 4096

/* The agent itself: it is never reported. */
volatile __u32 self_tgid SEC(".data.config") = 0;

/* Of a stretch so much is copied as it is, unless the agent has decided; at most PIECES_OF_STRETCH of PIECE_BYTES. */
volatile __u32 payload_bytes SEC(".data.payload") = PIECE_BYTES;

#define SHOW_TYPE(type, name) type *const volatile shown_##name SEC(".rodata.config") = 0

SHOW_TYPE(struct piece, piece);
SHOW_TYPE(struct verdict, verdict);
SHOW_TYPE(enum piece_flag, piece_flag);
SHOW_TYPE(enum piece_loss, piece_loss);

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4 << 20); /* set by the agent */
} pieces SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 16384); /* set by the agent */
	__type(key, __u64); /* socket */
	__type(value, struct verdict);
} verdicts SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, PIECE_LOSS_COUNT);
	__type(key, __u32);
	__type(value, __u64);
} piece_losses SEC(".maps");

/* When a thread began to send. Two threads that share a slot at one moment take it from each other: then it is not known. */
struct start {
	__u64 thread;
	__u64 time_ns;
	__u64 padding[6]; /* a cache line of its own */
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, STARTS);
	__type(key, __u32);
	__type(value, struct start);
} starts SEC(".maps");

static __always_inline void lost_piece(__u32 where)
{
	__u64 *count = bpf_map_lookup_elem(&piece_losses, &where);

	if (count)
		(*count)++;
}

/* A request begins when its program hands it over, not when the kernel is done with it. */
static __always_inline int sending(void)
{
	__u64 thread = bpf_get_current_pid_tgid();
	__u32 slot = (__u32)thread % STARTS;
	struct start *start = bpf_map_lookup_elem(&starts, &slot);

	if (start) {
		start->thread = thread;
		start->time_ns = bpf_ktime_get_ns();
	}
	return 0;
}

static __always_inline __u64 started(void)
{
	__u64 thread = bpf_get_current_pid_tgid();
	__u32 slot = (__u32)thread % STARTS;
	struct start *start = bpf_map_lookup_elem(&starts, &slot);

	return start && start->thread == thread ? start->time_ns : 0;
}

#endif
