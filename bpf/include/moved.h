/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* On which socket a call moved bytes, whose that is, and where in its stream they lie. */
#ifndef SONDE_MOVED_H
#define SONDE_MOVED_H

#include <bpf/bpf_core_read.h>
#include "copy.h"
#include "open_files.h"
#include "payload.h"
#include "socket_facts.h"

#define DNS_PORT 53
/* enum of include/net/tcp_states.h, an ABI */
#define ESTABLISHED 1

/* The first fields of struct sock_common, as they have lain side by side since Linux 3.13. */
struct sock_head {
	__u32 remote;
	__u32 local;
	__u32 hash;
	__u16 remote_port; /* network order */
	__u16 local_port;
	__u16 family;
	__u8 state;
	__u8 padding;
};

static __always_inline __u32 ports_of(const struct sock_head *head)
{
	return (__u32)head->local_port << 16 | head->remote_port;
}

static __always_inline void read_ends(struct endpoints *out, struct sock *sk, const struct sock_head *head)
{
	if (head->family == AF_INET6 && bpf_core_field_exists(sk->__sk_common.skc_v6_daddr)) {
		BPF_CORE_READ_INTO((struct in6_addr *)out->local, sk, __sk_common.skc_v6_rcv_saddr);
		BPF_CORE_READ_INTO((struct in6_addr *)out->remote, sk, __sk_common.skc_v6_daddr);
	} else {
		v4_mapped(out->local, head->local);
		v4_mapped(out->remote, head->remote);
	}
	out->netns = BPF_CORE_READ(sk, __sk_common.skc_net.net, ns.inum);
}

/* Who a datagram goes to or comes from, where the socket is open to all. */
static __always_inline void read_name(struct endpoints *out, __u64 name)
{
	struct {
		__u16 family;
		__u16 port;
		__u32 v4_or_flow;
		__u8 v6[ADDRESS_BYTES];
	} address = {};

	if (!name || bpf_probe_read_user(&address, 8, (void *)name))
		return;
	if (address.family == AF_INET6) {
		if (bpf_probe_read_user(&address, sizeof(address), (void *)name))
			return;
		__builtin_memcpy(out->remote, address.v6, ADDRESS_BYTES);
	} else {
		v4_mapped(out->remote, address.v4_or_flow);
	}
	out->remote_port = bpf_ntohs(address.port);
}

/* Equal to what the sender counts, so that both ends know a request by the same number. */
static __always_inline __u32 end_of_received(struct tcp_sock *tcp, const struct sock_head *head)
{
	unsigned long flags = 0;
	__u32 copied = 0;
	__u32 next = 0;

	bpf_core_read(&copied, sizeof(copied), &tcp->copied_seq);
	if (head->state == ESTABLISHED)
		return copied;
	bpf_core_read(&flags, sizeof(flags), &tcp->inet_conn.icsk_inet.sk.__sk_common.skc_flags);
	bpf_core_read(&next, sizeof(next), &tcp->rcv_nxt);
	return received_until(copied, next, (flags >> bpf_core_enum_value(enum sock_flags, SOCK_DONE)) & 1);
}

/* On a stream: where its bytes lie, unless the agent wants none of it. */
static __always_inline int begin_stream(struct moved *moved, struct sock *sk, const struct sock_head *head, __u32 bytes)
{
	struct piece *piece = &moved->piece;
	struct tcp_sock *tcp = (struct tcp_sock *)sk;
	struct verdict *verdict = bpf_map_lookup_elem(&verdicts, &piece->socket);
	__u32 end = 0;

	if (verdict && verdict->ports == ports_of(head)) {
		if (!verdict->limit)
			return 0;
		moved->limit = verdict->limit;
		piece->flags |= PIECE_KNOWN;
	} else {
		read_ends(&piece->endpoints, sk, head);
	}
	if (piece->flags & PIECE_OUTGOING)
		bpf_core_read(&end, sizeof(end), &tcp->write_seq);
	else
		end = end_of_received(tcp, head);
	piece->position = end - bytes;
	return 1;
}

/* A datagram: only those of names, by either port; the socket of one that is open to all has no other end. */
static __always_inline int begin_datagram(struct moved *moved, struct sock *sk, const struct sock_head *head)
{
	struct endpoints *ends = &moved->piece.endpoints;

	moved->piece.flags |= PIECE_UDP;
	if (!ends->remote_port)
		read_name(ends, moved->to_name);
	if (ends->local_port != DNS_PORT && ends->remote_port != DNS_PORT)
		return 0;
	read_ends(ends, sk, head);
	if (moved->to_name)
		read_name(ends, moved->to_name);
	return 1;
}

/* Whose call this is and what for; 0: nothing that anybody wants to know. */
static __always_inline int begin(struct moved *moved, __u32 fd, __u32 bytes, __u32 outgoing)
{
	struct piece *piece = &moved->piece;
	struct sock_head head = {};
	__u16 protocol = 0;
	struct sock *sk;

	piece->tgid = bpf_get_current_pid_tgid() >> 32;
	if (piece->tgid == self_tgid)
		return 0;
	sk = socket_of(fd);
	if (!sk || bpf_core_read(&head, sizeof(head), &sk->__sk_common.skc_daddr))
		return 0;
	if (head.family != AF_INET && head.family != AF_INET6)
		return 0;
	bpf_core_read(&protocol, sizeof(protocol), &sk->sk_protocol);
	if (protocol != IPPROTO_TCP && protocol != IPPROTO_UDP)
		return 0;
	piece->socket = (__u64)sk;
	piece->flags = outgoing ? PIECE_OUTGOING : 0;
	piece->endpoints.local_port = head.local_port;
	piece->endpoints.remote_port = bpf_ntohs(head.remote_port);
	moved->limit = payload_bytes;
	if (!(protocol == IPPROTO_TCP ? begin_stream(moved, sk, &head, bytes) : begin_datagram(moved, sk, &head)))
		return 0;
	piece->end_ns = bpf_ktime_get_ns();
	piece->start_ns = outgoing ? started() : 0;
	return 1;
}

#endif
