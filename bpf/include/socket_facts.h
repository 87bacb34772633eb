/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Reads the facts of a socket out of the kernel. `tcp` is what bpf_skc_to_tcp_sock() gave: plain loads are allowed. */
#ifndef SONDE_SOCKET_FACTS_H
#define SONDE_SOCKET_FACTS_H

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>
#include "kernel_types.h"
#include "open_files.h"
#include "payload.h"

static __always_inline void v6_copy(__u8 out[ADDRESS_BYTES], const struct in6_addr *address)
{
	__u32 *words = (__u32 *)out;

	words[0] = address->in6_u.u6_addr32[0];
	words[1] = address->in6_u.u6_addr32[1];
	words[2] = address->in6_u.u6_addr32[2];
	words[3] = address->in6_u.u6_addr32[3];
}

/* The source port is taken from inet_sport: at CLOSE the kernel has already given up skc_num. */
static __always_inline void read_endpoints(struct endpoints *out, struct tcp_sock *tcp)
{
	struct inet_sock *inet = &tcp->inet_conn.icsk_inet;
	struct sock_common *common = &inet->sk.__sk_common;

	if (common->skc_family == AF_INET6 && bpf_core_field_exists(common->skc_v6_daddr)) {
		v6_copy(out->local, &common->skc_v6_rcv_saddr);
		v6_copy(out->remote, &common->skc_v6_daddr);
	} else {
		v4_mapped(out->local, common->skc_rcv_saddr);
		v4_mapped(out->remote, common->skc_daddr);
	}
	out->local_port = bpf_ntohs(inet->inet_sport);
	out->remote_port = bpf_ntohs(common->skc_dport);
	out->netns = common->skc_net.net->ns.inum;
}

static __always_inline void read_traffic(struct traffic *out, struct tcp_sock *tcp)
{
	unsigned long flags = tcp->inet_conn.icsk_inet.sk.__sk_common.skc_flags;
	int fin_received = (flags >> bpf_core_enum_value(enum sock_flags, SOCK_DONE)) & 1;

	out->bytes_sent = payload_sent(tcp->bytes_sent, tcp->bytes_retrans);
	out->bytes_received = payload_received(tcp->bytes_received, fin_received);
	out->retransmits = tcp->total_retrans;
	out->rtt_us = rtt_micros(tcp->srtt_us);
}

#endif
