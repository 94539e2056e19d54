/* http_server.h - a small HTTP/1.1 server on 127.0.0.1 for tests, that can
 * misbehave. It runs in threads of the test; nothing else is reached. */
#ifndef THRUM_TESTS_HTTP_SERVER_H
#define THRUM_TESTS_HTTP_SERVER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

struct http_server;

/* One request that came in, and the socket to answer on. */
struct http_call {
	struct http_server *server;
	int fd;
	const char *path; /* with its query */
	const char *head; /* the whole request head */
};

/* Answers; true when the connection can serve another request. */
typedef bool (*http_handler_fn)(struct http_call *call);

struct http_server {
	int fd, port;
	pthread_t thread;
	http_handler_fn handler;
	_Atomic bool stopping;
	_Atomic int open, max_open; /* connections */
	_Atomic int busy, max_busy; /* requests being answered */
	_Atomic int requests;
	pthread_mutex_t lock;
	char last_head[8192]; /* of the newest request; under `lock` */
};

void http_server_start(struct http_server *s, http_handler_fn handler);
/* On [::1]; false where there is no IPv6. */
bool http_server_start6(struct http_server *s, http_handler_fn handler);
/* Waits until every connection is closed: free the fetcher first. */
void http_server_stop(struct http_server *s);
/* Is this in the head of the newest request? */
bool http_server_heard(struct http_server *s, const char *text);

/* False when the other side is gone. */
bool http_send(struct http_call *call, const void *bytes, size_t len);
bool http_sends(struct http_call *call, const char *text);
/* Status line, `headers` (each with CR LF), Content-Length, body. */
bool http_answer(struct http_call *call, const char *status,
		 const char *headers, const void *body, size_t len);
void http_nap_ms(int ms);

#endif
