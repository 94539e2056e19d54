/* test_fetch_manners.c - pauses that servers want, names and passwords,
 * cookies, proxies, room for bodies, commands beside transfers. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http_server.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/vec.h"
#include "thrum/fetch/fetch.h"

#include "thrum/base/banned.h"

/* ---- the server ---------------------------------------------------- */

enum { LARGE = 3 << 20 };

static bool large(struct http_call *call)
{
	char block[8192];
	char *head = xasprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n",
			       LARGE);
	bool ok = http_sends(call, head);

	free(head);
	memset(block, 'x', sizeof(block));
	for (int n = 0; ok && n < LARGE; n += (int)sizeof(block))
		ok = http_send(call, block, sizeof(block));
	return ok;
}

/* Sends one byte, then holds back until the client gives up. */
static bool stuck(struct http_call *call)
{
	http_sends(call, "HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\nx");
	for (int i = 0; i < 200 && !atomic_load(&call->server->stopping); i++)
		http_nap_ms(20);
	return false;
}

/* Only who brings the cookie back gets through. */
static bool cookie_gate(struct http_call *call)
{
	if (strstr(call->head, "Cookie: consent=yes"))
		return http_answer(call, "200 OK", "", "inside", 6);
	return http_answer(call, "302 Found",
			   "Location: /gate\r\n"
			   "Set-Cookie: consent=yes; Path=/\r\n",
			   "", 0);
}

static bool private(struct http_call *call)
{
	/* "reader:s3cret" */
	if (strstr(call->head, "Authorization: Basic cmVhZGVyOnMzY3JldA=="))
		return http_answer(call, "200 OK", "", "for your eyes", 13);
	return http_answer(call, "401 Who",
			   "WWW-Authenticate: Basic realm=\"news\"\r\n", "", 0);
}

/* RFC 2617 without qop, so that the right answer is always the same: of
 * "reader", "s3cret", the realm "news" and the nonce "thrum". */
static bool digest(struct http_call *call)
{
	if (strstr(call->head, "Authorization: Digest ") &&
	    strstr(call->head, "response=\"3e0d441f1156e528cbd68f4224ba81af\""))
		return http_answer(call, "200 OK", "", "digested", 8);
	return http_answer(call, "401 Who",
			   "WWW-Authenticate: Digest realm=\"news\", "
			   "nonce=\"thrum\"\r\n",
			   "", 0);
}

static bool proxy_with_password(struct http_call *call)
{
	/* "me:pw" */
	if (strstr(call->head, "Proxy-Authorization: Basic bWU6cHc="))
		return http_answer(call, "200 OK", "", call->path,
				   strlen(call->path));
	return http_answer(call, "407 Who",
			   "Proxy-Authenticate: Basic realm=\"line\"\r\n", "",
			   0);
}

static bool route(struct http_call *call)
{
	const char *path = call->path;

	if (!strncmp(path, "/busy", 5)) {
		http_nap_ms(50);
		return http_answer(call, "429 Slow down",
				   "Retry-After: 1800\r\n", "", 0);
	}
	if (!strncmp(path, "/large", 6))
		return large(call);
	if (!strncmp(path, "/stuck", 6))
		return stuck(call);
	if (!strcmp(path, "/gate"))
		return cookie_gate(call);
	if (!strcmp(path, "/digest"))
		return digest(call);
	if (!strcmp(path, "/private"))
		return private(call);
	if (!strcmp(path, "/cookies"))
		return http_answer(call, "200 OK", "",
				   strstr(call->head, "Cookie: ticket=paid") ?
					   "paid" :
					   "poor",
				   4);
	return http_answer(call, "200 OK", "", path, strlen(path));
}

/* ---- asking -------------------------------------------------------- */

struct seen {
	int ok, busy, http, other;
	int64_t retry_s;
	int32_t status; /* of the last one */
	size_t bytes;
	char body[64], sentence[480];
};

static void look(struct fetch_response *r, void *ctx)
{
	struct seen *s = ctx;

	s->ok += r->status == ST_OK;
	s->busy += r->status == ST_BUSY;
	s->http += r->status == ST_HTTP;
	s->other += r->status != ST_OK && r->status != ST_BUSY &&
		    r->status != ST_HTTP;
	if (r->retry_after_s > 0)
		s->retry_s = r->retry_after_s;
	s->status = r->http;
	s->bytes += r->body.len;
	snprintf(s->body, sizeof(s->body), "%s", r->body.ptr);
	snprintf(s->sentence, sizeof(s->sentence), "%s", r->err.msg);
}

static struct fetcher *fetcher_with(const struct fetch_options *opts)
{
	static const char *const around[] = { "http_proxy", "https_proxy",
					      "all_proxy", "ALL_PROXY",
					      "no_proxy", "NO_PROXY" };
	struct fetcher *f = NULL;
	struct err err = { 0 };

	/* Nothing around the test may have a say. */
	setenv("HOME", "/nonexistent", 1);
	for (size_t i = 0; i < sizeof(around) / sizeof(around[0]); i++)
		unsetenv(around[i]);
	cr_assert_eq(fetcher_new(opts, &f, &err), ST_OK, "%s", err.msg);
	return f;
}

static struct seen ask(const struct fetch_options *opts, const char *url)
{
	struct fetcher *f = fetcher_with(opts);
	struct fetch_request req = { .url = url, .timeout_s = 20 };
	struct seen s = { 0 };

	fetcher_add(f, &req);
	fetcher_run(f, look, NULL, &s);
	fetcher_free(f);
	return s;
}

static char *at(const struct http_server *s, const char *path)
{
	return xasprintf("http://127.0.0.1:%d%s", s->port, path);
}

/* ---- pauses -------------------------------------------------------- */

/* Forty feeds of a server that says 429: those under way hear it, the rest
 * is not sent, and each knows how long to wait. */
Test(manners, a_server_that_wants_a_pause_gets_one, .timeout = 60)
{
	struct fetch_options opts = { .max_total = 8, .max_per_host = 4 };
	struct http_server s;
	struct str_vec urls = { 0 };
	struct seen seen = { 0 };

	http_server_start(&s, route);
	struct fetcher *f = fetcher_with(&opts);
	for (int i = 0; i < 40; i++) {
		char *path = xasprintf("/busy/%d", i);
		str_vec_add_take(&urls, at(&s, path));
		struct fetch_request req = { .url = urls.v[i] };
		fetcher_add(f, &req);
		free(path);
	}
	fetcher_run(f, look, NULL, &seen);
	cr_assert_eq(seen.http + seen.busy, 40);
	cr_assert_leq(atomic_load(&s.requests), 4);
	cr_assert_eq(seen.retry_s, 1800);
	cr_assert_not_null(strstr(seen.sentence, "127.0.0.1"));
	fetcher_free(f);
	http_server_stop(&s);
	str_vec_release(&urls);
}

/* ---- who one is ---------------------------------------------------- */

Test(manners, credentials_of_the_address, .timeout = 60)
{
	struct fetch_options opts = { 0 };
	struct http_server s;

	http_server_start(&s, route);
	char *url = xasprintf("http://reader:s3cret@127.0.0.1:%d/private",
			      s.port);
	struct seen seen = ask(&opts, url);
	cr_assert_eq(seen.ok, 1, "%s", seen.sentence);
	cr_assert_str_eq(seen.body, "for your eyes");
	free(url);
	url = at(&s, "/private");
	seen = ask(&opts, url);
	cr_assert_eq(seen.status, 401);
	cr_assert_not_null(strstr(seen.sentence, "password"));
	free(url);
	http_server_stop(&s);
}

Test(manners, cookies_live_for_one_request, .timeout = 60)
{
	struct fetch_options opts = { .max_total = 1 };
	struct fetch_request req = { 0 };
	struct http_server s;
	struct seen seen = { 0 };

	http_server_start(&s, route);
	char *gate = at(&s, "/gate"), *other = at(&s, "/echo");
	struct fetcher *f = fetcher_with(&opts);
	req.url = gate;
	fetcher_add(f, &req);
	fetcher_run(f, look, NULL, &seen);
	cr_assert_str_eq(seen.body, "inside", "%s", seen.sentence);
	req.url = other;
	fetcher_add(f, &req);
	fetcher_run(f, look, NULL, &seen);
	cr_assert_not(http_server_heard(&s, "Cookie:"));
	fetcher_free(f);
	http_server_stop(&s);
	free(gate);
	free(other);
}

Test(manners, cookies_of_a_file, .timeout = 60)
{
	char path[] = "/tmp/thrum-cookies-XXXXXX";
	struct fetch_options opts = { .cookie_file = path };
	struct http_server s;
	int fd = mkstemp(path);
	static const char jar[] = "# Netscape HTTP Cookie File\n"
				  "127.0.0.1\tFALSE\t/\tFALSE\t0\tticket\t"
				  "paid\n";

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, jar, sizeof(jar) - 1), sizeof(jar) - 1);
	close(fd);
	http_server_start(&s, route);
	char *url = at(&s, "/cookies");
	struct seen seen = ask(&opts, url);
	cr_assert_str_eq(seen.body, "paid");
	opts.cookie_file = NULL;
	seen = ask(&opts, url);
	cr_assert_str_eq(seen.body, "poor");
	free(url);
	http_server_stop(&s);
	unlink(path);
}

Test(manners, a_proxy_gets_the_whole_address, .timeout = 60)
{
	struct http_server s;

	http_server_start(&s, route);
	char *proxy = xasprintf("http://127.0.0.1:%d", s.port);
	struct fetch_options opts = { .proxy = proxy };
	struct seen seen = ask(&opts, "http://news.example/feed");
	cr_assert_eq(seen.ok, 1, "%s", seen.sentence);
	cr_assert_str_eq(seen.body, "http://news.example/feed");
	cr_assert(http_server_heard(&s, "Host: news.example"));
	free(proxy);
	http_server_stop(&s);
}

Test(manners, digest_credentials, .timeout = 60)
{
	struct fetch_options opts = { 0 };
	struct http_server s;

	http_server_start(&s, route);
	char *url = xasprintf("http://reader:s3cret@127.0.0.1:%d/digest",
			      s.port);
	struct seen seen = ask(&opts, url);
	cr_assert_str_eq(seen.body, "digested", "%s", seen.sentence);
	free(url);
	url = xasprintf("http://reader:wrong@127.0.0.1:%d/digest", s.port);
	seen = ask(&opts, url);
	cr_assert_eq(seen.status, 401);
	cr_assert_null(strstr(seen.sentence, "wrong"));
	free(url);
	http_server_stop(&s);
}

Test(manners, a_proxy_that_wants_a_password, .timeout = 60)
{
	struct http_server s;

	http_server_start(&s, proxy_with_password);
	char *proxy = xasprintf("http://me:pw@127.0.0.1:%d", s.port);
	struct fetch_options opts = { .proxy = proxy };
	struct seen seen = ask(&opts, "http://news.example/feed");
	cr_assert_str_eq(seen.body, "http://news.example/feed", "%s",
			 seen.sentence);
	free(proxy);
	opts.proxy = proxy = xasprintf("http://127.0.0.1:%d", s.port);
	seen = ask(&opts, "http://news.example/feed");
	cr_assert_eq(seen.status, 407);
	cr_assert_not_null(strstr(seen.sentence, "proxy"), "%s",
			   seen.sentence);
	free(proxy);
	http_server_stop(&s);
}

Test(manners, ipv6, .timeout = 60)
{
	struct fetch_options opts = { 0 };
	struct http_server s;

	if (!http_server_start6(&s, route))
		cr_skip("no IPv6 here");
	char *url = xasprintf("http://[::1]:%d/six", s.port);
	struct seen seen = ask(&opts, url);
	cr_assert_str_eq(seen.body, "/six", "%s", seen.sentence);
	free(url);
	http_server_stop(&s);
}

/* ---- room ---------------------------------------------------------- */

/* Eight bodies of 3 MiB in room for one of them, beside one that never
 * comes: all eight arrive, one after the other. */
Test(manners, bodies_wait_for_room, .timeout = 60)
{
	struct fetch_options opts = { .max_total = 16,
				      .max_per_host = 16,
				      .max_held = (size_t)4 << 20 };
	struct fetch_request req = { .timeout_s = 3 };
	struct http_server s;
	struct seen seen = { 0 };

	http_server_start(&s, route);
	char *url = at(&s, "/large"), *bad = at(&s, "/stuck");
	struct fetcher *f = fetcher_with(&opts);
	req.url = bad;
	fetcher_add(f, &req);
	req.url = url;
	req.timeout_s = 30;
	for (int i = 0; i < 8; i++)
		fetcher_add(f, &req);
	fetcher_run(f, look, NULL, &seen);
	cr_assert_eq(seen.ok, 8, "%d ok, %s", seen.ok, seen.sentence);
	cr_assert_eq(seen.bytes, (size_t)8 * LARGE);
	cr_assert_eq(seen.other, 1);
	fetcher_free(f);
	http_server_stop(&s);
	free(url);
	free(bad);
}

/* ---- commands ------------------------------------------------------ */

/* Six naps of half a second beside a transfer: four at once, and the
 * transfer does not wait for them. */
Test(manners, commands_run_beside_transfers, .timeout = 60)
{
	static char *const nap[] = { "sh", "-c", "sleep 0.5; echo done",
				     NULL };
	struct fetch_options opts = { 0 };
	struct fetch_request req = { .argv = nap, .timeout_s = 20 };
	struct http_server s;
	struct seen seen = { 0 };
	int64_t from = clock_mono_ms();

	http_server_start(&s, route);
	char *url = at(&s, "/one");
	struct fetcher *f = fetcher_with(&opts);
	for (int i = 0; i < 6; i++)
		fetcher_add(f, &req);
	struct fetch_request web = { .url = url };
	fetcher_add(f, &web);
	fetcher_run(f, look, NULL, &seen);
	cr_assert_eq(seen.ok, 7, "%s", seen.sentence);
	cr_assert_eq(seen.bytes, 6 * 5 + 4);
	cr_assert_lt(clock_mono_ms() - from, 2500, "not one by one");
	fetcher_free(f);
	http_server_stop(&s);
	free(url);
}

static void cancel_now(void *ctx)
{
	fetcher_cancel(*(struct fetcher **)ctx);
}

struct cancelling {
	struct seen seen; /* first: look() gets it */
	struct fetcher *f;
};

static void cancel_tick(void *ctx)
{
	cancel_now(&((struct cancelling *)ctx)->f);
}

Test(manners, commands_can_be_stopped_and_may_fail, .timeout = 60)
{
	static char *const forever[] = { "sleep", "1000", NULL };
	static char *const missing[] = { "/no/such/program", NULL };
	static char *const echo[] = { "cat", NULL };
	struct fetch_options opts = { 0 };
	struct cancelling c = { .f = fetcher_with(&opts) };
	struct fetch_request req = { .argv = forever, .timeout_s = 900 };
	struct buf in = BUF_INIT;

	for (int i = 0; i < 9; i++)
		fetcher_add(c.f, &req);
	fetcher_run(c.f, look, cancel_tick, &c);
	cr_assert_eq(c.seen.other, 9);
	/* The fetcher serves again. */
	buf_adds(&in, "in and out");
	req = (struct fetch_request){ .argv = echo, .input = &in };
	fetcher_add(c.f, &req);
	req = (struct fetch_request){ .argv = missing };
	fetcher_run(c.f, look, NULL, &c);
	cr_assert_str_eq(c.seen.body, "in and out");
	fetcher_add(c.f, &req);
	fetcher_run(c.f, look, NULL, &c);
	cr_assert_not_null(strstr(c.seen.sentence, "/no/such/program"));
	fetcher_free(c.f);
	buf_release(&in);
}
