/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* A system call that has just returned: its arguments still stand in the registers of the thread. */
#ifndef SONDE_CALLS_H
#define SONDE_CALLS_H

#include <linux/ptrace.h>
#include <linux/types.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include "kernel_types.h"

/* Format of the tracepoints, the same for each system call (an ABI: events/syscalls/.../format). */
struct call_left {
	__u64 common;
	__s64 number;
	__s64 result;
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

#endif
