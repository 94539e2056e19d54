/* test_fetch_many.c - many requests at once, and none any more. */
#include "config.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fetch_util.h"
#include "http_server.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/vec.h"

#include "thrum/base/banned.h"

static bool route(struct http_call *call)
{
	char c;

	if (is_path(call, "/silent")) { /* until the client hangs up */
		(void)!recv(call->fd, &c, 1, 0);
		return false;
	}
	http_nap_ms(is_path(call, "/slow") ? 1000 : 10);
	return http_answer(call, "200 OK", "", call->path,
			   strlen(call->path));
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

Test(many, two_hundred_requests_over_eight_connections, .timeout = 60)
{
	struct http_server s[2];
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = fetcher_for_test(8, 5);

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

/* ---- a server of many feeds ----------------------------------------- */

/* As prompt to however many. */
static bool prompt(struct http_call *call)
{
	http_nap_ms(20);
	return http_answer(call, "200 OK", "", call->path,
			   strlen(call->path));
}

/* With more than four at once it takes long. */
static bool tired(struct http_call *call)
{
	http_nap_ms(atomic_load(&call->server->busy) > 4 ? 1000 : 20);
	return http_answer(call, "200 OK", "", call->path,
			   strlen(call->path));
}

static bool distant(struct http_call *call)
{
	http_nap_ms(150);
	return http_answer(call, "200 OK", "", call->path,
			   strlen(call->path));
}

/* Away for once; meanwhile other answers lie unread. */
static void count_and_rest(struct fetch_response *r, void *ctx)
{
	const struct crowd *c = ctx;

	count(r, ctx);
	if (c->ok == 5)
		http_nap_ms(500);
}

/* The most that such a server is asked at once. */
static int most_at_once(http_handler_fn handler, fetch_done_fn done, int n)
{
	struct fetch_options opts = { .max_total = 32,
				      .max_per_host = 4,
				      .max_per_host_many = 12 };
	struct http_server s;
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f;
	struct err err;

	cr_assert_eq(fetcher_new(&opts, &f, &err), ST_OK);
	http_server_start(&s, handler);
	add_many(f, s.port, n, &urls);
	fetcher_run(f, done, NULL, &c);
	cr_assert_eq(c.ok, n);
	fetcher_free(f);
	http_server_stop(&s);
	str_vec_release(&urls);
	return s.max_busy;
}

Test(many, a_prompt_server_of_many_feeds_gets_more_at_once, .timeout = 60)
{
	int most = most_at_once(prompt, count, 200);

	cr_assert_gt(most, 4);
	cr_assert_leq(most, 12);
}

Test(many, what_this_side_takes_is_not_held_against_it, .timeout = 60)
{
	cr_assert_gt(most_at_once(distant, count_and_rest, 80), 7);
}

Test(many, a_server_that_tires_does_not, .timeout = 60)
{
	cr_assert_leq(most_at_once(tired, count, 40), 8);
}

Test(many, few_waiting_are_no_reason_for_more, .timeout = 60)
{
	cr_assert_leq(most_at_once(prompt, count, 8), 4);
}

Test(many, a_silent_server_does_not_hold_up_others, .timeout = 60)
{
	struct http_server bad, good;
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = fetcher_for_test(4, 2);
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

Test(many, done_may_add_more_and_a_fetcher_runs_again, .timeout = 60)
{
	struct http_server s;
	struct str_vec urls = { 0 };
	struct fetcher *f = fetcher_for_test(4, 4);
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

Test(many, cancel_from_another_thread, .timeout = 30)
{
	struct http_server s;
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = fetcher_for_test(4, 4);
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

Test(many, cancel_before_and_between_runs)
{
	struct http_server s;
	struct str_vec urls = { 0 };
	struct crowd c = { 0 };
	struct fetcher *f = fetcher_for_test(4, 4);

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

/* ---- while callbacks are at work ------------------------------------ */

struct busy {
	struct fetcher *f;
	struct http_server *s;
	int calls, ok, cancelled, other, depth, deepest;
	int nap_ms; /* of the first callback, with polls all the while */
	bool cancels; /* in the middle of it */
	int asked; /* requests that the server had by the end of it */
};

static void poll_for(struct busy *b)
{
	int64_t end_ms = clock_mono_ms() + b->nap_ms;

	while (clock_mono_ms() < end_ms) {
		http_nap_ms(2);
		if (b->cancels && clock_mono_ms() > end_ms - b->nap_ms / 2)
			fetcher_cancel(b->f);
		fetcher_poll(b->f);
	}
	b->asked = atomic_load(&b->s->requests);
}

static void be_busy(struct fetch_response *r, void *ctx)
{
	struct busy *b = ctx;

	b->depth++;
	if (b->depth > b->deepest)
		b->deepest = b->depth;
	if (r->status == ST_OK)
		b->ok++;
	else if (r->status == ST_CANCELLED)
		b->cancelled++;
	else
		b->other++;
	if (!b->calls++)
		poll_for(b);
	b->depth--;
}

#define MEGABYTE ((size_t)1 << 20)

static bool serve_busy(struct http_call *call)
{
	if (is_path(call, "/mega")) {
		char *body = xcalloc(1, MEGABYTE);
		bool more = http_answer(call, "200 OK", "", body, MEGABYTE);
		free(body);
		return more;
	}
	http_nap_ms(20);
	if (is_path(call, "/pause") && atomic_load(&call->server->requests) > 4)
		return http_answer(call, "429 Too Many", "Retry-After: 60\r\n",
				   "", 0);
	return http_answer(call, "200 OK", "", "well", 4);
}

/* `n` requests of one kind, the first of which keeps its callback busy. */
static struct busy keep_busy(const char *path, int n, struct busy b)
{
	struct fetch_options opts = { .max_total = 40,
				      .max_per_host = 4,
				      .max_held = 4 * MEGABYTE };
	struct http_server s;
	struct err err;

	http_server_start(&s, serve_busy);
	cr_assert_eq(fetcher_new(&opts, &b.f, &err), ST_OK);
	char *url = xasprintf("http://127.0.0.1:%d%s", s.port, path);
	struct fetch_request req = { .url = url, .timeout_s = 20 };
	for (int i = 0; i < n; i++)
		fetcher_add(b.f, &req);
	b.s = &s;
	fetcher_run(b.f, be_busy, NULL, &b);
	fetcher_free(b.f);
	http_server_stop(&s);
	free(url);
	cr_assert_eq(b.calls, n, "%d of %d", b.calls, n);
	cr_assert_eq(b.deepest, 1, "a poll calls nobody back");
	return b;
}

Test(many, servers_are_asked_while_a_callback_works, .timeout = 60)
{
	struct busy b = keep_busy("/nap", 60, (struct busy){ .nap_ms = 1000 });

	cr_assert_eq(b.ok, 60);
	/* As many as there are handles: one is being handed over. */
	cr_assert_geq(b.asked, 12, "%d", b.asked);
	cr_assert_leq(b.asked, 40, "%d", b.asked);
}

Test(many, what_waits_to_be_handed_over_is_bounded, .timeout = 60)
{
	struct busy b = keep_busy("/mega", 30, (struct busy){ .nap_ms = 1000 });

	cr_assert_eq(b.ok, 30);
	/* One handed over, four that wait, four on their way. */
	cr_assert_leq(b.asked, 9, "%d", b.asked);
	cr_assert_geq(b.asked, 5, "%d", b.asked);
}

Test(many, a_pause_is_kept_while_a_callback_works, .timeout = 60)
{
	struct busy b = keep_busy("/pause", 60, (struct busy){ .nap_ms = 500 });

	cr_assert_leq(b.asked, 12, "%d", b.asked);
	cr_assert_geq(b.other, 48, "%d", b.other);
	cr_assert_eq(b.ok + b.other, 60);
}

Test(many, a_cancel_is_heard_while_a_callback_works, .timeout = 60)
{
	struct busy b = keep_busy("/nap", 200, (struct busy){
						       .nap_ms = 300,
						       .cancels = true });

	cr_assert_leq(b.ok, 4, "%d", b.ok);
	cr_assert_eq(b.ok + b.cancelled, 200);
}

/* Refused before it is asked, stopped before it is said, or both. */
Test(many, refused_and_stopped, .timeout = 60)
{
	struct crowd c = { 0 };
	struct fetcher *f = fetcher_for_test(4, 4);
	struct fetch_request req = { .url = "gopher://127.0.0.1/" };

	for (int i = 0; i < 50; i++)
		fetcher_add(f, &req);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.other, 50);
	for (int i = 0; i < 50; i++)
		fetcher_add(f, &req);
	fetcher_cancel(f);
	fetcher_run(f, count, NULL, &c);
	cr_assert_eq(c.other + c.cancelled, 100);
	cr_assert_geq(c.cancelled, 40, "%d", c.cancelled);
	fetcher_free(f);
}
