/* paper.c - see paper.h. The feed is made of our own sentences. */
#include "config.h"

#include "paper.h"

#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "thrum/base/banned.h"

static const struct {
	const char *title, *body;
} articles[] = {
	{ "Bakery on the quay opens at night",
	  "Sailors asked for warm bread before dawn, and now they get it." },
	{ "Old observatory sells its telescope",
	  "A school in the hills has bought the lens and the brass tube." },
	{ "Orchard festival moves to October",
	  "Late frost held the apples back by three weeks this year." },
	{ "Ferry timetable gains a morning crossing",
	  "The first boat leaves at five and carries bicycles for free." },
	{ "Choir looks for deep voices",
	  "Nobody has sung the lowest part since the winter concert." },
};
enum { N_ARTICLES = sizeof(articles) / sizeof(*articles) };

/* The address holds what a shell would act on. */
static void print_item(FILE *f, int i)
{
	static const char *const days[] = { "10", "11", "12", "13", "14" };

	fprintf(f,
		"<item><guid>paper-%d</guid><title>%s</title>"
		"<link>http://paper.example/%d?a='b';touch%%20c&amp;d=$(id)"
		"</link><pubDate>Sat, 31 May 2025 %s:00:00 GMT</pubDate>"
		"<description>%s</description></item>\n",
		i, articles[i].title, i, days[i], articles[i].body);
}

void paper_print(struct paper *p, int n)
{
	char path[128], made[128];
	FILE *f;

	cr_assert(n <= N_ARTICLES);
	snprintf(path, sizeof(path), "%s/paper.xml", p->dir);
	snprintf(made, sizeof(made), "%s/paper.new", p->dir);
	f = fopen(made, "w");
	cr_assert(f);
	fputs("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>"
	      "<title>Quay Paper</title><link>http://paper.example/</link>"
	      "<description>Of the quay</description>\n",
	      f);
	for (int i = n; i-- > 0;)
		print_item(f, i);
	fputs("</channel></rss>\n", f);
	cr_assert_eq(fclose(f), 0);
	cr_assert_eq(rename(made, path), 0);
}

static void answer(int fd, const char *dir)
{
	char request[4096] = "", path[128], body[16384] = "", head[256];
	size_t n = 0, len = 0;
	ssize_t got;

	while (n < sizeof(request) - 1 && !strstr(request, "\r\n\r\n") &&
	       (got = read(fd, request + n, sizeof(request) - 1 - n)) > 0) {
		n += (size_t)got;
		request[n] = '\0';
	}
	snprintf(path, sizeof(path), "%s/paper.xml", dir);
	FILE *f = strncmp(request, "GET /paper.xml ", 15) ? NULL :
							   fopen(path, "r");
	if (f) {
		len = fread(body, 1, sizeof(body), f);
		fclose(f);
	}
	snprintf(head, sizeof(head),
		 "HTTP/1.1 %s\r\nContent-Type: application/rss+xml\r\n"
		 "Content-Length: %zu\r\nConnection: close\r\n\r\n",
		 f ? "200 OK" : "404 Not Found", len);
	if (send(fd, head, strlen(head), MSG_NOSIGNAL) > 0)
		send(fd, body, len, MSG_NOSIGNAL);
	close(fd);
}

void paper_start(struct paper *p, const char *dir, int n)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t len = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	memset(p, 0, sizeof(*p));
	p->dir = dir;
	paper_print(p, n);
	cr_assert(fd >= 0);
	cr_assert_eq(bind(fd, (struct sockaddr *)&at, sizeof(at)), 0);
	cr_assert_eq(listen(fd, 8), 0);
	cr_assert_eq(getsockname(fd, (struct sockaddr *)&at, &len), 0);
	p->port = ntohs(at.sin_port);
	p->pid = fork();
	cr_assert(p->pid >= 0);
	while (p->pid == 0) {
		int client = accept(fd, NULL, NULL);
		if (client < 0)
			_exit(1);
		answer(client, dir);
	}
	close(fd);
}

void paper_stop(struct paper *p)
{
	if (p->pid <= 0)
		return;
	kill(p->pid, SIGKILL);
	waitpid(p->pid, NULL, 0);
	p->pid = 0;
}
