// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * The life of every TCP socket, from its changes of state. Most changes happen in softirq, where the current process
 * is whoever was interrupted: the owner is taken only from the changes that its own system calls make, and remembered.
 */
#include "control.h"
#include "connects.h"
#include "nested.h"
#include "socket_facts.h"
#include "tcp_steps.h"
#include <bpf/bpf_tracing.h>

struct tracked {
	__u64 start_ns; /* of connect() until established, then of that; 0: before the agent */
	__u32 tgid;
	__u8 role; /* enum tcp_role */
	__u8 own; /* belongs to the agent */
	__u8 padding[2];
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 65536); /* set by the agent */
	__type(key, __u64);
	__type(value, struct tracked);
} sockets SEC(".maps");

static __always_inline void remember(__u64 key, __u64 start_ns, __u32 tgid, __u8 role)
{
	struct tracked fresh = {
		.start_ns = start_ns,
		.tgid = tgid,
		.role = role,
		.own = tgid && tgid == self_tgid,
	};

	if (bpf_map_update_elem(&sockets, &key, &fresh, BPF_ANY))
		lost(LOSS_TABLE_SOCKETS);
}

/* What one change of state is worth telling; kind 0: nothing. */
struct report {
	__u64 now_ns;
	__u64 duration_ns;
	__u32 kind;
	__u32 tgid;
	__u32 error;
	__u8 role;
};

static __always_inline void send(struct tcp_sock *tcp, const struct report *report)
{
	struct tcp_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		lost(LOSS_RING_TCP);
		return;
	}
	event->kind = report->kind;
	event->tgid = report->tgid;
	event->time_ns = report->now_ns;
	event->socket = (__u64)tcp;
	event->duration_ns = report->duration_ns;
	event->error = report->error;
	event->role = report->role;
	read_endpoints(&event->endpoints, tcp);
	read_traffic(&event->traffic, tcp);
	submit(event);
}

static __always_inline void connect_called(__u64 key, struct report *report)
{
	__u64 thread = bpf_get_current_pid_tgid();

	bpf_map_delete_elem(&connects, &thread);
	remember(key, report->now_ns, thread >> 32, ROLE_CLIENT);
}

/* Takes what is known of the socket; what is not stays unknown. */
static __always_inline void tell(struct report *report, __u32 kind, const struct tracked *known)
{
	if (known && known->own)
		return;
	report->kind = kind;
	report->tgid = known ? known->tgid : 0;
	report->role = known ? known->role : ROLE_UNKNOWN;
	report->duration_ns = duration(known ? known->start_ns : 0, report->now_ns);
}

/* What nobody has accepted yet was made by no connect(): whatever is known of it was known of another socket, whose end was missed. */
static __always_inline int is_stale(const struct tracked *known, const struct tcp_sock *tcp, __u8 role)
{
	return known && role == ROLE_SERVER && known->role == ROLE_CLIENT && !tcp->inet_conn.icsk_inet.sk.sk_socket;
}

static __always_inline void established(__u64 key, const struct tcp_sock *tcp, __u8 role, struct report *report)
{
	struct tracked *known = bpf_map_lookup_elem(&sockets, &key);

	if (is_stale(known, tcp, role))
		known = 0;
	tell(report, EVENT_TCP_OPENED, known);
	if (known) {
		/* Also where both sides called connect() at once and it comes here from SYN_RECV. */
		known->start_ns = report->now_ns;
	} else {
		report->role = role;
		remember(key, report->now_ns, 0, role);
	}
}

static __always_inline void failed(__u64 key, struct tcp_sock *tcp, int from, struct report *report)
{
	struct tracked *known = bpf_map_lookup_elem(&sockets, &key);
	struct sock *sk = &tcp->inet_conn.icsk_inet.sk;

	/* Half an accept is no connect of this side. */
	if (!known && from == TCP_SYN_RECV)
		return;
	tell(report, EVENT_TCP_FAILED, known);
	report->role = ROLE_CLIENT;
	report->error = connect_error(sk->sk_err, tcp->segs_out);
	if (known)
		bpf_map_delete_elem(&sockets, &key);
}

static __always_inline void half_closed(__u64 key)
{
	struct tracked *known = bpf_map_lookup_elem(&sockets, &key);
	__u32 tgid = current_tgid();

	if (!known) {
		remember(key, 0, tgid, ROLE_UNKNOWN);
	} else if (!known->tgid) {
		/* Its opening was told, so its end will be. */
		known->tgid = tgid;
	}
}

static __always_inline void closed(__u64 key, struct tcp_sock *tcp, int from, struct report *report)
{
	struct tracked *known = bpf_map_lookup_elem(&sockets, &key);

	tell(report, EVENT_TCP_CLOSED, known);
	report->error = closed_before(from, tcp->inet_conn.icsk_inet.sk.sk_socket != 0) ? 0 : tcp->inet_conn.icsk_inet.sk.sk_err;
	if (known)
		bpf_map_delete_elem(&sockets, &key);
	if (report->tgid || !closed_by_current(from, report->error))
		return;
	report->tgid = current_tgid();
	if (!known && report->tgid == self_tgid)
		report->kind = 0;
}

static __always_inline void listening(__u32 kind, struct report *report)
{
	report->tgid = current_tgid();
	if (report->tgid == self_tgid)
		return;
	report->kind = kind;
	report->role = ROLE_SERVER;
	report->duration_ns = DURATION_UNKNOWN;
}

static __always_inline void judge(struct tcp_sock *tcp, enum tcp_step step, int from,
				  struct report *report)
{
	__u64 key = (__u64)tcp;

	switch (step) {
	case STEP_CONNECT:
		return connect_called(key, report);
	case STEP_CONNECTED:
		return established(key, tcp, ROLE_CLIENT, report);
	case STEP_ACCEPTED:
		return established(key, tcp, ROLE_SERVER, report);
	case STEP_FAILED:
		return failed(key, tcp, from, report);
	case STEP_LISTEN:
		return listening(EVENT_TCP_LISTEN, report);
	case STEP_UNLISTEN:
		return listening(EVENT_TCP_UNLISTEN, report);
	case STEP_HALF_CLOSED:
		return half_closed(key);
	case STEP_CLOSED:
		return closed(key, tcp, from, report);
	case STEP_NONE:
		return;
	}
}

static __always_inline void watch(struct sock *sk, enum tcp_step step, int from)
{
	struct report report = {};
	struct tcp_sock *tcp = bpf_skc_to_tcp_sock(sk);

	if (!tcp)
		return;
	report.now_ns = bpf_ktime_get_ns();
	judge(tcp, step, from, &report);
	if (report.kind)
		send(tcp, &report);
}

static __always_inline void changed(struct sock *sk, int from, int to)
{
	enum tcp_step step = tcp_step(from, to);

	if (step != STEP_NONE && sk->sk_protocol == IPPROTO_TCP)
		watch(sk, step, from);
}

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(tcp_state, struct sock *sk, int from, int to)
{
	__u64 *runs = bpf_map_lookup_elem(&nested, &running);

	if (!runs)
		return 0;
	*(volatile __u64 *)runs = 1;
	changed(sk, from, to);
	*(volatile __u64 *)runs = 0;
	return 0;
}

SEC("tp_btf/inet_sock_set_state")
int BPF_PROG(tcp_state_nested, struct sock *sk, int from, int to)
{
	__u64 *runs = bpf_map_lookup_elem(&nested, &running);

	if (!runs || !*runs)
		return 0;
	count_taken();
	changed(sk, from, to);
	return 0;
}

SHOW_TYPE(struct tcp_event, tcp_event);
char LICENSE[] SEC("license") = "Dual BSD/GPL";
