/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* From a system call that has just returned to pieces in the ring. */
#ifndef SONDE_CAPTURE_H
#define SONDE_CAPTURE_H

#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>
#include "pieces.h"
#include "payload.h"
#include "socket_facts.h"

#define IPPROTO_UDP 17
#define AF_INET 2
#define DNS_PORT 53
/* enum of include/net/tcp_states.h, an ABI */
#define ESTABLISHED 1
/* A call with more of them is rare; each is a piece. */
#define VECTORS 64
#define MESSAGES 8
#define STARTS 4096

/* The agent itself: it is never reported. */
volatile __u32 self_tgid SEC(".data.config") = 0;

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

/* A call that moved bytes on a socket. */
struct moved {
	struct piece piece; /* as it will be sent */
	__u64 to_name; /* struct sockaddr of a datagram's other end, in the program's memory; 0: none */
	__u32 limit;
	__u32 padding;
};

#define SEND(size) do { \
	struct { struct piece piece; __u8 bytes[size]; } *record = \
		bpf_ringbuf_reserve(&pieces, sizeof(*record), 0); \
	if (!record) { \
		lost_piece(PIECE_LOSS_RING); \
		return 0; \
	} \
	__builtin_memcpy(&record->piece, piece, sizeof(*piece)); \
	if (copied > (size)) \
		copied = size; \
	if (copied && bpf_probe_read_user(record->bytes, copied, (void *)from)) { \
		lost_piece(PIECE_LOSS_MEMORY); \
		record->piece.copied = 0; \
	} \
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP); \
} while (0)

/*
 * A record of the smallest size that holds what is copied. Not static, like the two below: the kernel then checks them once
 * and not for each way that leads to them.
 */
__noinline int send_piece(struct piece *piece, __u64 from)
{
	__u32 copied;

	if (!piece)
		return 0;
	copied = piece->copied;
	if (copied <= 128)
		SEND(128);
	else if (copied <= 256)
		SEND(256);
	else if (copied <= 512)
		SEND(512);
	else if (copied <= 1024)
		SEND(1024);
	else if (copied <= HEAD_BYTES)
		SEND(HEAD_BYTES);
	else if (copied <= 2 * HEAD_BYTES)
		SEND(2 * HEAD_BYTES);
	else
		SEND(PIECE_BYTES);
	return 0;
}

/* One stretch of the program's memory. */
__noinline int send_stretch(struct moved *moved, __u64 from, __u32 length)
{
	struct piece *piece;

	if (!moved)
		return 0;
	piece = &moved->piece;
	if (length > moved->limit) {
		__u32 head = moved->limit > HEAD_BYTES ? HEAD_BYTES : moved->limit;
		__u32 tail = length - head > TAIL_BYTES ? TAIL_BYTES : length - head;

		piece->total = length - tail;
		piece->copied = head;
		send_piece(piece, from);
		piece->position += piece->total;
		from += piece->total;
		length = tail;
	}
	piece->total = length;
	piece->copied = length;
	send_piece(piece, from);
	piece->position += length;
	return 0;
}

/*
 * Of each helper call the cost is felt here, so that what lies side by side is read at once. No file but a socket's leads
 * to a structure that points back to it.
 */
static __always_inline struct sock *socket_of(__u32 fd)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task_btf();
	struct fdtable *table = task->files->fdt;
	struct file **slots = table->fd;
	struct file *file = 0;
	struct socket *socket;
	struct {
		struct file *file;
		struct sock *sk;
	} pair = {};

	if (fd >= table->max_fds)
		return 0;
	bpf_probe_read_kernel(&file, sizeof(file), slots + fd);
	if (!file)
		return 0;
	socket = BPF_CORE_READ(file, private_data);
	if (!socket || bpf_core_read(&pair, sizeof(pair), &socket->file))
		return 0;
	return pair.file == file ? pair.sk : 0;
}

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

static __always_inline __u64 started(void)
{
	__u64 thread = bpf_get_current_pid_tgid();
	__u32 slot = (__u32)thread % STARTS;
	struct start *start = bpf_map_lookup_elem(&starts, &slot);

	return start && start->thread == thread ? start->time_ns : 0;
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
	moved->limit = PIECE_BYTES;
	if (!(protocol == IPPROTO_TCP ? begin_stream(moved, sk, &head, bytes) : begin_datagram(moved, sk, &head)))
		return 0;
	piece->end_ns = bpf_ktime_get_ns();
	piece->start_ns = outgoing ? started() : 0;
	return 1;
}

#endif
