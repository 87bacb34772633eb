/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/*
 * What the capture of requests hands to the agent: the bytes that system calls moved on sockets. Fixed width, padding
 * spelled out; compared with the agent's side by a test.
 */
#ifndef SONDE_PIECES_H
#define SONDE_PIECES_H

#include "events.h"

/* What is wanted of a stretch comes in pieces of at most so much each, and at most so many of them. */
#define PIECE_BYTES 16384
#define PIECES_OF_STRETCH 8
/* Of a longer stretch, or of its last piece, only head and tail are copied: what answers end with is in the tail. */
#define HEAD_BYTES 4096
#define TAIL_BYTES 256

enum piece_flag {
	PIECE_OUTGOING = 1,
	PIECE_UDP = 2,
	PIECE_KNOWN = 4, /* the agent has decided about this connection: addresses and namespace are not told again */
};

/* Index into the per-CPU map `piece_losses`; the agent names them in the same order. */
enum piece_loss {
	PIECE_LOSS_RING = 0, /* no room in the ring */
	PIECE_LOSS_VECTORS = 1, /* a call with more vectors or messages than are looked at */
	PIECE_LOSS_MEMORY = 2, /* the program's memory could not be read */
	PIECE_LOSS_COUNT = 3,
};

/* Of one call, or of one stretch of its memory. The bytes follow. */
struct piece {
	__u32 flags;
	__u32 tgid;
	__u64 end_ns; /* the call returned: CLOCK_MONOTONIC */
	__u64 start_ns; /* the call was made; 0: not known */
	__u64 socket;
	struct endpoints endpoints;
	__u32 position; /* of the first byte in its direction, modulo 2^32 */
	__u32 total; /* bytes that it stands for */
	__u32 copied; /* the first of them, which follow */
	__u32 padding;
};

/* What the agent decided about a connection. */
struct verdict {
	__u32 ports; /* as the socket keeps them: another connection may lie at the same address by now */
	__u32 limit; /* bytes of a stretch that are copied as they are; 0: nothing is copied or told */
};

#endif
