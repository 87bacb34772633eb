/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* Copies what a call moved out of the program's memory, piece by piece. */
#ifndef SONDE_COPY_H
#define SONDE_COPY_H

#include "capture_maps.h"

/* A call with more of them is rare; each is a piece. */
#define VECTORS 64

struct vector {
	__u64 base;
	__u64 length;
};

/* A call that moved bytes on a socket. */
struct moved {
	struct piece piece; /* as it will be sent */
	__u64 to_name; /* struct sockaddr of a datagram's other end, in the program's memory; 0: none */
	__u32 limit;
	__u32 padding;
};

#define SEND(size) do { \
	struct { struct piece piece; __u8 bytes[size]; } *record = \
		bpf_ringbuf_reserve(&pieces, sizeof(*record), 0); \
	if (!record) { \
		lost_piece(PIECE_LOSS_RING); \
		return 0; \
	} \
	__builtin_memcpy(&record->piece, piece, sizeof(*piece)); \
	if (copied > (size)) \
		copied = size; \
	if (copied && bpf_probe_read_user(record->bytes, copied, (void *)from)) { \
		lost_piece(PIECE_LOSS_MEMORY); \
		record->piece.copied = 0; \
	} \
	bpf_ringbuf_submit(record, BPF_RB_NO_WAKEUP); \
} while (0)

/*
 * A record of the smallest size that holds what is copied. Not static, like the two below: the kernel then checks them once
 * and not for each way that leads to them.
 */
__noinline int send_piece(struct piece *piece, __u64 from)
{
	__u32 copied;

	if (!piece)
		return 0;
	copied = piece->copied;
	if (copied <= 128)
		SEND(128);
	else if (copied <= 256)
		SEND(256);
	else if (copied <= 512)
		SEND(512);
	else if (copied <= 1024)
		SEND(1024);
	else if (copied <= HEAD_BYTES)
		SEND(HEAD_BYTES);
	else if (copied <= 2 * HEAD_BYTES)
		SEND(2 * HEAD_BYTES);
	else
		SEND(PIECE_BYTES);
	return 0;
}

/* One stretch of the program's memory. */
__noinline int send_stretch(struct moved *moved, __u64 from, __u32 length)
{
	struct piece *piece;
	__u32 limit;

	if (!moved)
		return 0;
	piece = &moved->piece;
	limit = moved->limit;
#pragma clang loop unroll(disable)
	for (__u32 i = 1; i < PIECES_OF_STRETCH; i++) {
		if (length <= PIECE_BYTES || limit <= PIECE_BYTES)
			break;
		piece->total = PIECE_BYTES;
		piece->copied = PIECE_BYTES;
		send_piece(piece, from);
		piece->position += PIECE_BYTES;
		from += PIECE_BYTES;
		length -= PIECE_BYTES;
		limit -= PIECE_BYTES;
	}
	if (length > limit) {
		__u32 head = limit > HEAD_BYTES ? HEAD_BYTES : limit;
		__u32 tail = length - head > TAIL_BYTES ? TAIL_BYTES : length - head;

		piece->total = length - tail;
		piece->copied = head;
		send_piece(piece, from);
		piece->position += piece->total;
		from += piece->total;
		length = tail;
	}
	piece->total = length;
	piece->copied = length;
	send_piece(piece, from);
	piece->position += length;
	return 0;
}

/* The stretches that a call filled or took, up to what it says it moved. */
__noinline int send_vectors(struct moved *moved, __u64 vectors, __u64 count, __u32 bytes)
{
	struct vector vector;
	__u32 left = bytes;

	if (!moved)
		return 0;
	for (__u32 i = 0; i < VECTORS; i++) {
		if (i >= count || !left)
			return 0;
		if (bpf_probe_read_user(&vector, sizeof(vector), (void *)(vectors + i * sizeof(vector)))) {
			lost_piece(PIECE_LOSS_MEMORY);
			return 0;
		}
		if (vector.length) {
			__u32 length = vector.length > left ? left : vector.length;

			send_stretch(moved, vector.base, length);
			left -= length;
		}
	}
	if (left)
		lost_piece(PIECE_LOSS_VECTORS);
	return 0;
}

#endif
