// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * The bytes that programs send and receive on TCP sockets, and on UDP sockets of DNS, copied when the system call
 * returns: its arguments are still there. Nothing is understood here; the agent says which connections are of no
 * interest.
 */
#include "calls.h"
#include "moved.h"

#define MSG_PEEK 2
/* A call with more of them is not looked at, and counted. */
#define MESSAGES 64

static __always_inline int plain(struct call_left *ctx, __u32 outgoing)
{
	struct moved moved = {};
	struct arguments arguments;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	if (begin(&moved, arguments.first, ctx->result, outgoing))
		send_stretch(&moved, arguments.second, ctx->result);
	return 0;
}

static __always_inline int vectored(struct call_left *ctx, __u32 outgoing)
{
	struct moved moved = {};
	struct arguments arguments;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	if (begin(&moved, arguments.first, ctx->result, outgoing))
		send_vectors(&moved, arguments.second, arguments.third, ctx->result);
	return 0;
}

static __always_inline int addressed(struct call_left *ctx, __u32 outgoing)
{
	struct moved moved = {};
	struct arguments arguments;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	if (!outgoing && arguments.fourth & MSG_PEEK)
		return 0;
	moved.to_name = arguments.fifth;
	if (begin(&moved, arguments.first, ctx->result, outgoing))
		send_stretch(&moved, arguments.second, ctx->result);
	return 0;
}

static __always_inline int one_message(struct call_left *ctx, __u32 outgoing)
{
	struct moved moved = {};
	struct arguments arguments;
	struct message message;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	if (!outgoing && arguments.third & MSG_PEEK)
		return 0;
	if (bpf_probe_read_user(&message, sizeof(message), (void *)arguments.second))
		return 0;
	moved.to_name = message.name;
	if (begin(&moved, arguments.first, ctx->result, outgoing))
		send_vectors(&moved, message.vectors, message.count, ctx->result);
	return 0;
}

/* How many bytes the messages moved; 0: there are more than are looked at, or they cannot be read. */
static __always_inline __u32 sum_of(__u64 messages, __u32 count)
{
	__u32 sum = 0;

	if (count > MESSAGES)
		return 0;
	for (__u32 i = 0; i < MESSAGES; i++) {
		struct counted_message *one = (struct counted_message *)messages + i;
		__u32 bytes = 0;

		if (i >= count)
			break;
		if (bpf_probe_read_user(&bytes, sizeof(bytes), &one->bytes))
			return 0;
		sum += bytes;
	}
	return sum;
}

/* Of datagrams each has its own other end; on a stream the messages lie one behind the other. */
static __always_inline int messages(struct call_left *ctx, __u32 outgoing)
{
	struct arguments arguments;
	struct counted_message one;
	struct moved moved = {};
	__u32 sum, position;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	if (!outgoing && arguments.fourth & MSG_PEEK)
		return 0;
	sum = sum_of(arguments.second, ctx->result);
	if (!sum) {
		lost_piece(PIECE_LOSS_VECTORS);
		return 0;
	}
	for (__u32 i = 0; i < MESSAGES; i++) {
		if (i >= ctx->result)
			return 0;
		if (bpf_probe_read_user(&one, sizeof(one), (void *)(arguments.second + i * sizeof(one))))
			return 0;
		moved.to_name = one.message.name;
		if ((!i || moved.piece.flags & PIECE_UDP) && !begin(&moved, arguments.first, sum, outgoing))
			return 0;
		position = moved.piece.position;
		send_vectors(&moved, one.message.vectors, one.message.count, one.bytes);
		moved.piece.position = position + one.bytes;
	}
	return 0;
}

/* To or from a file or a pipe: how much passed is told, what it was is not. */
static __always_inline int unread(struct call_left *ctx, __u32 fd, __u32 outgoing)
{
	struct moved moved = {};

	if (!begin(&moved, fd, ctx->result, outgoing))
		return 0;
	moved.piece.total = ctx->result;
	send_piece(&moved.piece, 0);
	return 1;
}

#define LEAVES(call, how, outgoing) \
	SEC("tracepoint/syscalls/sys_exit_" #call) \
	int call##_left(struct call_left *ctx) { return how(ctx, outgoing); }

LEAVES(read, plain, 0)
LEAVES(readv, vectored, 0)
LEAVES(recvfrom, addressed, 0)
LEAVES(recvmsg, one_message, 0)
LEAVES(recvmmsg, messages, 0)
LEAVES(write, plain, 1)
LEAVES(writev, vectored, 1)
LEAVES(sendto, addressed, 1)
LEAVES(sendmsg, one_message, 1)
LEAVES(sendmmsg, messages, 1)

SEC("tracepoint/syscalls/sys_exit_sendfile64")
int sendfile_left(struct call_left *ctx)
{
	struct arguments arguments;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	unread(ctx, arguments.first, 1);
	return 0;
}

/* One of its ends is a pipe. */
SEC("tracepoint/syscalls/sys_exit_splice")
int splice_left(struct call_left *ctx)
{
	struct arguments arguments;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	if (!unread(ctx, arguments.third, 1))
		unread(ctx, arguments.first, 0);
	return 0;
}

#define ENTERS(call) \
	SEC("tracepoint/syscalls/sys_enter_" #call) \
	int call##_entered(void *ctx) { return sending(); }

ENTERS(write)
ENTERS(writev)
ENTERS(sendto)
ENTERS(sendmsg)
ENTERS(sendmmsg)

char LICENSE[] SEC("license") = "Dual BSD/GPL";
