// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Who is asked over unix sockets, which nobody reads: every accepted connection that a process holds, in one walk over all
 * open files. Who dialled has no address of its own.
 */
#include "control.h"
#include "kernel_types.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#define AF_UNIX 1
#define SOCK_STREAM 1
/* enum of include/net/tcp_states.h, an ABI */
#define ESTABLISHED 1

SEC("iter/task_file")
int walk_unix(struct bpf_iter__task_file *ctx)
{
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	struct unix_record record = {};
	struct socket *socket;
	struct sock *sk;

	if (!task || !file || (__u32)task->tgid == self_tgid)
		return 0;
	socket = bpf_sock_from_file(file);
	if (!socket)
		return 0;
	sk = BPF_CORE_READ(socket, sk);
	if (!sk || BPF_CORE_READ(sk, __sk_common.skc_family) != AF_UNIX)
		return 0;
	if (BPF_CORE_READ(sk, sk_type) != SOCK_STREAM || BPF_CORE_READ(sk, __sk_common.skc_state) != ESTABLISHED)
		return 0;
	if (!BPF_CORE_READ((struct unix_sock *)sk, addr))
		return 0;
	record.tgid = task->tgid;
	bpf_seq_write(ctx->meta->seq, &record, sizeof(record));
	return 0;
}

SHOW_TYPE(struct unix_record, unix_record);
char LICENSE[] SEC("license") = "Dual BSD/GPL";
