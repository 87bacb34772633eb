/* SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause */
/* What a change of TCP state means to an observer. Plain C: also compiled on the host by test/. */
#ifndef SONDE_TCP_STEPS_H
#define SONDE_TCP_STEPS_H

/* The kernel's numbers (RFC 793 order of include/net/tcp_states.h), an ABI of /proc/net/tcp. */
enum {
	TCP_ESTABLISHED = 1,
	TCP_SYN_SENT = 2,
	TCP_SYN_RECV = 3,
	TCP_FIN_WAIT1 = 4,
	TCP_CLOSE = 7,
	TCP_CLOSE_WAIT = 8,
	TCP_LAST_ACK = 9,
	TCP_LISTEN = 10,
};

enum tcp_step {
	STEP_NONE,
	STEP_CONNECT, /* connect() was called, in the context of its process */
	STEP_CONNECTED,
	STEP_ACCEPTED,
	STEP_FAILED, /* never established: a connect, or half an accept */
	STEP_LISTEN,
	STEP_UNLISTEN,
	STEP_HALF_CLOSED, /* close() or shutdown() was called, in the context of its process */
	STEP_CLOSED,
};

static inline enum tcp_step tcp_step_to_close(int from)
{
	switch (from) {
	case TCP_SYN_SENT:
	case TCP_SYN_RECV:
		return STEP_FAILED;
	case TCP_LISTEN:
		return STEP_UNLISTEN;
	case TCP_CLOSE:
		return STEP_NONE;
	default:
		return STEP_CLOSED;
	}
}

static inline enum tcp_step tcp_step(int from, int to)
{
	switch (to) {
	case TCP_CLOSE:
		return tcp_step_to_close(from);
	case TCP_SYN_SENT:
		return STEP_CONNECT;
	case TCP_ESTABLISHED:
		return from == TCP_SYN_SENT ? STEP_CONNECTED : STEP_ACCEPTED;
	case TCP_LISTEN:
		return STEP_LISTEN;
	case TCP_FIN_WAIT1:
	case TCP_LAST_ACK:
		return STEP_HALF_CLOSED;
	default:
		return STEP_NONE;
	}
}

/*
 * A reset or an expired timer leaves an error on the socket; without one, going from a state in which the program may
 * still use the socket straight to CLOSE means that the program itself aborted it: its process is the current one.
 */
static inline int closed_by_current(int from, int error)
{
	return error == 0 && (from == TCP_ESTABLISHED || from == TCP_CLOSE_WAIT);
}

/*
 * Whether close() was called before the end came: what happens then hurts no program. Data that comes late, for one, makes the
 * kernel reset the connection by itself, and leaves the same error as a reset by the peer. A socket that nobody holds and that was
 * not closed still waits for accept().
 */
static inline int closed_before(int from, int held)
{
	return !held && from != TCP_ESTABLISHED && from != TCP_CLOSE_WAIT;
}

#endif
