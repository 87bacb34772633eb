// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
/* Birth, name and end of every process; threads are left out. */
#include "control.h"
#include "cgroup_names.h"
#include "cpu_time.h"
#include "exit_status.h"
#include <bpf/bpf_tracing.h>

static __always_inline void describe(struct process_event *event, __u32 kind, struct task_struct *task)
{
	event->kind = kind;
	event->tgid = task->tgid;
	event->time_ns = bpf_ktime_get_ns();
	event->cgroup_id = 0;
	event->parent_tgid = 0;
	event->exit_status = 0;
	event->cpu_ns = 0;
	bpf_probe_read_kernel_str(event->comm, sizeof(event->comm), task->comm);
}

/* The arguments are the kernel's own fresh copy on the stack of the new program, so they are in memory. */
static __always_inline void read_arguments(struct exec_event *event, struct task_struct *task)
{
	unsigned long start = BPF_CORE_READ(task, mm, arg_start);
	unsigned long length = BPF_CORE_READ(task, mm, arg_end) - start;

	if (length > ARGUMENTS_BYTES)
		length = ARGUMENTS_BYTES;
	event->arguments_length = bpf_probe_read_user(event->arguments, length, (void *)start) ? 0 : length;
}

SEC("tp_btf/sched_process_exec")
int BPF_PROG(process_exec, struct task_struct *task, int old_pid, struct linux_binprm *program)
{
	struct exec_event *event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);

	if (!event) {
		lost(LOSS_RING_PROCESS);
		return 0;
	}
	describe(&event->process, EVENT_PROCESS_EXEC, task);
	event->process.cgroup_id = bpf_get_current_cgroup_id();
	event->process.parent_tgid = BPF_CORE_READ(task, real_parent, tgid);
	event->filename[0] = 0;
	bpf_probe_read_kernel_str(event->filename, sizeof(event->filename), program->filename);
	read_arguments(event, task);
	read_cgroups(event, task);
	submit(event);
	return 0;
}

SEC("tp_btf/sched_process_fork")
int BPF_PROG(process_fork, struct task_struct *parent, struct task_struct *child)
{
	struct process_event *event;

	if (child->pid != child->tgid)
		return 0;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		lost(LOSS_RING_PROCESS);
		return 0;
	}
	describe(event, EVENT_PROCESS_FORK, child);
	event->parent_tgid = parent->tgid;
	event->cgroup_id = bpf_get_current_cgroup_id();
	submit(event);
	return 0;
}

SEC("tp_btf/sched_process_exit")
int BPF_PROG(process_exit, struct task_struct *task)
{
	struct process_event *event;

	/* Already without the thread that is ending. */
	if (task->signal->live.counter != 0)
		return 0;
	event = bpf_ringbuf_reserve(&events, sizeof(*event), 0);
	if (!event) {
		lost(LOSS_RING_PROCESS);
		return 0;
	}
	describe(event, EVENT_PROCESS_EXIT, task);
	event->exit_status = exit_status(task->signal->flags, task->signal->group_exit_code,
					 task->group_leader->exit_code);
	event->cpu_ns = group_cpu_ns(task->signal);
	submit(event);
	return 0;
}

SHOW_TYPE(struct exec_event, exec_event);
char LICENSE[] SEC("license") = "Dual BSD/GPL";
