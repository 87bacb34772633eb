/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* connect() calls under way, by thread: what is left when the call ends has not changed the state of its socket. */
#ifndef SONDE_CONNECTS_H
#define SONDE_CONNECTS_H

#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct connect_call {
	__u64 address; /* of the program */
	__u32 fd;
	__u32 padding;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 4096); /* threads inside connect() at one moment */
	__type(key, __u64); /* thread */
	__type(value, struct connect_call);
} connects SEC(".maps");

#endif
