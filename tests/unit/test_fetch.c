/* test_fetch.c - HTTP against a server that knows no manners. */
#include "config.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "http_server.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/vec.h"
#include "thrum/fetch/fetch.h"

#include "thrum/base/banned.h"

/* gzip of "<rss>the hum of a loom, the hum of a loom</rss>". */
static const unsigned char GZIPPED[] = {
	0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03,
	0xb3, 0x29, 0x2a, 0x2e, 0xb6, 0x2b, 0xc9, 0x48, 0x55, 0xc8,
	0x28, 0xcd, 0x55, 0xc8, 0x4f, 0x53, 0x48, 0x54, 0xc8, 0xc9,
	0xcf, 0xcf, 0xd5, 0x51, 0xc0, 0x10, 0xb2, 0xd1, 0x07, 0xa9,
	0x04, 0x00, 0xbc, 0xac, 0x44, 0x0a, 0x2f, 0x00, 0x00, 0x00,
};
static const char PLAIN[] = "<rss>the hum of a loom, the hum of a loom</rss>";

/* ---- a gzip bomb, made by hand ------------------------------------- */

struct bits {
	struct buf *out;
	uint32_t word;
	int n;
};

/* `n` bits, the lowest first (RFC 1951 s. 3.1.1). */
static void put_bits(struct bits *b, uint32_t value, int n)
{
	b->word |= value << b->n;
	for (b->n += n; b->n >= 8; b->n -= 8, b->word >>= 8)
		buf_addc(b->out, (char)(b->word & 255));
}

/* One fixed Huffman block: a literal, then `n` times "repeat it 258
 * times". 13 bits become 258 bytes. */
static void make_bomb(struct buf *out, int n)
{
	static const unsigned char head[] = { 0x1f, 0x8b, 8, 0, 0,
					      0,    0,	  0, 0, 3 };
	struct bits b = { .out = out };

	buf_add(out, head, sizeof(head));
	put_bits(&b, 1, 1); /* last block */
	put_bits(&b, 1, 2); /* fixed codes */
	put_bits(&b, 0x89, 8); /* literal 'a': 10010001, code bits reversed */
	for (int i = 0; i < n; i++) {
		put_bits(&b, 0xa3, 8); /* length 258: 11000101 reversed */
		put_bits(&b, 0, 5); /* distance 1 */
	}
	put_bits(&b, 0, 7); /* end of block */
	put_bits(&b, 0, 7);
}

/* ---- the server's pages -------------------------------------------- */

static bool is(const struct http_call *call, const char *path)
{
	return !strcmp(call->path, path);
}

static bool redirect(struct http_call *call, const char *status,
		     const char *to)
{
	char *h = xasprintf("Location: %s\r\n", to);
	bool ok = http_answer(call, status, h, "moved", 5);

	free(h);
	return ok;
}

static bool with_etag(struct http_call *call)
{
	if (strstr(call->head, "If-None-Match: \"v1\"\r\n") &&
	    strstr(call->head, "If-Modified-Since: Sat, 31 May 2025 ")) {
		http_sends(call, "HTTP/1.1 304 Not Modified\r\n"
				 "ETag: \"v1\"\r\n\r\n");
		return true;
	}
	return http_answer(call, "200 OK",
			   "ETag: \"v1\"\r\n"
			   "Last-Modified: Sat, 31 May 2025 12:00:00 GMT\r\n"
			   "Content-Type: Application/RSS+XML ; "
			   "charset=\"ISO-8859-1\"\r\n"
			   "Cache-Control: public, max-age=600\r\n"
			   "Age: 100\r\n",
			   PLAIN, sizeof(PLAIN) - 1);
}

static bool bomb(struct http_call *call)
{
	struct buf b = BUF_INIT;

	make_bomb(&b, 32768); /* 8 MiB */
	bool ok = http_answer(call, "200 OK", "Content-Encoding: gzip\r\n",
			      b.ptr, b.len);
	buf_release(&b);
	return ok;
}

static bool endless(struct http_call *call)
{
	char block[4096];

	memset(block, 'x', sizeof(block));
	http_sends(call, strstr(call->path, "404") ?
				 "HTTP/1.1 404 Not Found\r\n\r\n" :
				 "HTTP/1.1 200 OK\r\n\r\n");
	while (http_send(call, block, sizeof(block)) &&
	       !atomic_load(&call->server->stopping))
		continue;
	return false;
}

static bool slow_loris(struct http_call *call)
{
	http_sends(call, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
	for (int i = 0; i < 1000; i++) {
		if (!http_send(call, "x", 1) ||
		    atomic_load(&call->server->stopping))
			break;
		http_nap_ms(20);
	}
	return false;
}

static bool silent(struct http_call *call)
{
	char c;

	/* Until the client hangs up. */
	(void)!recv(call->fd, &c, 1, 0);
	return false;
}

static bool huge_header(struct http_call *call)
{
	char block[1024];

	memset(block, 'h', sizeof(block));
	http_sends(call, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 4096; i++) {
		char *name = xasprintf("X-%d: ", i);
		bool ok = http_sends(call, name) &&
			  http_send(call, block, sizeof(block)) &&
			  http_sends(call, "\r\n");
		free(name);
		if (!ok)
			break;
	}
	return false;
}

static bool huge_line(struct http_call *call)
{
	char block[1024];

	memset(block, 'h', sizeof(block));
	http_sends(call, "HTTP/1.1 200 OK\r\nX-Long: ");
	for (int i = 0; i < 4096; i++)
		if (!http_send(call, block, sizeof(block)))
			break;
	return false;
}

static bool cut_off(struct http_call *call)
{
	http_sends(call, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
			 "only this");
	return false;
}

static bool late_date(struct http_call *call)
{
	char date[64], *h;
	time_t then = time(NULL) + 120;
	struct tm tm;

	gmtime_r(&then, &tm);
	strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
	h = xasprintf("Retry-After: %s\r\n", date);
	bool ok = http_answer(call, "503 Busy", h, "", 0);
	free(h);
	return ok;
}

static bool chain(struct http_call *call)
{
	if (is(call, "/moved"))
		return redirect(call, "301 Moved", "/moved2");
	if (is(call, "/moved2"))
		return redirect(call, "308 Moved", "/ok");
	if (is(call, "/mixed"))
		return redirect(call, "301 Moved", "/found");
	if (is(call, "/found"))
		return redirect(call, "302 Found", "/ok");
	if (is(call, "/moved-gone"))
		return redirect(call, "301 Moved", "/404");
	if (is(call, "/loop"))
		return redirect(call, "301 Moved", "/loop");
	if (is(call, "/to-file"))
		return redirect(call, "301 Moved", "file:///etc/passwd");
	if (is(call, "/to-ftp"))
		return redirect(call, "302 Found", "ftp://127.0.0.1/x");
	return redirect(call, "302 Found", "/ok");
}

struct page {
	const char *path, *status, *headers, *body;
};
static const struct page pages[] = {
	{ "/ok", "200 OK", "Content-Type: text/xml\r\n", "<rss/>" },
	{ "/empty", "200 OK", "", "" },
	{ "/404", "404 Not Found", "", "gone fishing" },
	{ "/410", "410 Gone", "", "" },
	{ "/401", "401 Who", "WWW-Authenticate: Basic realm=\"x\"\r\n", "" },
	{ "/403", "403 No", "", "" },
	{ "/429", "429 Slow down", "Retry-After: 90\r\n", "" },
	{ "/500", "500 Oops", "", "" },
	{ "/503", "503 Busy", "", "" },
	{ "/418", "418 Teapot", "", "" },
	{ "/599", "599 Odd", "", "" },
	{ "/204", "204 Nothing", "", "" },
	{ "/304", "304 Not Modified", "", "" },
	{ "/bad-gzip", "200 OK", "Content-Encoding: gzip\r\n", "no gzip" },
	{ "/evil", "200 OK",
	  "ETag: \"a\x1b[31mb\"\r\nContent-Type: text/html; x=y; "
	  "charset=utf-8\r\nCache-Control: max-age=99999999999999999999\r\n",
	  "x" },
	{ "/expires", "200 OK",
	  "Date: Sat, 31 May 2025 12:00:00 GMT\r\n"
	  "Expires: Sat, 31 May 2025 13:00:00 GMT\r\n",
	  "x" },
	{ "/expired", "200 OK", "Expires: 0\r\n", "x" },
	{ "/no-store", "200 OK", "Cache-Control: no-store, max-age=5\r\n",
	  "x" },
};

static bool route(struct http_call *call)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (is(call, pages[i].path))
			return http_answer(call, pages[i].status,
					   pages[i].headers, pages[i].body,
					   strlen(pages[i].body));
	if (is(call, "/etag"))
		return with_etag(call);
	if (is(call, "/gzip"))
		return http_answer(call, "200 OK",
				   "Content-Encoding: gzip\r\n", GZIPPED,
				   sizeof(GZIPPED));
	if (is(call, "/bomb"))
		return bomb(call);
	if (!strncmp(call->path, "/endless", 8))
		return endless(call);
	if (is(call, "/slow"))
		return slow_loris(call);
	if (is(call, "/silent"))
		return silent(call);
	if (is(call, "/huge-header"))
		return huge_header(call);
	if (is(call, "/huge-line"))
		return huge_line(call);
	if (is(call, "/cut"))
		return cut_off(call);
	if (is(call, "/no-http"))
		return http_sends(call, "220 mail.example ESMTP\r\n") && false;
	if (is(call, "/late-date"))
		return late_date(call);
	if (!strncmp(call->path, "/nap", 4)) {
		http_nap_ms(10);
		return http_answer(call, "200 OK", "", call->path,
				   strlen(call->path));
	}
	return chain(call);
}

/* ---- asking -------------------------------------------------------- */

/* A response that outlives its callback. */
struct answer {
	enum status status;
	int32_t http;
	char *msg, *url, *moved_to, *etag, *last_modified, *type, *charset;
	char *body;
	size_t len;
	int64_t retry_s, max_age_s;
	int count;
};

static char *dup(const char *s)
{
	return xstrdup(s ? s : "");
}

static void keep(struct fetch_response *r, void *ctx)
{
	struct answer *a = r->ctx;

	(void)ctx;
	a->count++;
	a->status = r->status;
	a->http = r->http;
	a->msg = dup(r->err.msg);
	a->url = dup(r->url);
	a->moved_to = dup(r->moved_to);
	a->etag = dup(r->etag);
	a->last_modified = dup(r->last_modified);
	a->type = dup(r->content_type);
	a->charset = dup(r->charset);
	a->len = r->body.len;
	a->body = buf_detach(&r->body);
	a->retry_s = r->retry_after_s;
	a->max_age_s = r->max_age_s;
}

static void answer_release(struct answer *a)
{
	char *all[] = { a->msg,	 a->url,  a->moved_to, a->etag,
			a->body, a->type, a->charset,  a->last_modified };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		free(all[i]);
}

static struct fetcher *new_fetcher(int total, int per_host)
{
	struct fetch_options o = { .max_total = total,
				   .max_per_host = per_host };
	struct fetcher *f = NULL;

	/* Nothing around the test may have a say. */
	setenv("HOME", "/nonexistent", 1);
	setenv("no_proxy", "*", 1);
	cr_assert_eq(fetcher_new(&o, &f, NULL), ST_OK);
	return f;
}

/* One request to a new server. */
static struct answer ask(const char *path, struct fetch_request req)
{
	struct answer a = { 0 };
	struct http_server s;
	struct fetcher *f = new_fetcher(0, 0);

	http_server_start(&s, route);
	char *url = xasprintf("http://127.0.0.1:%d%s", s.port, path);
	req.url = url;
	req.ctx = &a;
	if (!req.timeout_s)
		req.timeout_s = 20;
	fetcher_add(f, &req);
	fetcher_run(f, keep, NULL, NULL);
	cr_assert_eq(a.count, 1, "%s: one response", path);
	fetcher_free(f);
	http_server_stop(&s);
	free(url);
	return a;
}

static struct answer get(const char *path)
{
	return ask(path, (struct fetch_request){ 0 });
}

static const struct {
	const char *path;
	enum status status;
	int32_t http;
	const char *says; /* in the sentence */
} outcomes[] = {
	{ "/ok", ST_OK, 200, "" },
	{ "/empty", ST_OK, 200, "" },
	{ "/404", ST_HTTP, 404, "127.0.0.1 has nothing at this address" },
	{ "/410", ST_HTTP, 410, "gone for good" },
	{ "/401", ST_HTTP, 401, "password" },
	{ "/403", ST_HTTP, 403, "refuses" },
	{ "/429", ST_HTTP, 429, "too often" },
	{ "/500", ST_HTTP, 500, "error of its own" },
	{ "/503", ST_HTTP, 503, "overloaded" },
	{ "/418", ST_HTTP, 418, "does not like" },
	{ "/599", ST_HTTP, 599, "error of its own (599)" },
	{ "/204", ST_HTTP, 204, "cannot use" },
	{ "/304", ST_HTTP, 304, "cannot use" },
	{ "/bad-gzip", ST_PARSE, 200, "compressed" },
	{ "/cut", ST_NET, 200, "closed the connection" },
	{ "/no-http", ST_NET, 0, "does not speak HTTP" },
	{ "/loop", ST_LIMIT, 301, "circle" },
	{ "/to-file", ST_UNSUPPORTED, 301, "neither http nor https" },
	{ "/to-ftp", ST_UNSUPPORTED, 302, "neither http nor https" },
	{ "/moved-gone", ST_HTTP, 404, "nothing at this address" },
	{ "/endless-404", ST_HTTP, 404, "nothing at this address" },
	{ "/huge-header", ST_LIMIT, 200, "endless headers" },
	{ "/huge-line", ST_LIMIT, 200, "endless headers" },
};

Test(fetch, every_outcome_has_its_status_and_sentence)
{
	for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++) {
		struct answer a = get(outcomes[i].path);

		cr_assert_eq(a.status, outcomes[i].status, "%s: %s, %s",
			     outcomes[i].path, status_name(a.status), a.msg);
		cr_assert_eq(a.http, outcomes[i].http, "%s: %d",
			     outcomes[i].path, a.http);
		cr_assert_not_null(strstr(a.msg, outcomes[i].says), "%s: %s",
				   outcomes[i].path, a.msg);
		cr_assert(a.status == ST_OK || a.len == 0);
		answer_release(&a);
	}
}

Test(fetch, headers_are_read)
{
	struct answer a = get("/etag");

	cr_assert_str_eq(a.etag, "\"v1\"");
	cr_assert_str_eq(a.last_modified, "Sat, 31 May 2025 12:00:00 GMT");
	cr_assert_str_eq(a.type, "application/rss+xml");
	cr_assert_str_eq(a.charset, "ISO-8859-1");
	cr_assert_eq(a.max_age_s, 500, "the answer's age counts");
	cr_assert_eq(a.retry_s, -1);
	cr_assert_str_eq(a.body, PLAIN);
	cr_assert_str_eq(a.moved_to, "");
	answer_release(&a);
}

Test(fetch, hostile_headers_are_dropped)
{
	struct answer a = get("/evil");

	cr_assert_eq(a.status, ST_OK);
	cr_assert_str_eq(a.etag, "");
	cr_assert_str_eq(a.type, "text/html");
	cr_assert_str_eq(a.charset, "utf-8");
	cr_assert(a.max_age_s > 0 && a.max_age_s <= 366 * 24 * 3600);
	answer_release(&a);
}

Test(fetch, how_long_an_answer_is_fresh)
{
	static const struct {
		const char *path;
		int64_t max_age_s;
	} cases[] = { { "/expires", 3600 },
		      { "/expired", 0 },
		      { "/no-store", 0 },
		      { "/ok", -1 } };

	for (size_t i = 0; i < 4; i++) {
		struct answer a = get(cases[i].path);
		cr_assert_eq(a.max_age_s, cases[i].max_age_s, "%s: %" PRId64,
			     cases[i].path, a.max_age_s);
		answer_release(&a);
	}
}

Test(fetch, not_modified_when_asked_conditionally)
{
	struct fetch_request req = {
		.etag = "\"v1\"",
		.last_modified = "Sat, 31 May 2025 12:00:00 GMT",
	};
	struct answer a = ask("/etag", req);

	cr_assert_eq(a.status, ST_OK);
	cr_assert_eq(a.http, 304);
	cr_assert_str_eq(a.etag, "\"v1\"");
	cr_assert_eq(a.len, 0);
	answer_release(&a);
	req.etag = "\"v0\"";
	a = ask("/etag", req);
	cr_assert_eq(a.http, 200);
	answer_release(&a);
}

Test(fetch, a_stored_etag_cannot_add_headers)
{
	struct fetch_request req = { .etag = "\"v1\"\r\nX-Evil: 1" };
	struct http_server s;
	struct answer a = { 0 };
	struct fetcher *f = new_fetcher(0, 0);

	http_server_start(&s, route);
	char *url = xasprintf("http://127.0.0.1:%d/ok", s.port);
	req.url = url;
	req.ctx = &a;
	fetcher_add(f, &req);
	fetcher_run(f, keep, NULL, NULL);
	cr_assert_not(http_server_heard(&s, "X-Evil"));
	cr_assert_not(http_server_heard(&s, "If-None-Match"));
	cr_assert(http_server_heard(&s, "User-Agent: thrum/"));
	cr_assert(http_server_heard(&s, "Accept: application/rss+xml"));
	cr_assert(http_server_heard(&s, "Accept-Encoding: "));
	cr_assert(http_server_heard(&s, "gzip"));
	fetcher_free(f);
	http_server_stop(&s);
	free(url);
	answer_release(&a);
}

Test(fetch, gzip_is_unpacked)
{
	struct answer a = get("/gzip");

	cr_assert_eq(a.status, ST_OK);
	cr_assert_str_eq(a.body, PLAIN);
	answer_release(&a);
}

Test(fetch, size_is_capped_after_unpacking)
{
	struct answer a = ask("/bomb", (struct fetch_request){
					       .max_bytes = 1 << 20 });

	cr_assert_eq(a.status, ST_LIMIT);
	cr_assert_not_null(strstr(a.msg, "more than 1 MiB"), "%s", a.msg);
	answer_release(&a);
	a = ask("/bomb", (struct fetch_request){ .max_bytes = 9 << 20 });
	cr_assert_eq(a.len, 32768u * 258 + 1, "%zu, %s", a.len, a.msg);
	answer_release(&a);
}

Test(fetch, size_is_capped_without_a_length)
{
	struct answer a = ask("/endless", (struct fetch_request){
						  .max_bytes = 100000 });

	cr_assert_eq(a.status, ST_LIMIT);
	cr_assert_not_null(strstr(a.msg, "100000 bytes"), "%s", a.msg);
	answer_release(&a);
}

Test(fetch, size_is_capped_by_the_announced_length)
{
	struct answer a = ask("/cut",
			      (struct fetch_request){ .max_bytes = 999 });

	cr_assert_eq(a.status, ST_LIMIT);
	answer_release(&a);
	a = ask("/ok", (struct fetch_request){ .max_bytes = 6 });
	cr_assert_eq(a.status, ST_OK, "exactly the cap: %s", a.msg);
	answer_release(&a);
	a = ask("/ok", (struct fetch_request){ .max_bytes = 5 });
	cr_assert_eq(a.status, ST_LIMIT);
	answer_release(&a);
}

static const struct {
	const char *path, *moved_to;
} moves[] = {
	{ "/moved", "/ok" },
	{ "/moved2", "/ok" },
	{ "/mixed", "" },
	{ "/found", "" },
	{ "/ok", "" },
};

Test(fetch, only_permanent_redirects_move_a_feed)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
		struct answer a = get(moves[i].path);
		const char *path = strrchr(a.moved_to, '/');

		cr_assert_eq(a.status, ST_OK);
		cr_assert_str_eq(path ? path : "", moves[i].moved_to, "%s",
				 moves[i].path);
		cr_assert_str_eq(strrchr(a.url, '/'), "/ok");
		cr_assert_str_eq(a.body, "<rss/>");
		answer_release(&a);
	}
}

Test(fetch, a_move_to_nothing_is_no_move)
{
	struct answer a = get("/moved-gone");

	cr_assert_str_eq(a.moved_to, "");
	answer_release(&a);
}

Test(fetch, retry_after)
{
	struct answer a = get("/429");

	cr_assert_eq(a.retry_s, 90);
	answer_release(&a);
	a = get("/late-date");
	cr_assert(a.retry_s > 100 && a.retry_s <= 121, "%" PRId64, a.retry_s);
	answer_release(&a);
	a = get("/503");
	cr_assert_eq(a.retry_s, -1);
	answer_release(&a);
}

Test(fetch, time_limits_hold, .timeout = 30)
{
	static const char *const paths[] = { "/slow", "/silent" };
	static const char *const says[] = { "too slow", "did not answer" };

	for (int i = 0; i < 2; i++) {
		int64_t from_ms = clock_mono_ms();
		struct answer a = ask(paths[i], (struct fetch_request){
							.timeout_s = 1 });

		cr_assert_eq(a.status, ST_NET);
		cr_assert_not_null(strstr(a.msg, says[i]), "%s", a.msg);
		cr_assert_lt(clock_mono_ms() - from_ms, 5000);
		answer_release(&a);
	}
}

/* ---- without a server ---------------------------------------------- */

static const struct {
	const char *url;
	enum status status;
	const char *says;
} addresses[] = {
	{ "file:///etc/passwd", ST_UNSUPPORTED, "http://" },
	{ "ftp://127.0.0.1/", ST_UNSUPPORTED, "http://" },
	{ "javascript:1", ST_UNSUPPORTED, "http://" },
	{ "", ST_UNSUPPORTED, "http://" },
	{ "http://", ST_UNSUPPORTED, "http://" },
	{ "http://[::1", ST_UNSUPPORTED, "well-formed" },
	{ "no address", ST_UNSUPPORTED, "http://" },
	{ "http://127.0.0.1:1/", ST_NET, "127.0.0.1 refuses connections" },
	{ "http://host.invalid/", ST_NET, "host.invalid" },
};

Test(fetch, addresses_that_lead_nowhere, .timeout = 60)
{
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct fetcher *f = new_fetcher(0, 0);
		struct answer a = { 0 };
		struct fetch_request req = { .url = addresses[i].url,
					     .timeout_s = 5,
					     .ctx = &a };

		fetcher_add(f, &req);
		fetcher_run(f, keep, NULL, NULL);
		cr_assert_eq(a.count, 1);
		cr_assert_eq(a.status, addresses[i].status, "%s: %s",
			     addresses[i].url, a.msg);
		cr_assert_not_null(strstr(a.msg, addresses[i].says), "%s: %s",
				   addresses[i].url, a.msg);
		answer_release(&a);
		fetcher_free(f);
	}
}

Test(fetch, tls_to_a_server_without_it, .timeout = 30)
{
	struct http_server s;
	struct answer a = { 0 };
	struct fetcher *f = new_fetcher(0, 0);

	http_server_start(&s, route);
	char *url = xasprintf("https://127.0.0.1:%d/ok", s.port);
	struct fetch_request req = { .url = url, .timeout_s = 2, .ctx = &a };
	fetcher_add(f, &req);
	fetcher_run(f, keep, NULL, NULL);
	cr_assert_eq(a.status, ST_NET);
	cr_assert_eq(a.http, 0);
	cr_assert(strlen(a.msg) > 20);
	fetcher_free(f);
	http_server_stop(&s);
	free(url);
	answer_release(&a);
}

/* ---- many ---------------------------------------------------------- */

struct crowd {
	struct fetcher *f;
	int ok, cancelled, other, ticks, more;
	char *url; /* asked for again from the callback */
};

static void count(struct fetch_response *r, void *ctx)
{
	struct crowd *c = ctx;
	const char *path = r->ctx;

	if (r->status == ST_OK && (!path || strstr(r->url, path)) &&
	    (!path || !strcmp(r->body.ptr, path)))
		c->ok++;
	else if (r->status == ST_CANCELLED)
		c->cancelled++;
	else
		c->other++;
	if (c->more > 0 && c->url) {
		struct fetch_request req = { .url = c->url };
		c->more--;
		fetcher_add(c->f, &req);
	}
}

static void on_tick(void *ctx)
{
	((struct crowd *)ctx)->ticks++;
}

static void add_many(struct fetcher *f, int port, int n, struct str_vec *urls)
{
	for (int i = 0; i < n; i++)
		str_vec_add_take(urls, xasprintf("http://127.0.0.1:%d/nap?%d",
						 port, i));
	for (int i = 0; i < n; i++) {
		const char *url = urls->v[urls->len - (size_t)n + (size_t)i];
		struct fetch_request req = {
			.url = url,
			.ctx = (void *)strstr(url, "/nap"),
		};
		fetcher_add(f, &req);
	}
}

Test(fetch, two_hundred_requests_over_eight_connections, .timeout = 60)
{
	struct http_server s[2];
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = new_fetcher(8, 5);

	for (int i = 0; i < 2; i++)
		http_server_start(&s[i], route);
	add_many(f, s[0].port, 150, &urls);
	add_many(f, s[1].port, 50, &urls);
	fetcher_run(f, count, on_tick, &c);
	cr_assert_eq(c.ok, 200);
	cr_assert_gt(c.ticks, 0);
	for (int i = 0; i < 2; i++) {
		cr_assert_leq(s[i].max_busy, 5, "per host: %d", s[i].max_busy);
		cr_assert_leq(s[i].max_open, 8, "kept alive: %d",
			      s[i].max_open);
		cr_assert_geq(s[i].max_busy, 2, "at once: %d", s[i].max_busy);
	}
	cr_assert_leq(s[0].max_busy + s[1].max_busy, 10);
	fetcher_free(f);
	for (int i = 0; i < 2; i++)
		http_server_stop(&s[i]);
	str_vec_release(&urls);
}

Test(fetch, a_silent_server_does_not_hold_up_others, .timeout = 60)
{
	struct http_server bad, good;
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = new_fetcher(4, 2);
	struct fetch_request req = { .timeout_s = 2 };

	http_server_start(&bad, route);
	http_server_start(&good, route);
	char *silent_url = xasprintf("http://127.0.0.1:%d/silent", bad.port);
	req.url = silent_url;
	for (int i = 0; i < 4; i++)
		fetcher_add(f, &req);
	int64_t from_ms = clock_mono_ms();
	add_many(f, good.port, 20, &urls);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.ok, 20);
	cr_assert_eq(c.other, 4);
	cr_assert_lt(clock_mono_ms() - from_ms, 10000);
	fetcher_free(f);
	http_server_stop(&bad);
	http_server_stop(&good);
	free(silent_url);
	str_vec_release(&urls);
}

Test(fetch, done_may_add_more_and_a_fetcher_runs_again, .timeout = 60)
{
	struct http_server s;
	struct str_vec urls = { 0 };
	struct fetcher *f = new_fetcher(4, 4);
	struct crowd c = { .f = f, .more = 10 };

	http_server_start(&s, route);
	c.url = xasprintf("http://127.0.0.1:%d/ok", s.port);
	add_many(f, s.port, 3, &urls);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.ok, 13);
	add_many(f, s.port, 3, &urls);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.ok, 16);
	cr_assert_leq(s.max_open, 4, "connections are used again");
	fetcher_free(f);
	http_server_stop(&s);
	free(c.url);
	str_vec_release(&urls);
}

/* ---- cancel -------------------------------------------------------- */

static void *cancel_soon(void *ctx)
{
	http_nap_ms(200);
	fetcher_cancel(ctx);
	return NULL;
}

Test(fetch, cancel_from_another_thread, .timeout = 30)
{
	struct http_server s;
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = new_fetcher(4, 4);
	pthread_t thread;

	http_server_start(&s, route);
	char *slow = xasprintf("http://127.0.0.1:%d/slow", s.port);
	struct fetch_request req = { .url = slow, .timeout_s = 20 };
	for (int i = 0; i < 100; i++)
		fetcher_add(f, &req);
	int64_t from_ms = clock_mono_ms();
	cr_assert_eq(pthread_create(&thread, NULL, cancel_soon, f), 0);
	fetcher_run(f, count, NULL, &c);
	pthread_join(thread, NULL);
	cr_assert_lt(clock_mono_ms() - from_ms, 5000);
	cr_assert_eq(c.cancelled, 100);
	cr_assert_leq(s.requests, 4);
	/* The next run is none of that cancel's business. */
	add_many(f, s.port, 3, &urls);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.ok, 3);
	fetcher_free(f);
	http_server_stop(&s);
	free(slow);
	str_vec_release(&urls);
}

Test(fetch, cancel_before_and_between_runs)
{
	struct http_server s;
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = new_fetcher(4, 4);

	http_server_start(&s, route);
	fetcher_cancel(f); /* nothing there: means nothing later */
	add_many(f, s.port, 2, &urls);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.ok, 2);
	add_many(f, s.port, 2, &urls);
	fetcher_cancel(f);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.cancelled, 2);
	add_many(f, s.port, 2, &urls);
	fetcher_free(f); /* with requests that never ran */
	http_server_stop(&s);
	str_vec_release(&urls);
}
