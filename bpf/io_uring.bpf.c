// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * What programs move on TCP sockets by io_uring passes none of the system calls that requests.bpf.c looks at: its requests
 * are not read. Counted here by process, so that this can be said. Nothing runs for who does not use io_uring.
 */
#include <linux/bpf.h>
#include <linux/types.h>
#include <linux/io_uring.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include "kernel_types.h"
#include "open_files.h"

#define PROCESSES 1024

/* The agent itself: it is never reported. */
volatile __u32 self_tgid SEC(".data.config") = 0;

struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, PROCESSES);
	__type(key, __u32); /* tgid */
	__type(value, __u64); /* operations */
} unread SEC(".maps");

static __always_inline int moves_bytes(__u8 operation)
{
	switch (operation) {
	case IORING_OP_READV:
	case IORING_OP_WRITEV:
	case IORING_OP_READ_FIXED:
	case IORING_OP_WRITE_FIXED:
	case IORING_OP_SENDMSG:
	case IORING_OP_RECVMSG:
	case IORING_OP_READ:
	case IORING_OP_WRITE:
	case IORING_OP_SEND:
	case IORING_OP_RECV:
	case IORING_OP_SEND_ZC:
	case IORING_OP_SENDMSG_ZC:
		return 1;
	default:
		return 0;
	}
}

/* The arguments differ between kernels; the second is the request on all since 5.17 (on older ones it leads nowhere). */
SEC("tp_btf/io_uring_complete")
int io_uring_completed(__u64 *ctx)
{
	struct io_kiocb *request = (struct io_kiocb *)ctx[1];
	__u32 tgid = bpf_get_current_pid_tgid() >> 32;
	__u64 one = 1;
	struct sock *sk;
	__u64 *count;

	if (!request || tgid == self_tgid || !moves_bytes(BPF_CORE_READ(request, opcode)))
		return 0;
	sk = sock_of_file(BPF_CORE_READ(request, file));
	if (!sk || !is_tcp(sk))
		return 0;
	count = bpf_map_lookup_elem(&unread, &tgid);
	if (count)
		__sync_fetch_and_add(count, 1);
	else
		bpf_map_update_elem(&unread, &tgid, &one, BPF_NOEXIST);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
