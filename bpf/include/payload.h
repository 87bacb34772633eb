/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Addresses and counters brought into the form of events.h. Plain C: also compiled on the host by test/. */
#ifndef SONDE_PAYLOAD_H
#define SONDE_PAYLOAD_H

#include <linux/errno.h>
#include "events.h"

/* `address` in network order, as it lies in memory. */
static inline void v4_mapped(__u8 out[ADDRESS_BYTES], __u32 address)
{
	__u32 *words = (__u32 *)out;

	words[0] = 0;
	words[1] = 0;
	out[8] = 0;
	out[9] = 0;
	out[10] = 0xff;
	out[11] = 0xff;
	words[3] = address;
}

/* The kernel's counter holds retransmitted payload too. */
static inline __u64 payload_sent(__u64 bytes_sent, __u64 bytes_retransmitted)
{
	return bytes_sent > bytes_retransmitted ? bytes_sent - bytes_retransmitted : 0;
}

/* The kernel's counter is one of sequence numbers: a FIN took one. */
static inline __u64 payload_received(__u64 bytes_received, int fin_received)
{
	return fin_received && bytes_received > 0 ? bytes_received - 1 : bytes_received;
}

/* How far a program has read, as the other end counts: to the kernel a FIN that was met on the way is one byte more. */
static inline __u32 received_until(__u32 copied, __u32 next, int fin_received)
{
	return fin_received && copied == next ? copied - 1 : copied;
}

/* The kernel keeps eighths of a microsecond. */
static inline __u32 rtt_micros(__u32 srtt_us)
{
	return srtt_us >> 3;
}

static inline __u64 duration(__u64 start_ns, __u64 now_ns)
{
	return start_ns ? now_ns - start_ns : DURATION_UNKNOWN;
}

/*
 * Why a connect did not get established. Without an error the program gave up, unless not even one segment went out:
 * then there was no local port left, the one way to fail between the route and the first SYN. The socket's soft error
 * (a hint of the network while the kernel still tries) is left out: a program that gave up was never told of it.
 */
static inline __u32 connect_error(__u32 error, __u32 segments_out)
{
	if (error)
		return error;
	return segments_out ? 0 : EADDRNOTAVAIL;
}

#endif
