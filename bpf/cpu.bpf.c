// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/*
 * How long every thread has been running, and waiting to run, in one walk over all of them: nothing is added to a switch
 * between programs, and nothing is read from /proc. What ends between two walks is told by its exit.
 */
#include "control.h"
#include "kernel_types.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_tracing.h>

#define PF_KTHREAD 0x00200000

SEC("iter/task")
int walk_threads(struct bpf_iter__task *ctx)
{
	struct task_struct *task = ctx->task;
	struct cpu_record record = {};

	if (!task || task->flags & PF_KTHREAD || (__u32)task->tgid == self_tgid)
		return 0;
	/* On its way out, or waiting for its parent to take note: its exit tells. */
	if (!task->signal->live.counter)
		return 0;
	record.tgid = task->tgid;
	record.run_ns = task->se.sum_exec_runtime;
	if (task->pid == task->tgid)
		record.run_ns += task->signal->sum_sched_runtime;
	/* Not every kernel measures it. */
	if (bpf_core_field_exists(task->sched_info.run_delay))
		record.delay_ns = task->sched_info.run_delay;
	bpf_seq_write(ctx->meta->seq, &record, sizeof(record));
	return 0;
}

SHOW_TYPE(struct cpu_record, cpu_record);
char LICENSE[] SEC("license") = "Dual BSD/GPL";
