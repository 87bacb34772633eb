// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * Every TCP socket that any process holds, in any network namespace, in one walk over all open files. It costs the
 * traffic nothing and finds what was there before the agent.
 */
#include "control.h"
#include "socket_facts.h"
#include "tcp_steps.h"
#include <bpf/bpf_tracing.h>

SEC("iter/task_file")
int walk_sockets(struct bpf_iter__task_file *ctx)
{
	struct task_struct *task = ctx->task;
	struct file *file = ctx->file;
	struct socket_record record = {};
	struct socket *socket;
	struct tcp_sock *tcp;

	if (!task || !file || (__u32)task->tgid == self_tgid)
		return 0;
	socket = bpf_sock_from_file(file);
	if (!socket || !socket->sk)
		return 0;
	tcp = bpf_skc_to_tcp_sock(socket->sk);
	if (!tcp)
		return 0;
	record.state = tcp->inet_conn.icsk_inet.sk.__sk_common.skc_state;
	if (record.state == TCP_CLOSE)
		return 0;
	record.tgid = task->tgid;
	record.time_ns = bpf_ktime_get_ns();
	record.socket = (__u64)tcp;
	read_endpoints(&record.endpoints, tcp);
	read_traffic(&record.traffic, tcp);
	bpf_seq_write(ctx->meta->seq, &record, sizeof(record));
	return 0;
}

SHOW_TYPE(struct socket_record, socket_record);
char LICENSE[] SEC("license") = "Dual BSD/GPL";
