// SPDX-License-Identifier: Apache-2.0
/*
 * Moves bytes in the ways that few programs do.
 *   movers messages        three messages in one sendmmsg, read by one recvmmsg, on one connection
 *   movers datagrams       twenty questions to port 53 in one sendmmsg, read there by one recvmmsg
 *   movers splice          what one connection brings goes through a pipe into another one
 * Prints the ports of the sockets.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST 20
#define FAIL(what) do { perror(what); exit(1); } while (0)

static char text[MOST][16];
static struct iovec vectors[MOST];
static struct mmsghdr messages[MOST];

/* "one 00;", "one 01;", …, to NAME where there is one. */
static void write_messages(int count, struct sockaddr_in *name)
{
	memset(messages, 0, sizeof(messages));
	for (int i = 0; i < count; i++) {
		snprintf(text[i], sizeof(text[i]), "one %02d;", i);
		vectors[i] = (struct iovec){ text[i], 7 };
		messages[i].msg_hdr.msg_iov = &vectors[i];
		messages[i].msg_hdr.msg_iovlen = 1;
		messages[i].msg_hdr.msg_name = name;
		messages[i].msg_hdr.msg_namelen = name ? sizeof(*name) : 0;
	}
}

static int port_of(int socket)
{
	struct sockaddr_in address;
	socklen_t length = sizeof(address);

	if (getsockname(socket, (struct sockaddr *)&address, &length))
		FAIL("getsockname");
	return ntohs(address.sin_port);
}

/* Two ends of one connection: who dialled, who accepted. */
static void join(int ends[2])
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int listener = socket(AF_INET, SOCK_STREAM, 0);

	if (bind(listener, (struct sockaddr *)&here, sizeof(here)) || listen(listener, 1))
		FAIL("listen");
	here.sin_port = htons(port_of(listener));
	ends[0] = socket(AF_INET, SOCK_STREAM, 0);
	if (connect(ends[0], (struct sockaddr *)&here, sizeof(here)))
		FAIL("connect");
	ends[1] = accept(listener, 0, 0);
}

static void wait_for_bytes(int socket, int bytes)
{
	char peek[512];

	while (recv(socket, peek, sizeof(peek), MSG_PEEK) < bytes)
		;
}

static void stream(void)
{
	int ends[2];

	join(ends);
	write_messages(3, 0);
	if (sendmmsg(ends[0], messages, 3, 0) != 3)
		FAIL("sendmmsg");
	wait_for_bytes(ends[1], 21);
	if (recvmmsg(ends[1], messages, 3, 0, 0) != 3)
		FAIL("recvmmsg");
	printf("%d %d\n", port_of(ends[0]), port_of(ends[1]));
}

static void datagrams(void)
{
	struct sockaddr_in server = { .sin_family = AF_INET, .sin_port = htons(53) };
	int asks = socket(AF_INET, SOCK_DGRAM, 0), answers = socket(AF_INET, SOCK_DGRAM, 0);
	struct sockaddr_in any = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };

	inet_pton(AF_INET, "127.53.53.53", &server.sin_addr);
	if (bind(answers, (struct sockaddr *)&server, sizeof(server)) || bind(asks, (struct sockaddr *)&any, sizeof(any)))
		FAIL("bind");
	write_messages(MOST, &server);
	if (sendmmsg(asks, messages, MOST, 0) != MOST)
		FAIL("sendmmsg");
	write_messages(MOST, &any);
	if (recvmmsg(answers, messages, MOST, 0, 0) != MOST)
		FAIL("recvmmsg");
	printf("%d 53\n", port_of(asks));
}

static void spliced(void)
{
	int in[2], out[2], pipes[2];

	join(in);
	join(out);
	if (pipe(pipes))
		FAIL("pipe");
	if (write(in[0], "pass this on", 12) != 12)
		FAIL("write");
	wait_for_bytes(in[1], 12);
	if (splice(in[1], 0, pipes[1], 0, 12, 0) != 12 || splice(pipes[0], 0, out[0], 0, 12, 0) != 12)
		FAIL("splice");
	printf("%d %d %d %d\n", port_of(in[0]), port_of(in[1]), port_of(out[0]), port_of(out[1]));
}

int main(int given, char **arguments)
{
	if (given == 2 && !strcmp(arguments[1], "messages"))
		stream();
	else if (given == 2 && !strcmp(arguments[1], "datagrams"))
		datagrams();
	else if (given == 2 && !strcmp(arguments[1], "splice"))
		spliced();
	else
		return 2;
	return 0;
}
