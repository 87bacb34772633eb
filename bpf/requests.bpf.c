// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * The bytes that programs send and receive on TCP sockets, and on UDP sockets of DNS, copied when the system call
 * returns: its arguments are still there. Nothing is understood here; the agent says which connections are of no
 * interest.
 */
#include "capture.h"

#define MSG_PEEK 2

/* Format of the tracepoints, the same for each system call (an ABI: events/syscalls/.../format). */
struct call_left {
	__u64 common;
	__s64 number;
	__s64 result;
};

struct vector {
	__u64 base;
	__u64 length;
};

struct message {
	__u64 name;
	__u64 name_length;
	__u64 vectors;
	__u64 count;
	__u64 control;
	__u64 control_length;
	__u64 flags;
};

/* As sendmmsg and recvmmsg have them. */
struct counted_message {
	struct message message;
	__u32 bytes;
	__u32 padding;
};

struct arguments {
	__u64 first;
	__u64 second;
	__u64 third;
	__u64 fourth;
	__u64 fifth;
};

static __always_inline void read_arguments(struct arguments *out)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task_btf();
	struct pt_regs *regs = (struct pt_regs *)bpf_task_pt_regs(task);

	out->first = PT_REGS_PARM1_SYSCALL(regs);
	out->second = PT_REGS_PARM2_SYSCALL(regs);
	out->third = PT_REGS_PARM3_SYSCALL(regs);
	out->fourth = PT_REGS_PARM4_SYSCALL(regs);
	out->fifth = PT_REGS_PARM5_SYSCALL(regs);
}

/* The stretches that a call filled or took, up to what it says it moved. */
__noinline int send_vectors(struct moved *moved, __u64 vectors, __u64 count, __u32 bytes)
{
	struct vector vector;
	__u32 left = bytes;

	if (!moved)
		return 0;
	for (__u32 i = 0; i < VECTORS; i++) {
		if (i >= count || !left)
			return 0;
		if (bpf_probe_read_user(&vector, sizeof(vector), (void *)(vectors + i * sizeof(vector)))) {
			lost_piece(PIECE_LOSS_MEMORY);
			return 0;
		}
		if (vector.length) {
			__u32 length = vector.length > left ? left : vector.length;

			send_stretch(moved, vector.base, length);
			left -= length;
		}
	}
	if (left)
		lost_piece(PIECE_LOSS_VECTORS);
	return 0;
}

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

/* Of datagrams: each is told by itself. On a stream their positions would be those of the last one: told as a gap. */
static __always_inline int messages(struct call_left *ctx, __u32 outgoing)
{
	struct arguments arguments;
	struct counted_message one;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	for (__u32 i = 0; i < MESSAGES; i++) {
		struct moved moved = {};

		if (i >= ctx->result)
			return 0;
		if (bpf_probe_read_user(&one, sizeof(one), (void *)(arguments.second + i * sizeof(one))))
			return 0;
		moved.to_name = one.message.name;
		if (!begin(&moved, arguments.first, one.bytes, outgoing))
			return 0;
		send_vectors(&moved, one.message.vectors, one.message.count, one.bytes);
	}
	if (ctx->result > MESSAGES)
		lost_piece(PIECE_LOSS_VECTORS);
	return 0;
}

/* From a file or a pipe: how much passed is told, what it was is not. */
static __always_inline int unread(struct call_left *ctx, __u32 fd)
{
	struct moved moved = {};

	if (begin(&moved, fd, ctx->result, 1)) {
		moved.piece.total = ctx->result;
		send_piece(&moved.piece, 0);
	}
	return 0;
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
	return unread(ctx, arguments.first);
}

SEC("tracepoint/syscalls/sys_exit_splice")
int splice_left(struct call_left *ctx)
{
	struct arguments arguments;

	if (ctx->result <= 0)
		return 0;
	read_arguments(&arguments);
	return unread(ctx, arguments.third);
}

/* A request begins when its program hands it over, not when the kernel is done with it. */
static __always_inline int sending(void)
{
	__u64 thread = bpf_get_current_pid_tgid();
	__u32 slot = (__u32)thread % STARTS;
	struct start *start = bpf_map_lookup_elem(&starts, &slot);

	if (start) {
		start->thread = thread;
		start->time_ns = bpf_ktime_get_ns();
	}
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
