/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How long a process has been running on CPUs. */
#ifndef SONDE_CPU_TIME_H
#define SONDE_CPU_TIME_H

#include <bpf/bpf_core_read.h>
#include "kernel_types.h"

/* Threads that were ended by the same exit may not have been added up yet; of more than these the last seconds are lost. */
#define ENDING_THREADS 256

static __always_inline struct task_struct *thread_at(struct list_head *node)
{
	return (void *)node - bpf_core_field_offset(struct task_struct, thread_node);
}

/* The threads that are gone first: one that goes meanwhile is then left out, not counted twice. */
static __always_inline __u64 group_cpu_ns(struct signal_struct *signal)
{
	struct list_head *head = (void *)signal + bpf_core_field_offset(struct signal_struct, thread_head);
	__u64 sum = BPF_CORE_READ(signal, sum_sched_runtime);
	struct list_head *node = BPF_CORE_READ(head, next);
	int i;

	for (i = 0; i < ENDING_THREADS; i++) {
		if (!node || node == head)
			break;
		sum += BPF_CORE_READ(thread_at(node), se.sum_exec_runtime);
		node = BPF_CORE_READ(node, next);
	}
	return sum;
}

#endif
