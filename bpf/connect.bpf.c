// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * connect() that fails at once because there is no route: it never changes the state of its socket. A call that does
 * change it takes itself off `connects` (tcp.bpf.c); what is still there at the end of a failed call is told here.
 */
#include "control.h"
#include "connects.h"
#include "socket_facts.h"

#define AF_INET 2
#define S_IFMT 0170000
#define S_IFSOCK 0140000

/* Format of the tracepoints, the same for each system call (an ABI: events/syscalls/.../format). */
struct call_entered {
	__u64 common;
	__s64 number;
	__u64 arguments[6];
};

struct call_left {
	__u64 common;
	__s64 number;
	__s64 result;
};

struct address {
	__u16 family;
	__u16 port;
	union {
		__u32 v4;
		struct {
			__u32 flow;
			__u8 v6[ADDRESS_BYTES];
		};
	};
};

SEC("tracepoint/syscalls/sys_enter_connect")
int connect_enter(struct call_entered *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid();
	struct connect_call call = {
		.fd = ctx->arguments[0],
		.address = ctx->arguments[1],
	};

	if (thread >> 32 == self_tgid)
		return 0;
	if (bpf_map_update_elem(&connects, &thread, &call, BPF_ANY))
		lost(LOSS_TABLE_CONNECTS);
	return 0;
}

/* UDP meets the same errors all the time (programs probe routes with it), so the socket itself must be asked. */
static __always_inline struct sock *tcp_socket_of(__u32 fd)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct fdtable *table = BPF_CORE_READ(task, files, fdt);
	struct file **slots = BPF_CORE_READ(table, fd);
	struct file *file = 0;
	struct socket *socket;
	struct sock *sk;

	if (fd >= BPF_CORE_READ(table, max_fds))
		return 0;
	bpf_probe_read_kernel(&file, sizeof(file), slots + fd);
	if (!file || (BPF_CORE_READ(file, f_inode, i_mode) & S_IFMT) != S_IFSOCK)
		return 0;
	socket = BPF_CORE_READ(file, private_data);
	sk = BPF_CORE_READ(socket, sk);
	return sk && BPF_CORE_READ(sk, sk_protocol) == IPPROTO_TCP ? sk : 0;
}

static __always_inline void send(struct sock *sk, const struct address *to, __u32 error)
{
	struct tcp_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		lost(LOSS_RING_TCP);
		return;
	}
	__builtin_memset(event, 0, sizeof(*event));
	event->kind = EVENT_TCP_FAILED;
	event->tgid = current_tgid();
	event->time_ns = bpf_ktime_get_ns();
	event->socket = (__u64)sk;
	event->role = ROLE_CLIENT;
	event->error = error;
	if (to->family == AF_INET6)
		__builtin_memcpy(event->endpoints.remote, to->v6, ADDRESS_BYTES);
	else
		v4_mapped(event->endpoints.remote, to->v4);
	event->endpoints.remote_port = bpf_ntohs(to->port);
	event->endpoints.netns = BPF_CORE_READ(sk, __sk_common.skc_net.net, ns.inum);
	submit(event);
}

static __always_inline void unreachable(const struct connect_call *call, __u32 error)
{
	struct sock *sk = tcp_socket_of(call->fd);
	struct address to = {};

	if (!sk || bpf_probe_read_user(&to.family, sizeof(to.family), (void *)call->address))
		return;
	if (to.family == AF_INET && bpf_probe_read_user(&to, 8, (void *)call->address))
		return;
	if (to.family == AF_INET6 && bpf_probe_read_user(&to, sizeof(to), (void *)call->address))
		return;
	if (to.family == AF_INET || to.family == AF_INET6)
		send(sk, &to, error);
}

SEC("tracepoint/syscalls/sys_exit_connect")
int connect_exit(struct call_left *ctx)
{
	__u64 thread = bpf_get_current_pid_tgid();
	struct connect_call *call = bpf_map_lookup_elem(&connects, &thread);

	if (!call)
		return 0;
	if (ctx->result == -ENETUNREACH || ctx->result == -EHOSTUNREACH)
		unreachable(call, -ctx->result);
	bpf_map_delete_elem(&connects, &thread);
	return 0;
}

char LICENSE[] SEC("license") = "Dual BSD/GPL";
