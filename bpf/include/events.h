/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the kernel side hands to the agent: the only types that both share. Fixed width, padding spelled out.
 * The agent's layouts are compared with these by a test that reads the object's type information.
 */
#ifndef SONDE_EVENTS_H
#define SONDE_EVENTS_H

#include <linux/types.h>

#define ADDRESS_BYTES 16
#define COMM_BYTES 16
#define FILENAME_BYTES 256
#define ARGUMENTS_BYTES 512
#define CGROUP_LEVELS 4
/* "cri-containerd-" + 64 hex digits + ".scope" and its end take 86. */
#define CGROUP_NAME_BYTES 96

#define DURATION_UNKNOWN (~0ULL)

enum event_kind {
	EVENT_TCP_OPENED = 1,
	EVENT_TCP_FAILED = 2,
	EVENT_TCP_CLOSED = 3,
	EVENT_TCP_LISTEN = 4,
	EVENT_TCP_UNLISTEN = 5,
	EVENT_PROCESS_EXEC = 16,
	EVENT_PROCESS_FORK = 17,
	EVENT_PROCESS_EXIT = 18,
};

enum tcp_role {
	ROLE_UNKNOWN = 0,
	ROLE_CLIENT = 1,
	ROLE_SERVER = 2,
};

/* Index into the per-CPU map `losses`; the agent names them in the same order. */
enum loss {
	LOSS_RING_TCP = 0,
	LOSS_RING_PROCESS = 1,
	LOSS_TABLE_SOCKETS = 2,
	LOSS_TABLE_CONNECTS = 3,
	LOSS_COUNT = 4,
};

struct endpoints {
	__u8 local[ADDRESS_BYTES]; /* IPv4 as v4-mapped IPv6 */
	__u8 remote[ADDRESS_BYTES];
	__u16 local_port; /* host order */
	__u16 remote_port;
	__u32 netns; /* inode of the network namespace */
};

struct traffic {
	__u64 bytes_sent; /* payload, without what was sent again */
	__u64 bytes_received;
	__u32 retransmits; /* segments */
	__u32 rtt_us; /* smoothed */
};

struct tcp_event {
	__u32 kind;
	__u32 tgid; /* 0: unknown */
	__u64 time_ns; /* CLOCK_MONOTONIC */
	__u64 socket;
	__u64 duration_ns;
	struct endpoints endpoints;
	struct traffic traffic;
	__u32 error; /* errno, 0: none */
	__u8 role; /* enum tcp_role */
	__u8 padding[3];
};

struct process_event {
	__u32 kind;
	__u32 tgid;
	__u64 time_ns;
	__u64 cgroup_id;
	__u32 parent_tgid;
	__u32 exit_status; /* as wait() gives it */
	__u64 cpu_ns; /* of all its threads, in an exit */
	char comm[COMM_BYTES];
};

struct exec_event {
	struct process_event process;
	__u32 arguments_length;
	__u32 padding;
	char filename[FILENAME_BYTES];
	char arguments[ARGUMENTS_BYTES]; /* each ends with a zero byte */
	char cgroup_v2[CGROUP_LEVELS][CGROUP_NAME_BYTES]; /* leaf first; empty: the root */
	char cgroup_v1[CGROUP_LEVELS][CGROUP_NAME_BYTES];
};

struct cpu_record {
	__u32 tgid;
	__u32 padding;
	__u64 run_ns; /* of this thread; in the first one also of those that ended */
	__u64 delay_ns; /* ready to run, and no CPU was free */
};

/* A connection that was accepted over a unix socket. */
struct unix_record {
	__u32 tgid;
	__u32 padding;
};

struct socket_record {
	__u32 tgid;
	__u32 state;
	__u64 time_ns;
	__u64 socket;
	struct endpoints endpoints;
	struct traffic traffic;
};

#endif
