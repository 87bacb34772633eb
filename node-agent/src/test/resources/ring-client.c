// SPDX-License-Identifier: Apache-2.0
/* ring-client PORT COUNT: so many HTTP requests to this host, each on its own connection, every byte of it by io_uring. */
#include <arpa/inet.h>
#include <errno.h>
#include <linux/io_uring.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ENTRIES 4
#define NOT_ALLOWED 77

static int ring;
static char *submissions, *completions;
static struct io_uring_params setup;
static struct io_uring_sqe *requests;

static void open_ring(void)
{
	ring = syscall(SYS_io_uring_setup, ENTRIES, &setup);
	if (ring < 0) {
		printf("io_uring_setup: %s\n", strerror(errno));
		exit(NOT_ALLOWED);
	}
	submissions = mmap(0, setup.sq_off.array + setup.sq_entries * sizeof(__u32), PROT_READ | PROT_WRITE,
			   MAP_SHARED, ring, IORING_OFF_SQ_RING);
	completions = mmap(0, setup.cq_off.cqes + setup.cq_entries * sizeof(struct io_uring_cqe), PROT_READ | PROT_WRITE,
			   MAP_SHARED, ring, IORING_OFF_CQ_RING);
	requests = mmap(0, setup.sq_entries * sizeof(*requests), PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQES);
	if (submissions == MAP_FAILED || completions == MAP_FAILED || requests == MAP_FAILED)
		exit(2);
}

static _Atomic __u32 *at(char *ring_memory, __u32 offset)
{
	return (_Atomic __u32 *)(ring_memory + offset);
}

/* One operation, and what came of it. */
static int run(int operation, int socket, void *bytes, unsigned length)
{
	__u32 tail = *at(submissions, setup.sq_off.tail);
	__u32 slot = tail & *at(submissions, setup.sq_off.ring_mask);
	struct io_uring_cqe *done;
	__u32 head;

	memset(&requests[slot], 0, sizeof(*requests));
	requests[slot].opcode = operation;
	requests[slot].fd = socket;
	requests[slot].addr = (unsigned long)bytes;
	requests[slot].len = length;
	((__u32 *)(submissions + setup.sq_off.array))[slot] = slot;
	atomic_store(at(submissions, setup.sq_off.tail), tail + 1);
	if (syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, 0, 0) < 0)
		exit(3);
	head = *at(completions, setup.cq_off.head);
	done = (struct io_uring_cqe *)(completions + setup.cq_off.cqes) + (head & *at(completions, setup.cq_off.ring_mask));
	atomic_store(at(completions, setup.cq_off.head), head + 1);
	return done->res;
}

int main(int given, char **arguments)
{
	char request[] = "GET /ring HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
	struct sockaddr_in server = { .sin_family = AF_INET, .sin_port = htons(atoi(arguments[1])) };
	char answer[4096];
	int answered = 0;

	if (given != 3)
		return 1;

	inet_pton(AF_INET, "127.0.0.1", &server.sin_addr);
	open_ring();
	for (int i = 0; i < atoi(arguments[2]); i++) {
		int socket_of_one = socket(AF_INET, SOCK_STREAM, 0);
		int first;

		if (connect(socket_of_one, (struct sockaddr *)&server, sizeof(server)))
			return 4;
		if (run(IORING_OP_SEND, socket_of_one, request, sizeof(request) - 1) != sizeof(request) - 1)
			return 5;
		first = run(IORING_OP_RECV, socket_of_one, answer, sizeof(answer));
		answered += first > 12 && !memcmp(answer, "HTTP/1.1 200", 12);
		while (run(IORING_OP_RECV, socket_of_one, answer, sizeof(answer)) > 0)
			;
		close(socket_of_one);
	}
	printf("%d\n", answered);
	fflush(stdout);
	getchar(); /* a process that is gone is named too, but not for ever */
	return 0;
}
