/* fetch.c - the refresh pipeline: due feeds -> responses -> articles ->
 * batches in the store.
 *
 * Each response is parsed as it comes; articles wait in a batch that is
 * written when it is large, when a few seconds have passed, or when the
 * servers let us wait: what has come is in the store while slow ones are
 * still thinking. A feed's state (ETag and so on) travels in the batch
 * behind its articles: a killed fetch has either both or neither, and asks
 * again next time. One feed's failure is its own; when no server at all can
 * be reached it is nobody's but ours, and no feed has to wait for it.
 */
#include "config.h"

#include "refresh_priv.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/hash.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

/* What waits lies beside what decisions on threads need: at 50,000 articles
 * twice as much costs 14 MB at the peak and saves no time that could be
 * measured. Many small ones cost more, for each decides anew on what may
 * still move. */
#define BATCH_BYTES ((size_t)16 << 20)
#define BATCH_ARTICLES 8000
#define BATCH_MS 4000 /* no article waits longer than about this... */
#define BATCH_WATCHED_MS 1500 /* ...with somebody watching */
#define QUIET_MS 400 /* nothing has come for so long: time to write */
/* Threads are decided anew with every write, which on a slow machine could
 * be all that it does: so many times as long as the last one took, none is
 * begun. */
#define BATCH_PAUSES 4
#define TELL_MS 100
/* Through the address that a feed has moved to; then the old one again. */
#define MOVED_FAILURES_MAX 3

static bool watched(const struct refresh *r)
{
	return r->hooks && r->hooks->progress;
}

static void tell(struct refresh *r)
{
	int64_t ms = clock_mono_ms();

	if (!watched(r) || (ms - r->told_ms < TELL_MS && r->done < r->total))
		return;
	r->told_ms = ms;
	struct app_progress p = { _("fetching"), r->done, r->total,
				  r->report->articles_new };
	r->hooks->progress(&p, r->hooks->ctx);
}

/* The newest of a report's sentences, to who listens. */
static void pass_on(struct refresh *r, const struct str_vec *sentences)
{
	if (r->hooks && r->hooks->said)
		r->hooks->said(sentences->v[sentences->len - 1],
			       r->hooks->ctx);
}

void refresh_note(struct refresh *r, const char *fmt, ...)
{
	char line[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	app_report_note(r->report, "%s", line);
	pass_on(r, &r->report->notes);
}

void refresh_set(struct refresh *r, char **field, const char *value)
{
	if (value && *value && (!*field || strcmp(*field, value) != 0))
		*field = arena_strdup(&r->arena, value);
}

void refresh_fail(struct refresh *r, struct one *o, const char *sentence)
{
	o->failure = arena_strdup(&r->arena, sentence);
}

/* ---- writing ---- */

/* A failure here is the store's, and ends the run: what waits is lost, but
 * so are the ETags that would have said we have it. */
static void flush(struct refresh *r)
{
	int64_t began = clock_mono_ms();

	/* Who cannot wait for a batch does not want another one. */
	if (r->st == ST_OK && !atomic_load(&r->app->hurry) &&
	    (r->batch.len || r->batch.feeds.len)) {
		r->st = batch_write(r->app, &r->batch, r->report, r->err);
		if (r->st)
			fetcher_cancel(r->fetcher);
		else if (r->hooks && r->hooks->stored)
			r->hooks->stored(r->hooks->ctx);
	}
	batch_clear(&r->batch);
	r->pause_ms = clock_mono_ms();
	r->pause_ms += BATCH_PAUSES * (r->pause_ms - began);
}

/* Servers need not wait for us while we write. */
static void take_in(void *ctx)
{
	struct refresh *r = ctx;

	fetcher_poll(r->fetcher);
}

static void flush_if_large(struct refresh *r)
{
	int64_t now = clock_mono_ms(), age = now - r->batch.since_ms;

	if (r->batch.bytes >= BATCH_BYTES || r->batch.len >= BATCH_ARTICLES)
		flush(r);
	else if (r->batch.len && now >= r->pause_ms &&
		 age >= (watched(r) ? BATCH_WATCHED_MS : BATCH_MS))
		flush(r);
}

static void tick(void *ctx)
{
	struct refresh *r = ctx;

	int64_t now = clock_mono_ms();

	if (r->batch.len && now >= r->pause_ms &&
	    now - r->heard_ms >= QUIET_MS)
		flush(r);
	else
		flush_if_large(r);
	tell(r);
	if (r->hooks && r->hooks->idle)
		r->hooks->idle(r->hooks->ctx);
	if (app_cancelled(r->app))
		fetcher_cancel(r->fetcher);
}

/* ---- a feed's end ---- */

/* A feed's name for sentences: an address without its password. Caller
 * frees. */
static char *safe_name(const struct feed *f)
{
	const char *name = feed_name(f);
	const char *from = strstr(name, "://");
	size_t len = from ? strcspn(from + 3, "/?#") : 0;
	const char *at = from ? memrchr(from + 3, '@', len) : NULL;

	return at ? xasprintf("%.*s://%s", (int)(from - name), name, at + 1) :
		    xstrdup(name);
}

static void count(struct refresh *r, const struct one *o)
{
	r->report->feeds++;
	if (o->failure) {
		char *name = safe_name(o->feed);
		r->report->feeds_failed++;
		app_report_error(r->report, "%s: %s", name, o->failure);
		free(name);
		pass_on(r, &r->report->errors);
	} else if (o->feed->http_status == 304) {
		r->report->feeds_unchanged++;
	}
	if (o->n_pages_failed)
		refresh_note(r,
			     ngettext("%s: %d page did not come; what the feed "
				      "says stands in for it",
				      "%s: %d pages did not come; what the "
				      "feed says stands in for them",
				      (unsigned long)o->n_pages_failed),
			     feed_name(o->feed), o->n_pages_failed);
}

static void set_next(struct refresh *r, struct one *o)
{
	struct feed *f = o->feed;

	o->due.ttl_min = f->ttl_min;
	o->due.skip_hours = f->skip_hours;
	o->due.skip_days = f->skip_days;
	o->due.failures = f->failures;
	o->due.http = f->http_status;
	o->due.seed = hash64_mix((uint64_t)f->id, (uint64_t)r->now);
	f->next_fetch = due_next(&o->due);
}

/* The old address again; what the new one said of its state is not the old
 * one's. */
static void forget_move(struct feed *f)
{
	f->fetch_url = NULL;
	f->etag = f->last_modified = NULL;
}

/* State of a feed that was asked. */
static void conclude(struct refresh *r, struct one *o)
{
	struct feed *f = o->feed;

	f->last_fetch = r->now;
	f->error = (char *)o->failure;
	if (!o->failure) {
		f->failures = 0;
		f->last_success = r->now;
	} else if (!o->not_its_fault) {
		f->failures++;
		if (f->failures >= MOVED_FAILURES_MAX && f->fetch_url)
			forget_move(f);
	}
	set_next(r, o);
	batch_add_feed(&r->batch, f);
	count(r, o);
}

/* Its server rests: so does it, without a mark. */
static void postpone(struct refresh *r, struct one *o)
{
	struct feed *f = o->feed;
	int32_t failures = f->failures;

	f->http_status = 429;
	f->failures = 1;
	set_next(r, o);
	f->failures = failures;
	r->n_put_off++;
	batch_add_feed(&r->batch, f);
	r->report->feeds++;
}

void refresh_finish(struct refresh *r, struct one *o)
{
	o->is_read = true;
	if (o->n_pages > 0)
		return;
	source_release(o);
	if (o->stopped)
		return;
	if (o->put_off)
		postpone(r, o);
	else
		conclude(r, o);
	r->done++;
	flush_if_large(r);
	tell(r);
}

/* ---- responses ---- */

static void take_body(struct refresh *r, struct one *o,
		      const struct fetch_response *resp)
{
	struct feed_source src = {
		.bytes = resp->body.ptr,
		.len = resp->body.len,
		.url = resp->url,
		.charset = resp->charset,
		.content_type = resp->content_type,
	};

	take_feed(r, o, &src);
	if (o->failure || o->stopped)
		return;
	/* Only what was read whole is asked for conditionally. */
	o->feed->etag = arena_strdup(&r->arena, resp->etag);
	o->feed->last_modified = arena_strdup(&r->arena, resp->last_modified);
}

static void take_failure(struct refresh *r, struct one *o,
			 const struct fetch_response *resp)
{
	if (resp->http == 410)
		refresh_fail(r, o,
			     _("the server says this feed is gone for good "
			       "(410): it is not asked any more; remove it, "
			       "or fetch it by name to try again"));
	else
		refresh_fail(r, o,
			     resp->err.msg[0] ? resp->err.msg :
						status_name(resp->status));
}

static void take_move(struct refresh *r, struct one *o, const char *to)
{
	struct feed *f = o->feed;
	const char *before = f->fetch_url ? f->fetch_url : f->url;

	if (!to || !url_is_fetchable(to) || !strcmp(before, to))
		return;
	refresh_set(r, &f->fetch_url, to);
	refresh_note(r, _("%s has moved for good: it is asked at %s from now "
			  "on"),
		     feed_name(f), to);
}

/* A server on this machine, up or down, says nothing about the line. */
static bool is_here(const char *url)
{
	char *host = url_host(url);
	bool here = host && (!strcmp(host, "localhost") ||
			     !strcmp(host, "::1") || !strcmp(host, "[::1]") ||
			     (!strncmp(host, "127.", 4) &&
			      !host[strspn(host, "0123456789.")]));

	free(host);
	return here;
}

/* As long as nobody has answered it may be our own line that is down. */
static bool is_silent(struct refresh *r, struct one *o,
		      const struct fetch_response *resp)
{
	if (is_here(resp->url))
		return false;
	if (!resp->unreachable) {
		r->heard = r->heard || resp->http;
		return false;
	}
	if (r->heard)
		return false;
	refresh_fail(r, o, resp->err.msg);
	vec_push(&r->silent, o);
	return true;
}

static void take_answer(struct refresh *r, struct one *o,
			struct fetch_response *resp)
{
	o->feed->http_status = resp->http;
	o->due.retry_after_s = resp->retry_after_s;
	o->due.max_age_s = resp->max_age_s;
	if (resp->status == ST_BUSY) {
		o->put_off = true;
	} else if (resp->status) {
		take_failure(r, o, resp);
	} else if (resp->http != 304 && o->feed->kind == FEED_FILTER) {
		source_filter(r, o, resp);
		return;
	} else if (resp->http != 304) {
		take_body(r, o, resp);
	}
	if (!o->failure)
		take_move(r, o, resp->moved_to);
	refresh_finish(r, o);
}

static void take_text(struct refresh *r, const struct text_ask *t,
		      const struct fetch_response *resp)
{
	size_t before = r->report->errors.len;

	if (resp->status == ST_CANCELLED || r->st)
		return;
	r->st = fulltext_store(r->app, t->id, resp, r->report, r->err);
	if (r->st)
		fetcher_cancel(r->fetcher);
	else if (r->report->errors.len > before)
		pass_on(r, &r->report->errors);
	else if (r->hooks && r->hooks->stored)
		r->hooks->stored(r->hooks->ctx);
}

static void responded(struct fetch_response *resp, void *ctx)
{
	struct refresh *r = ctx;
	enum ask_kind kind = *(const enum ask_kind *)resp->ctx;

	r->heard_ms = clock_mono_ms();
	if (kind == ASK_TEXT) {
		take_text(r, resp->ctx, resp);
	} else if (kind == ASK_PAGE) {
		take_page(r, resp->ctx, resp);
	} else if (resp->status == ST_CANCELLED) {
		struct one *o = resp->ctx;
		o->stopped = true;
		refresh_finish(r, o);
	} else if (kind == ASK_COMMAND) {
		source_output(r, resp->ctx, resp);
	} else if (!is_silent(r, resp->ctx, resp)) {
		take_answer(r, resp->ctx, resp);
	}
}

/* ---- the run ---- */

static bool wanted(const struct feed *f, int64_t feed_id, enum app_due due,
		   int64_t now)
{
	if (f->kind != FEED_WEB && f->kind != FEED_EXEC &&
	    f->kind != FEED_FILTER)
		return false;
	if (feed_id)
		return f->id == feed_id;
	if (!f->subscribed || f->next_fetch == DUE_NEVER)
		return false;
	if (due == APP_FETCH_ALL)
		return true;
	/* Due since yesterday, but nobody was there to ask: then not in an
	 * hour that it wants to itself either. */
	return f->next_fetch <= now &&
	       !due_is_skipped(f->skip_hours, f->skip_days, now);
}

/* What its last answer made us wait, when that was a good one. */
static int64_t last_wait_s(const struct feed *f)
{
	bool was_good = !f->failures && f->next_fetch < DUE_NEVER &&
			(f->http_status == 200 || f->http_status == 226 ||
			 f->http_status == 304);

	return was_good && f->next_fetch > f->last_fetch ?
		       f->next_fetch - f->last_fetch :
		       0;
}

static void queue(struct refresh *r, struct feed *f)
{
	struct one *o = arena_calloc(&r->arena, 1, sizeof(*o));

	o->feed = f;
	o->due = (struct due_facts){
		.now = r->now,
		.interval_s = feed_interval_s(f, r->app->config.feed_minutes * 60),
		.max_age_s = -1,
		.retry_after_s = -1,
		.last_wait_s = last_wait_s(f),
	};
	r->total++;
	source_ask(r, o);
}

static enum status queue_all(struct refresh *r, int64_t feed_id,
			     enum app_due due)
{
	struct feed_vec feeds = { 0 };
	enum status st = store_feeds(r->app->store, &r->arena, &feeds, r->err);
	size_t n = 0;

	for (size_t i = 0; st == ST_OK && i < feeds.len; i++) {
		if (app_cancelled(r->app))
			break;
		if (!wanted(feeds.v[i], feed_id, due, r->now))
			continue;
		queue(r, feeds.v[i]);
		n++;
	}
	if (st == ST_OK && feed_id && !n)
		st = err_set(r->err, ST_NOT_FOUND,
			     _("there is no such feed to fetch"));
	vec_release(&feeds);
	return st;
}

/* Two servers or more, and none was there: the line is down. The feeds
 * stay as they were, and due. */
static void end_offline(struct refresh *r)
{
	for (size_t i = 0; i < r->silent.len; i++)
		source_release(r->silent.v[i]);
	r->report->feeds += (int64_t)r->silent.len;
	r->report->feeds_failed += (int64_t)r->silent.len;
	app_report_error(r->report,
			 _("none of %zu servers could be reached: is the "
			   "network up? The feeds stay as they were"),
			 r->silent.len);
	pass_on(r, &r->report->errors);
}

static void end_silent(struct refresh *r)
{
	if (app_cancelled(r->app)) {
		for (size_t i = 0; i < r->silent.len; i++)
			source_release(r->silent.v[i]);
		return;
	}
	if (!r->heard && r->silent.len > 1) {
		end_offline(r);
		return;
	}
	for (size_t i = 0; i < r->silent.len; i++)
		refresh_finish(r, r->silent.v[i]);
}

static void say_put_off(struct refresh *r)
{
	if (r->n_put_off)
		refresh_note(r,
			     ngettext("%lld feed was not asked: its server "
				      "wants a pause",
				      "%lld feeds were not asked: their "
				      "servers want a pause",
				      (unsigned long)r->n_put_off),
			     (long long)r->n_put_off);
}

static enum status run_all(struct refresh *r, int64_t feed_id,
			   enum app_due due)
{
	struct fetch_options opts = { 0 };
	enum status st;

	app_fetch_options(r->app, &opts);
	st = fetcher_new(&opts, &r->fetcher, r->err);
	if (st)
		return st;
	r->app->refresh = r;
	r->batch.meanwhile = take_in;
	r->batch.ctx = r;
	st = queue_all(r, feed_id, due);
	if (st == ST_OK) {
		fetcher_run(r->fetcher, responded, tick, r);
		end_silent(r);
		say_put_off(r);
		flush(r);
		st = r->st;
	}
	r->app->refresh = NULL;
	fetcher_free(r->fetcher);
	if (st == ST_OK)
		st = relate_due(r->app, r->hooks, r->err);
	if (st == ST_OK && app_cancelled(r->app))
		st = err_set(r->err, ST_CANCELLED,
			     _("stopped; what had come is stored"));
	return st;
}

enum status fetch_texts(struct app *app, const int64_t *ids, size_t n,
			struct app_report *report, struct err *err)
{
	struct refresh *r = app->refresh;

	for (size_t i = 0; i < n; i++) {
		struct fetch_request req;
		struct err why = { 0 };
		enum status st = fulltext_request(app, ids[i], &r->arena, &req,
						  &why);
		if (st == ST_UNSUPPORTED) {
			app_report_error(report, "%s", why.msg);
			continue;
		}
		if (st) {
			if (err)
				*err = why;
			return st;
		}
		struct text_ask *t = arena_alloc(&r->arena, sizeof(*t));
		*t = (struct text_ask){ ASK_TEXT, ids[i] };
		req.ctx = t;
		fetcher_add(r->fetcher, &req);
	}
	return ST_OK;
}

/* One program asks all feeds at a time: two (a reader and cron) would ask
 * each of them twice, as neither sees in the store what the other is at.
 * False when another one is at it and need not be helped. *fd is the lock,
 * -1 where there is none. */
static bool begin_alone(struct refresh *r, enum app_due due, int *fd)
{
	char *path = xasprintf("%s-fetch", r->app->store_path);
	enum status st = path_lock(path, fd, NULL);

	free(path);
	if (st != ST_BUSY || due == APP_FETCH_ALL)
		return true;
	refresh_note(r, _("another thrum is asking the feeds just now; what "
			  "it gets will be here too"));
	return false;
}

enum status app_fetch(struct app *app, int64_t feed_id, enum app_due due,
		      const struct app_hooks *hooks, struct app_report *report,
		      struct err *err)
{
	struct refresh r = {
		.app = app,
		.hooks = hooks,
		.report = report,
		.batch = { .frees = true },
		.now = clock_now_s(),
		.err = err,
	};
	int lock = -1;
	enum status st = app_feeds_sync(app, err);

	app->hooks = hooks;
	if (st == ST_OK)
		st = app_thread_pending(app, report, err);
	if (st == ST_OK && (feed_id || begin_alone(&r, due, &lock)))
		st = run_all(&r, feed_id, due);
	app->hooks = NULL;
	path_unlock(lock);
	batch_release(&r.batch);
	vec_release(&r.silent);
	arena_release(&r.arena);
	return st;
}
