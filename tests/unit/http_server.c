/* http_server.c - see http_server.h. */
#include "config.h"

#include "http_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

enum { HEAD_MAX = 8000 };

struct connection {
	struct http_server *server;
	int fd;
};

void http_nap_ms(int ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&t, NULL);
}

bool http_send(struct http_call *call, const void *bytes, size_t len)
{
	const char *p = bytes;

	while (len) {
		ssize_t n = send(call->fd, p, len, MSG_NOSIGNAL);
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

bool http_sends(struct http_call *call, const char *text)
{
	return http_send(call, text, strlen(text));
}

bool http_answer(struct http_call *call, const char *status,
		 const char *headers, const void *body, size_t len)
{
	char *head = xasprintf("HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n\r\n",
			       status, headers, len);
	bool ok = http_sends(call, head) && http_send(call, body, len);

	free(head);
	return ok;
}

static void raise_to(_Atomic int *max, int value)
{
	int old = atomic_load(max);

	while (value > old && !atomic_compare_exchange_weak(max, &old, value))
		continue;
}

/* Read one request head; false at the end of the connection. */
static bool read_head(int fd, char *head)
{
	size_t len = 0;

	while (len < HEAD_MAX) {
		ssize_t n = recv(fd, head + len, 1, 0);
		if (n <= 0)
			return false;
		len += (size_t)n;
		head[len] = '\0';
		if (len >= 4 && !memcmp(head + len - 4, "\r\n\r\n", 4))
			return true;
	}
	return false;
}

static bool answer(struct http_server *s, int fd, char *head)
{
	struct http_call call = { .server = s, .fd = fd, .head = head };
	char path[512] = "/";

	pthread_mutex_lock(&s->lock);
	snprintf(s->last_head, sizeof(s->last_head), "%s", head);
	pthread_mutex_unlock(&s->lock);
	const char *from = strchr(head, ' ');
	if (from)
		snprintf(path, sizeof(path), "%.*s",
			 (int)strcspn(from + 1, " "), from + 1);
	call.path = path;
	atomic_fetch_add(&s->requests, 1);
	raise_to(&s->max_busy, atomic_fetch_add(&s->busy, 1) + 1);
	bool keep = s->handler(&call);
	atomic_fetch_sub(&s->busy, 1);
	return keep;
}

static void *serve(void *ctx)
{
	struct connection *c = ctx;
	struct http_server *s = c->server;
	char *head = xmalloc(HEAD_MAX + 1);

	while (!atomic_load(&s->stopping) && read_head(c->fd, head) &&
	       answer(s, c->fd, head))
		continue;
	close(c->fd);
	free(head);
	free(c);
	atomic_fetch_sub(&s->open, 1);
	return NULL;
}

static void *accept_all(void *ctx)
{
	struct http_server *s = ctx;
	int fd;

	while ((fd = accept(s->fd, NULL, NULL)) >= 0) {
		struct connection *c = xmalloc(sizeof(*c));
		pthread_t thread;
		int on = 1;

		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
		*c = (struct connection){ s, fd };
		raise_to(&s->max_open, atomic_fetch_add(&s->open, 1) + 1);
		if (pthread_create(&thread, NULL, serve, c))
			abort();
		pthread_detach(thread);
	}
	return NULL;
}

/* Bound to `addr`, whose port the system chooses. */
static bool start(struct http_server *s, struct sockaddr *addr, socklen_t len)
{
	s->fd = socket(addr->sa_family, SOCK_STREAM, 0);
	if (s->fd >= 0 && !bind(s->fd, addr, len) && !listen(s->fd, 128) &&
	    !getsockname(s->fd, addr, &len) &&
	    !pthread_create(&s->thread, NULL, accept_all, s))
		return true;
	if (s->fd >= 0)
		close(s->fd);
	return false;
}

void http_server_start(struct http_server *s, http_handler_fn handler)
{
	struct sockaddr_in addr = { .sin_family = AF_INET };

	*s = (struct http_server){ .handler = handler };
	pthread_mutex_init(&s->lock, NULL);
	addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (!start(s, (struct sockaddr *)&addr, sizeof(addr)))
		abort();
	s->port = ntohs(addr.sin_port);
}

bool http_server_start6(struct http_server *s, http_handler_fn handler)
{
	struct sockaddr_in6 addr = { .sin6_family = AF_INET6,
				     .sin6_addr = IN6ADDR_LOOPBACK_INIT };

	*s = (struct http_server){ .handler = handler };
	pthread_mutex_init(&s->lock, NULL);
	if (!start(s, (struct sockaddr *)&addr, sizeof(addr))) {
		pthread_mutex_destroy(&s->lock);
		return false;
	}
	s->port = ntohs(addr.sin6_port);
	return true;
}

void http_server_stop(struct http_server *s)
{
	atomic_store(&s->stopping, true);
	shutdown(s->fd, SHUT_RDWR);
	pthread_join(s->thread, NULL);
	close(s->fd);
	for (int i = 0; i < 1000 && atomic_load(&s->open) > 0; i++)
		http_nap_ms(5);
	pthread_mutex_destroy(&s->lock);
}

bool http_server_heard(struct http_server *s, const char *text)
{
	pthread_mutex_lock(&s->lock);
	bool found = strstr(s->last_head, text) != NULL;
	pthread_mutex_unlock(&s->lock);
	return found;
}
