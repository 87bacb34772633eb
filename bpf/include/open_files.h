/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* From an open file to the socket behind it, where there is one. */
#ifndef SONDE_OPEN_FILES_H
#define SONDE_OPEN_FILES_H

#include <bpf/bpf_core_read.h>
#include "kernel_types.h"

#define AF_INET 2
#define AF_INET6 10
#define IPPROTO_TCP 6
#define IPPROTO_UDP 17

/*
 * Of each helper call the cost is felt here, so that what lies side by side is read at once. No file but a socket's leads
 * to a structure that points back to it.
 */
static __always_inline struct sock *sock_of_file(struct file *file)
{
	struct socket *socket;
	struct {
		struct file *file;
		struct sock *sk;
	} pair = {};

	if (!file)
		return 0;
	socket = BPF_CORE_READ(file, private_data);
	if (!socket || bpf_core_read(&pair, sizeof(pair), &socket->file))
		return 0;
	return pair.file == file ? pair.sk : 0;
}

/* Of the calling thread. */
static __always_inline struct sock *socket_of(__u32 fd)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task_btf();
	struct fdtable *table = task->files->fdt;
	struct file **slots = table->fd;
	struct file *file = 0;

	if (fd >= table->max_fds)
		return 0;
	bpf_probe_read_kernel(&file, sizeof(file), slots + fd);
	return sock_of_file(file);
}

static __always_inline int is_tcp(struct sock *sk)
{
	__u16 family = BPF_CORE_READ(sk, __sk_common.skc_family);

	return (family == AF_INET || family == AF_INET6) && BPF_CORE_READ(sk, sk_protocol) == IPPROTO_TCP;
}

#endif
