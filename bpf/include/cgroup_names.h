/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Names of the control groups of a task. The container of a process that lives for five milliseconds can be told only
 * from here: /proc/PID/cgroup is gone before anyone can read it.
 */
#ifndef SONDE_CGROUP_NAMES_H
#define SONDE_CGROUP_NAMES_H

#include <bpf/bpf_core_read.h>
#include "events.h"
#include "kernel_types.h"

/* Walks up by the css, not by kernfs: its parent pointer was renamed in 6.15. The root has no parent and no name. */
static __always_inline void read_names(char out[CGROUP_LEVELS][CGROUP_NAME_BYTES], struct cgroup *group)
{
	struct cgroup_subsys_state *parent;
	int level;

#pragma unroll
	for (level = 0; level < CGROUP_LEVELS; level++) {
		parent = group ? BPF_CORE_READ(group, self.parent) : 0;
		out[level][0] = 0;
		if (parent) {
			bpf_probe_read_kernel_str(out[level], CGROUP_NAME_BYTES, BPF_CORE_READ(group, kn, name));
			group = BPF_CORE_READ(parent, cgroup);
		} else {
			group = 0;
		}
	}
}

static __always_inline struct cgroup *controller_group(struct css_set *set, __u64 controller)
{
	struct cgroup_subsys_state *css = 0;
	void *slots = __builtin_preserve_access_index(&set->subsys);

	bpf_probe_read_kernel(&css, sizeof(css), slots + controller * sizeof(css));
	return css ? BPF_CORE_READ(css, cgroup) : 0;
}

static __always_inline void read_cgroups(struct exec_event *event, struct task_struct *task)
{
	struct css_set *set = BPF_CORE_READ(task, cgroups);
	struct cgroup *v1 = 0;

	read_names(event->cgroup_v2, BPF_CORE_READ(set, dfl_cgrp));
	if (bpf_core_enum_value_exists(enum cgroup_subsys_id, memory_cgrp_id))
		v1 = controller_group(set, bpf_core_enum_value(enum cgroup_subsys_id, memory_cgrp_id));
	else if (bpf_core_enum_value_exists(enum cgroup_subsys_id, pids_cgrp_id))
		v1 = controller_group(set, bpf_core_enum_value(enum cgroup_subsys_id, pids_cgrp_id));
	read_names(event->cgroup_v1, v1);
}

#endif
