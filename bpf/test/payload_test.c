// SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include "facts.h"
#include "payload.h"

static void ipv4_is_v4_mapped(void)
{
	_Alignas(8) __u8 out[ADDRESS_BYTES];
	__u8 expected[ADDRESS_BYTES];

	memset(out, 0xaa, sizeof(out));
	v4_mapped(out, inet_addr("192.0.2.7"));
	inet_pton(AF_INET6, "::ffff:192.0.2.7", expected);
	FACT(memcmp(out, expected, sizeof(out)) == 0);
}

static void bytes_are_payload(void)
{
	FACT(payload_sent(1500, 500) == 1000);
	FACT(payload_sent(0, 0) == 0);
	FACT(payload_sent(0, 10) == 0); /* read between the kernel's two updates */
	FACT(payload_received(1000, 0) == 1000);
	FACT(payload_received(1001, 1) == 1000);
	FACT(payload_received(0, 1) == 0);
}

static void the_end_of_a_stream_is_no_byte(void)
{
	FACT(received_until(1001, 1001, 1) == 1000);
	FACT(received_until(1000, 1001, 1) == 1000); /* it came, and was not met yet */
	FACT(received_until(1000, 1000, 0) == 1000);
	FACT(received_until(0, 0, 1) == 0xffffffff);
}

static void times(void)
{
	FACT(rtt_micros(800) == 100);
	FACT(duration(100, 350) == 250);
	FACT(duration(0, 350) == DURATION_UNKNOWN);
}

static void failed_connects_have_a_reason(void)
{
	FACT(connect_error(ECONNREFUSED, 1) == ECONNREFUSED);
	FACT(connect_error(ETIMEDOUT, 3) == ETIMEDOUT);
	FACT(connect_error(0, 2) == 0);
	FACT(connect_error(0, 0) == EADDRNOTAVAIL);
}

int main(void)
{
	ipv4_is_v4_mapped();
	bytes_are_payload();
	the_end_of_a_stream_is_no_byte();
	times();
	failed_connects_have_a_reason();
	return 0;
}
