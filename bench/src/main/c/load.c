// SPDX-License-Identifier: Apache-2.0
/*
 * The programs that an agent is measured on, small enough to leave the machine to it. Each prints one line of figures.
 *   load serve PORT                    answers each connection and closes it, or holds it if asked to
 *   load storm PORT SECONDS THREADS    a connection per request: "connections failed p50_us p99_us"
 *   load hold PORT COUNT               opens COUNT connections, says "holding", keeps them until its input ends
 *   load spawn PER_SECOND SECONDS      starts a program that ends at once: "started"
 *   load ask PORT PER_SECOND SECONDS CONNECTIONS
 *                                      HTTP requests at moments fixed before, on so many connections, or each on one of its
 *                                      own (0): "answered failed seconds p50_ns p99_ns", measured from the fixed moments, so
 *                                      that a request that has to wait for others is as slow as it would be for its user
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* So many loopback addresses keep the ports of a client from running out while closed connections linger. */
#define ADDRESSES 64
#define REQUEST_CLOSE 'c'
#define REQUEST_HOLD 'h'
#define ANSWER_BYTES 64
#define MOST_LATENCIES (4 << 20)
#define EVENTS_AT_ONCE 256

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static uint64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

static void allow_many_files(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit))
		die("getrlimit");
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit))
		die("setrlimit");
}

static void answer(int fd)
{
	char request, reply[ANSWER_BYTES] = { 0 };

	if (read(fd, &request, 1) != 1) {
		close(fd);
		return;
	}
	if (write(fd, reply, sizeof(reply)) < 0 || request == REQUEST_CLOSE)
		close(fd);
}

static void accept_all(int epoll, int listener)
{
	for (;;) {
		int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
		struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

		if (fd < 0)
			return;
		epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
	}
}

static void serve(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port) };
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1, epoll = epoll_create1(0);
	struct epoll_event events[EVENTS_AT_ONCE] = { { .events = EPOLLIN, .data.fd = listener } };

	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) || listen(listener, 4096))
		die("listen");
	epoll_ctl(epoll, EPOLL_CTL_ADD, listener, events);
	puts("serving");
	fflush(stdout);
	for (;;) {
		int count = epoll_wait(epoll, events, EVENTS_AT_ONCE, -1);

		for (int i = 0; i < count; i++) {
			if (events[i].data.fd == listener)
				accept_all(epoll, listener);
			else
				answer(events[i].data.fd);
		}
	}
}

static int ask(int port, unsigned number, char request)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
				       .sin_port = htons(port),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK + number % ADDRESSES) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	char reply[ANSWER_BYTES];

	if (fd >= 0 && !connect(fd, (struct sockaddr *)&address, sizeof(address)) && write(fd, &request, 1) == 1 &&
	    read(fd, reply, sizeof(reply)) > 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

struct worker {
	pthread_t thread;
	int port;
	unsigned seed;
	uint64_t end_ns, done, failed;
	uint32_t *latencies_us;
};

static void *work(void *argument)
{
	struct worker *self = argument;
	char rest;

	for (uint64_t start = now_ns(); start < self->end_ns; start = now_ns()) {
		int fd = ask(self->port, self->seed++, REQUEST_CLOSE);

		if (fd < 0) {
			self->failed++;
			continue;
		}
		/* The server closes first: what lingers, lingers there. */
		while (read(fd, &rest, 1) > 0)
			;
		close(fd);
		if (self->done < MOST_LATENCIES)
			self->latencies_us[self->done] = (now_ns() - start) / 1000;
		self->done++;
	}
	return NULL;
}

static int by_value(const void *one, const void *other)
{
	uint32_t a = *(const uint32_t *)one, b = *(const uint32_t *)other;

	return (a > b) - (a < b);
}

static void storm(int port, double seconds, int threads)
{
	struct worker *workers = calloc(threads, sizeof(*workers));
	uint32_t *all = malloc(sizeof(uint32_t) * MOST_LATENCIES * threads);
	uint64_t end_ns = now_ns() + seconds * 1e9, done = 0, failed = 0, kept = 0;

	for (int i = 0; i < threads; i++) {
		workers[i] = (struct worker){ .port = port, .seed = i * (ADDRESSES / threads), .end_ns = end_ns,
					      .latencies_us = malloc(sizeof(uint32_t) * MOST_LATENCIES) };
		pthread_create(&workers[i].thread, NULL, work, &workers[i]);
	}
	for (int i = 0; i < threads; i++) {
		struct worker *one = &workers[i];
		uint64_t count;

		pthread_join(one->thread, NULL);
		count = one->done < MOST_LATENCIES ? one->done : MOST_LATENCIES;
		memcpy(all + kept, one->latencies_us, count * sizeof(*all));
		kept += count;
		done += one->done;
		failed += one->failed;
	}
	qsort(all, kept, sizeof(*all), by_value);
	printf("%lu %lu %u %u\n", done, failed, kept ? all[kept / 2] : 0, kept ? all[kept * 99 / 100] : 0);
}

static void hold(int port, int count)
{
	for (int i = 0; i < count; i++)
		if (ask(port, i, REQUEST_HOLD) < 0)
			die("connect");
	puts("holding");
	fflush(stdout);
	while (getchar() != EOF)
		;
}

static void spawn(int per_second, int seconds)
{
	uint64_t start_ns = now_ns(), total = (uint64_t)per_second * seconds;

	for (uint64_t i = 0; i < total; i++) {
		uint64_t due_ns = start_ns + i * 1000000000ULL / per_second, now = now_ns();
		pid_t child;

		if (due_ns > now)
			nanosleep(&(struct timespec){ .tv_nsec = due_ns - now }, NULL);
		child = vfork();
		if (!child) {
			execl("/bin/true", "true", NULL);
			_exit(127);
		}
		waitpid(child, NULL, 0);
	}
	printf("%lu %.2f\n", total, (now_ns() - start_ns) / 1e9);
}

#define MOST_CONNECTIONS 64
#define MOST_OPEN 4096

static const char HTTP_REQUEST[] = "GET /orders/17 HTTP/1.1\r\nHost: shop\r\n\r\n";
static const char HTTP_LAST_REQUEST[] = "GET /orders/17 HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n";

/* A connection and the moments of the requests on it that are not answered, oldest first. */
struct asked {
	int fd;
	uint32_t first, open;
	uint64_t due_ns[MOST_OPEN];
	int answer_bytes, got;
};

static int http_connect(int port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(port),
				       .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address))) {
		close(fd);
		return -1;
	}
	return fd;
}

static void sleep_until(uint64_t due_ns)
{
	struct timespec due = { .tv_sec = due_ns / 1000000000, .tv_nsec = due_ns % 1000000000 };

	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &due, NULL);
}

static int by_length(const void *one, const void *other)
{
	uint64_t a = *(const uint64_t *)one, b = *(const uint64_t *)other;

	return (a > b) - (a < b);
}

static uint64_t *taken_ns;
static uint64_t answered, failed;

static void over(uint64_t due_ns)
{
	if (answered < MOST_LATENCIES)
		taken_ns[answered] = now_ns() - due_ns;
	answered++;
}

/* Each answer of this server is as long as the first one. */
static void take_answers(struct asked *one)
{
	char buffer[16384];
	ssize_t bytes = read(one->fd, buffer, sizeof(buffer));

	if (bytes <= 0)
		die("answer");
	if (!one->answer_bytes)
		one->answer_bytes = bytes;
	for (one->got += bytes; one->got >= one->answer_bytes && one->open; one->got -= one->answer_bytes) {
		over(one->due_ns[one->first++ % MOST_OPEN]);
		one->open--;
	}
}

/* One request at a time on a connection: those that are due meanwhile wait, and their time runs. */
static void ask_next(struct asked *one)
{
	if (one->open && write(one->fd, HTTP_REQUEST, sizeof(HTTP_REQUEST) - 1) < 0)
		die("request");
}

static void ask_kept(int port, double per_second, uint64_t total, int connections)
{
	static struct asked all[MOST_CONNECTIONS];
	int epoll = epoll_create1(0);
	uint64_t start_ns, sent = 0;

	for (int i = 0; i < connections; i++) {
		struct epoll_event event = { .events = EPOLLIN, .data.u32 = i };

		all[i].fd = http_connect(port);
		if (all[i].fd < 0)
			die("connect");
		epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].fd, &event);
		/* Tells how long an answer is. */
		if (write(all[i].fd, HTTP_REQUEST, sizeof(HTTP_REQUEST) - 1) < 0)
			die("request");
		take_answers(&all[i]);
		all[i].got = 0;
	}
	start_ns = now_ns();
	while (answered + failed < total) {
		struct epoll_event events[MOST_CONNECTIONS];
		uint64_t now = now_ns(), due_ns = start_ns + sent / per_second * 1e9;
		struct timespec rest = { 0 };
		int count;

		for (; sent < total && due_ns <= now; due_ns = start_ns + ++sent / per_second * 1e9) {
			struct asked *one = &all[sent % connections];

			if (one->open == MOST_OPEN) {
				failed++;
				continue;
			}
			one->due_ns[(one->first + one->open) % MOST_OPEN] = due_ns;
			if (!one->open++)
				ask_next(one);
		}
		rest.tv_nsec = due_ns > now ? due_ns - now : 0;
		if (sent == total || rest.tv_nsec > 999999999)
			rest.tv_nsec = 999999999;
		count = epoll_pwait2(epoll, events, MOST_CONNECTIONS, &rest, NULL);
		for (int i = 0; i < count; i++) {
			take_answers(&all[events[i].data.u32]);
			ask_next(&all[events[i].data.u32]);
		}
	}
}

static void ask_once(int port, uint64_t due_ns)
{
	char buffer[16384];
	int fd = http_connect(port), good = 0;

	if (fd >= 0 && write(fd, HTTP_LAST_REQUEST, sizeof(HTTP_LAST_REQUEST) - 1) > 0)
		while (read(fd, buffer, sizeof(buffer)) > 0)
			good = 1;
	if (fd >= 0)
		close(fd);
	if (good)
		over(due_ns);
	else
		failed++;
}

static void ask_http(int port, double per_second, double seconds, int connections)
{
	uint64_t total = per_second * seconds, start_ns, kept;

	taken_ns = malloc(sizeof(uint64_t) * MOST_LATENCIES);
	/* Else each sleep is 50 us too long. */
	prctl(PR_SET_TIMERSLACK, 1);
	start_ns = now_ns();
	if (connections) {
		ask_kept(port, per_second, total, connections);
	} else {
		for (uint64_t i = 0; i < total; i++) {
			uint64_t due_ns = start_ns + i / per_second * 1e9;

			sleep_until(due_ns);
			ask_once(port, due_ns);
		}
	}
	kept = answered < MOST_LATENCIES ? answered : MOST_LATENCIES;
	qsort(taken_ns, kept, sizeof(*taken_ns), by_length);
	printf("%lu %lu %.3f %lu %lu\n", answered, failed, (now_ns() - start_ns) / 1e9, kept ? taken_ns[kept / 2] : 0,
	       kept ? taken_ns[kept * 99 / 100] : 0);
}

int main(int count, char **words)
{
	const char *what = count > 2 ? words[1] : "";

	allow_many_files();
	if (!strcmp(what, "serve"))
		serve(atoi(words[2]));
	else if (!strcmp(what, "storm") && count == 5)
		storm(atoi(words[2]), atof(words[3]), atoi(words[4]));
	else if (!strcmp(what, "hold") && count == 4)
		hold(atoi(words[2]), atoi(words[3]));
	else if (!strcmp(what, "spawn") && count == 4)
		spawn(atoi(words[2]), atoi(words[3]));
	else if (!strcmp(what, "ask") && count == 6)
		ask_http(atoi(words[2]), atof(words[3]), atof(words[4]), atoi(words[5]));
	else
		return 64;
	return 0;
}
