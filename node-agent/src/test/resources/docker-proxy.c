// SPDX-License-Identifier: Apache-2.0
/* Does what Docker's proxy does, and is called like it: docker-proxy -proto tcp -host-ip H -host-port P -container-ip C -container-port Q */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static struct sockaddr_in container = { .sin_family = AF_INET };

struct way {
	int from;
	int to;
};

static void *copy(void *given)
{
	struct way *way = given;
	char buffer[4096];
	ssize_t count;

	while ((count = read(way->from, buffer, sizeof(buffer))) > 0)
		if (write(way->to, buffer, count) != count)
			break;
	shutdown(way->to, SHUT_WR);
	return 0;
}

static void *serve(void *given)
{
	int client = (intptr_t)given;
	int server = socket(AF_INET, SOCK_STREAM, 0);
	struct way there = { client, server }, back = { server, client };
	pthread_t thread;

	if (connect(server, (struct sockaddr *)&container, sizeof(container)) == 0) {
		pthread_create(&thread, 0, copy, &there);
		copy(&back);
		pthread_join(thread, 0);
	}
	close(server);
	close(client);
	return 0;
}

int main(int count, char **words)
{
	struct sockaddr_in host = { .sin_family = AF_INET };
	int listener = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
	pthread_t thread;

	if (count != 11)
		return 2;
	inet_pton(AF_INET, words[4], &host.sin_addr);
	host.sin_port = htons(atoi(words[6]));
	inet_pton(AF_INET, words[8], &container.sin_addr);
	container.sin_port = htons(atoi(words[10]));
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(listener, (struct sockaddr *)&host, sizeof(host)) || listen(listener, 64))
		return 1;
	puts("listening");
	fflush(stdout);
	for (;;) {
		intptr_t client = accept(listener, 0, 0);

		if (client >= 0 && pthread_create(&thread, 0, serve, (void *)client) == 0)
			pthread_detach(thread);
	}
}
