/* test_fetch.c - what servers answer: status, headers, moves, pauses. */
#include "config.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fetch_util.h"
#include "http_server.h"
#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

static const char PLAIN[] = "<rss>the hum of a loom, the hum of a loom</rss>";

/* ---- the server's pages -------------------------------------------- */

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
	if (is_path(call, "/moved"))
		return redirect(call, "301 Moved", "/moved2");
	if (is_path(call, "/moved2"))
		return redirect(call, "308 Moved", "/ok");
	if (is_path(call, "/mixed"))
		return redirect(call, "301 Moved", "/found");
	if (is_path(call, "/found"))
		return redirect(call, "302 Found", "/ok");
	if (is_path(call, "/moved-gone"))
		return redirect(call, "301 Moved", "/404");
	if (is_path(call, "/loop"))
		return redirect(call, "301 Moved", "/loop");
	if (is_path(call, "/to-file"))
		return redirect(call, "301 Moved", "file:///etc/passwd");
	if (is_path(call, "/to-ftp"))
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
	{ "/226", "226 IM Used", "", "<rss/>" },
	{ "/304", "304 Not Modified", "", "" },
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
		if (is_path(call, pages[i].path))
			return http_answer(call, pages[i].status,
					   pages[i].headers, pages[i].body,
					   strlen(pages[i].body));
	if (is_path(call, "/etag"))
		return with_etag(call);
	if (is_path(call, "/late-date"))
		return late_date(call);
	return chain(call);
}

/* ---- asking -------------------------------------------------------- */

static struct answer ask(const char *path, struct fetch_request req)
{
	return ask_server(route, path, req);
}

static struct answer get(const char *path)
{
	return ask(path, (struct fetch_request){ 0 });
}

static const struct outcome outcomes[] = {
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
	{ "/226", ST_HTTP, 226, "cannot use" },
	{ "/304", ST_HTTP, 304, "cannot use" },
	{ "/loop", ST_LIMIT, 301, "circle" },
	{ "/to-file", ST_UNSUPPORTED, 301, "neither http nor https" },
	{ "/to-ftp", ST_UNSUPPORTED, 302, "neither http nor https" },
	{ "/moved-gone", ST_HTTP, 404, "nothing at this address" },
};

Test(fetch, every_outcome_has_its_status_and_sentence)
{
	outcomes_expect(route, outcomes,
			sizeof(outcomes) / sizeof(outcomes[0]));
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
	struct fetcher *f = fetcher_for_test(0, 0);

	http_server_start(&s, route);
	char *url = xasprintf("http://127.0.0.1:%d/ok", s.port);
	req.url = url;
	req.ctx = &a;
	fetcher_add(f, &req);
	fetcher_run(f, answer_keep, NULL, NULL);
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
