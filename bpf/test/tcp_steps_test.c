// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#include "facts.h"
#include "tcp_steps.h"

/* States that the program side never needs by name. */
enum { FIN_WAIT2 = 5, TIME_WAIT = 6, CLOSING = 11, NEW_SYN_RECV = 12 };

static void client_life(void)
{
	FACT(tcp_step(TCP_CLOSE, TCP_SYN_SENT) == STEP_CONNECT);
	FACT(tcp_step(TCP_SYN_SENT, TCP_ESTABLISHED) == STEP_CONNECTED);
	FACT(tcp_step(TCP_ESTABLISHED, TCP_FIN_WAIT1) == STEP_HALF_CLOSED);
	FACT(tcp_step(TCP_FIN_WAIT1, FIN_WAIT2) == STEP_NONE);
	FACT(tcp_step(FIN_WAIT2, TCP_CLOSE) == STEP_CLOSED);
	FACT(tcp_step(CLOSING, TCP_CLOSE) == STEP_CLOSED);
}

static void server_life(void)
{
	FACT(tcp_step(TCP_CLOSE, TCP_LISTEN) == STEP_LISTEN);
	FACT(tcp_step(TCP_LISTEN, TCP_SYN_RECV) == STEP_NONE); /* the child, cloned from its listener */
	FACT(tcp_step(TCP_SYN_RECV, TCP_ESTABLISHED) == STEP_ACCEPTED);
	FACT(tcp_step(TCP_ESTABLISHED, TCP_CLOSE_WAIT) == STEP_NONE);
	FACT(tcp_step(TCP_CLOSE_WAIT, TCP_LAST_ACK) == STEP_HALF_CLOSED);
	FACT(tcp_step(TCP_LAST_ACK, TCP_CLOSE) == STEP_CLOSED);
	FACT(tcp_step(TCP_LISTEN, TCP_CLOSE) == STEP_UNLISTEN);
}

static void failures(void)
{
	FACT(tcp_step(TCP_SYN_SENT, TCP_CLOSE) == STEP_FAILED);
	FACT(tcp_step(TCP_SYN_RECV, TCP_CLOSE) == STEP_FAILED);
	FACT(tcp_step(TCP_SYN_SENT, TCP_SYN_RECV) == STEP_NONE); /* both sides connect at once */
	FACT(tcp_step(TCP_CLOSE, TCP_CLOSE) == STEP_NONE);
}

static void process_is_current_only_without_error(void)
{
	FACT(closed_by_current(TCP_ESTABLISHED, 0));
	FACT(closed_by_current(TCP_CLOSE_WAIT, 0));
	FACT(!closed_by_current(TCP_ESTABLISHED, 104));
	FACT(!closed_by_current(TCP_LAST_ACK, 0));
	FACT(!closed_by_current(FIN_WAIT2, 0));
}

static void what_comes_after_close_hurts_nobody(void)
{
	FACT(closed_before(TCP_FIN_WAIT1, 0)); /* an answer came late */
	FACT(closed_before(FIN_WAIT2, 0));
	FACT(closed_before(TCP_LAST_ACK, 0));
	FACT(!closed_before(FIN_WAIT2, 1)); /* it only said that it sends no more */
	FACT(!closed_before(TCP_ESTABLISHED, 1));
	FACT(!closed_before(TCP_ESTABLISHED, 0)); /* nobody accepted it yet */
	FACT(!closed_before(TCP_CLOSE_WAIT, 0));
}

int main(void)
{
	client_life();
	server_life();
	failures();
	process_is_current_only_without_error();
	what_comes_after_close_hurts_nobody();
	return 0;
}
