/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * Reads the kernel's memory as what it is, without a call for each read: six of them were a fifth of what the capture of a
 * system call costs. Kernels have that since 6.2, and the loader says which one this is; others read by calls, and what is
 * written for the one is then not in the program.
 */
#ifndef SONDE_DIRECT_H
#define SONDE_DIRECT_H

#include <linux/types.h>
#include <linux/version.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

extern int LINUX_KERNEL_VERSION __kconfig;
extern void *bpf_rdonly_cast(const void *memory, __u32 type) __ksym __weak;

/* Said by who tests on a new kernel what an old one does. */
#ifndef READS_DIRECTLY
#define READS_DIRECTLY (LINUX_KERNEL_VERSION >= KERNEL_VERSION(6, 2, 0))
#endif

/* What is no such thing, or no memory at all, reads as anything, or as zeros. */
#define AS(type, memory) ((type *)bpf_rdonly_cast((const void *)(memory), bpf_core_type_id_kernel(type)))

#endif
