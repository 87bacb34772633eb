/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* How a process ended. Plain C: also compiled on the host by test/. */
#ifndef SONDE_EXIT_STATUS_H
#define SONDE_EXIT_STATUS_H

/* Set once exit_group() was called or a fatal signal came; the status then stands in the group (sched/signal.h). */
#define SIGNAL_GROUP_EXIT 0x00000004

/* What wait() will give to the parent, whichever thread ended last. */
static inline int exit_status(unsigned int signal_flags, int group_code, int leader_code)
{
	return signal_flags & SIGNAL_GROUP_EXIT ? group_code : leader_code;
}

#endif
