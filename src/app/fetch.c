/* fetch.c - the refresh pipeline: due feeds -> responses -> articles ->
 * batches in the store.
 *
 * Each response is parsed as it comes; articles wait in a batch that is
 * written when it is large or (somebody watching) two seconds old. A feed's
 * state (ETag and so on) travels in the batch with its articles: a killed
 * fetch has either both or neither, and asks again next time. One feed's
 * failure is its own.
 */
#include "config.h"

#include "app_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/feed/feed_doc.h"
#include "thrum/fetch/fetch.h"
#include "thrum/page/page.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

#define BATCH_BYTES ((size_t)32 << 20)
#define BATCH_ARTICLES 8000
#define BATCH_MS 2000 /* with somebody watching */
#define TELL_MS 100

struct run {
	struct app *app;
	const struct app_hooks *hooks;
	struct app_report *report;
	struct fetcher *fetcher;
	struct arena arena; /* feeds and their new strings */
	struct batch batch;
	int64_t now, done, total, told_ms;
	enum status st; /* of the store: ends the run */
	struct err *err;
};

/* One feed being fetched. */
struct one {
	struct feed *feed;
	struct due_facts due;
	const char *failure; /* a sentence, NULL = all well; arena's */
	bool stopped; /* by the reader: as if it had not been asked */
};

static bool watched(const struct run *r)
{
	return r->hooks && r->hooks->progress;
}

static void tell(struct run *r)
{
	int64_t ms = clock_mono_ms();

	if (!watched(r) || (ms - r->told_ms < TELL_MS && r->done < r->total))
		return;
	r->told_ms = ms;
	struct app_progress p = { _("fetching"), r->done, r->total,
				  r->report->articles_new };
	r->hooks->progress(&p, r->hooks->ctx);
}

/* A failure here is the store's, and ends the run: what waits is lost, but
 * so are the ETags that would have said we have it. */
static void flush(struct run *r)
{
	if (r->st == ST_OK && (r->batch.len || r->batch.feeds.len)) {
		r->st = batch_write(r->app, &r->batch, r->report, r->err);
		if (r->st)
			fetcher_cancel(r->fetcher);
		else if (r->hooks && r->hooks->stored)
			r->hooks->stored(r->hooks->ctx);
	}
	batch_clear(&r->batch);
}

static void flush_if_large(struct run *r)
{
	int64_t age = clock_mono_ms() - r->batch.since_ms;

	if (r->batch.bytes >= BATCH_BYTES || r->batch.len >= BATCH_ARTICLES)
		flush(r);
	else if (watched(r) && r->batch.len && age >= BATCH_MS)
		flush(r);
}

static void tick(void *ctx)
{
	struct run *r = ctx;

	flush_if_large(r);
	tell(r);
	if (r->hooks && r->hooks->idle)
		r->hooks->idle(r->hooks->ctx);
	if (app_cancelled(r->app))
		fetcher_cancel(r->fetcher);
}

/* ---- what a feed said ---- */

static void set(struct run *r, char **field, const char *value)
{
	if (value && *value && (!*field || strcmp(*field, value) != 0))
		*field = arena_strdup(&r->arena, value);
}

static const char *item_key(const struct feed_item *it, char **to_free)
{
	if (it->guid)
		return it->guid;
	*to_free = url_key(it->url);
	return *to_free;
}

/* Most items of a fetched feed are those of last time. */
static bool is_known(struct run *r, const struct one *o,
		     const struct feed_item *it)
{
	bool known = false;
	char *key = NULL;

	if (!o->feed->n_articles)
		return false;
	const char *guid = item_key(it, &key);
	if (guid && store_article_is_known(r->app->store, o->feed->id, guid,
					   it->raw_hash, &known, NULL))
		known = false;
	free(key);
	return known;
}

static void take_items(struct run *r, const struct one *o,
		       const struct feed_doc *doc)
{
	for (size_t i = 0; i < doc->items.len; i++) {
		const struct feed_item *it = &doc->items.v[i];
		if (is_known(r, o, it)) {
			r->report->articles_seen++;
			continue;
		}
		struct article *a = feed_item_article(doc, it);
		a->feed_id = o->feed->id;
		a->fetched = r->now;
		if (!a->guid)
			a->guid = url_key(it->url);
		a->raw_hash = it->raw_hash;
		batch_add(&r->batch, a);
	}
}

static void take_doc(struct run *r, struct one *o, const struct feed_doc *doc)
{
	set(r, &o->feed->title, doc->title);
	set(r, &o->feed->link, doc->link);
	set(r, &o->feed->lang, doc->lang);
	o->due.ttl_min = doc->ttl_min;
	o->due.skip_hours = doc->skip_hours;
	o->due.skip_days = doc->skip_days;
	take_items(r, o, doc);
}

static void fail(struct run *r, struct one *o, const char *sentence)
{
	o->failure = arena_strdup(&r->arena, sentence);
}

/* Instead of a feed came something else: if it is a page that names its
 * feed, say which. */
static void explain_page(struct run *r, struct one *o,
			 const struct feed_source *src, const char *sentence)
{
	struct page_feed_vec found = { 0 };

	if (page_is_html(src->bytes, src->len))
		page_find_feeds(src->bytes, src->len, src->url, &found);
	if (!found.len) {
		fail(r, o, sentence);
	} else {
		char *s = xasprintf(_("%s; its feed may be %s"), sentence,
				    found.v[0].url);
		fail(r, o, s);
		free(s);
	}
	page_feed_vec_release(&found);
}

static void parse(struct run *r, struct one *o, const struct feed_source *src)
{
	struct feed_doc *doc = NULL;
	struct err err = { 0 };

	if (feed_doc_parse(src, &doc, &err)) {
		explain_page(r, o, src, err.msg);
		return;
	}
	take_doc(r, o, doc);
	feed_doc_free(doc);
}

/* ---- a feed's end ---- */

static void count(struct run *r, const struct one *o)
{
	r->report->feeds++;
	if (o->failure) {
		r->report->feeds_failed++;
		app_report_error(r->report, "%s: %s", feed_name(o->feed),
				 o->failure);
	} else if (o->feed->http_status == 304) {
		r->report->feeds_unchanged++;
	}
}

static void finish(struct run *r, struct one *o)
{
	struct feed *f = o->feed;

	if (o->stopped)
		return;
	f->last_fetch = r->now;
	f->error = (char *)o->failure;
	if (o->failure) {
		f->failures++;
	} else {
		f->failures = 0;
		f->last_success = r->now;
	}
	o->due.failures = f->failures;
	o->due.http = f->http_status;
	f->next_fetch = due_next(&o->due);
	batch_add_feed(&r->batch, f);
	count(r, o);
	r->done++;
	flush_if_large(r);
	tell(r);
}

/* ---- commands: only the feeds file makes these (urls.h) ---- */

static bool is_cancelled(void *ctx)
{
	return app_cancelled(((struct run *)ctx)->app);
}

static enum status run_command(struct run *r, const char *command, size_t len,
			       const struct buf *in, struct buf *out,
			       struct err *err)
{
	struct str_vec words = { 0 };
	struct fetch_limits limits = {
		.timeout_s = (int32_t)r->app->config.timeout_s,
		.stop = is_cancelled,
		.ctx = r,
	};
	enum status st = words_split(command, len, &words, err);

	if (st == ST_OK && !words.len)
		st = err_set(err, ST_USAGE, _("the command is empty"));
	if (st == ST_OK) {
		vec_push(&words, NULL);
		st = fetch_command(words.v, in, &limits, out, err);
		words.len--;
	}
	str_vec_release(&words);
	return st;
}

static void parse_output(struct run *r, struct one *o, const char *command,
			 size_t len, const struct buf *in)
{
	struct buf out;
	struct err err = { 0 };

	buf_init(&out, (size_t)r->app->config.feed_mib << 20);
	enum status st = run_command(r, command, len, in, &out, &err);
	if (st == ST_CANCELLED) {
		o->stopped = true;
	} else if (st) {
		fail(r, o, err.msg);
	} else {
		struct feed_source src = { .bytes = out.ptr, .len = out.len };
		parse(r, o, &src);
	}
	buf_release(&out);
}

/* "filter:COMMAND:URL" -> where the URL begins, or NULL. */
static const char *filter_url(const char *url)
{
	const char *at = strchr(url + strlen("filter:"), ':');

	return at ? at + 1 : NULL;
}

static void run_exec(struct run *r, struct one *o)
{
	const char *command = o->feed->url + strlen("exec:");

	o->feed->http_status = 0;
	parse_output(r, o, command, strlen(command), NULL);
	finish(r, o);
}

/* A feed on this machine. Only a line of the feeds file can name one:
 * what comes from the network or an OPML file must be http or https. */
static void read_local(struct run *r, struct one *o, const char *url)
{
	struct buf bytes;
	struct err err = { 0 };
	char *path = local_path(url);

	buf_init(&bytes, (size_t)r->app->config.feed_mib << 20);
	if (!path) {
		fail(r, o, _("this names no file: correct its line in the "
			     "feeds file"));
	} else if (path_read(path, &bytes, &err)) {
		fail(r, o, err.msg);
	} else {
		struct feed_source src = { .bytes = bytes.ptr,
					   .len = bytes.len };
		parse(r, o, &src);
	}
	o->feed->http_status = 0;
	free(path);
	buf_release(&bytes);
	finish(r, o);
}

/* ---- responses ---- */

static void take_body(struct run *r, struct one *o,
		      const struct fetch_response *resp)
{
	struct feed_source src = {
		.bytes = resp->body.ptr,
		.len = resp->body.len,
		.url = resp->url,
		.charset = resp->charset,
		.content_type = resp->content_type,
	};

	if (o->feed->kind == FEED_FILTER) {
		const char *command = o->feed->url + strlen("filter:");
		parse_output(r, o, command, strcspn(command, ":"),
			     &resp->body);
	} else {
		parse(r, o, &src);
	}
	if (o->failure || o->stopped)
		return;
	/* Only what was read whole is asked for conditionally. */
	o->feed->etag = arena_strdup(&r->arena, resp->etag);
	o->feed->last_modified = arena_strdup(&r->arena, resp->last_modified);
}

static void take_failure(struct run *r, struct one *o,
			 const struct fetch_response *resp)
{
	if (resp->http == 410)
		fail(r, o,
		     _("the server says this feed is gone for good (410): it "
		       "is not asked any more; remove it, or fetch it by "
		       "name to try again"));
	else
		fail(r, o, resp->err.msg[0] ? resp->err.msg :
					      status_name(resp->status));
}

static void responded(struct fetch_response *resp, void *ctx)
{
	struct run *r = ctx;
	struct one *o = resp->ctx;

	if (resp->status == ST_CANCELLED)
		return;
	o->feed->http_status = resp->http;
	o->due.retry_after_s = resp->retry_after_s;
	o->due.max_age_s = resp->max_age_s;
	if (resp->status)
		take_failure(r, o, resp);
	else if (resp->http != 304)
		take_body(r, o, resp);
	if (!o->failure && resp->moved_to && url_is_fetchable(resp->moved_to))
		set(r, &o->feed->fetch_url, resp->moved_to);
	finish(r, o);
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
	return due == APP_FETCH_ALL || f->next_fetch <= now;
}

static const char *address(const struct feed *f)
{
	if (f->fetch_url)
		return f->fetch_url;
	return f->kind == FEED_FILTER ? filter_url(f->url) : f->url;
}

static void queue(struct run *r, struct feed *f)
{
	struct one *o = arena_calloc(&r->arena, 1, sizeof(*o));
	const char *url = address(f);

	o->feed = f;
	o->due = (struct due_facts){
		.now = r->now,
		.interval_s = r->app->config.feed_minutes * 60,
		.max_age_s = -1,
		.retry_after_s = -1,
	};
	r->total++;
	if (f->kind == FEED_EXEC) {
		run_exec(r, o);
		return;
	}
	if (url && f->kind == FEED_WEB && !strncmp(url, "file://", 7)) {
		read_local(r, o, url);
		return;
	}
	if (!url || !url_is_fetchable(url)) {
		fail(r, o, _("not an http or https address: correct its line "
			     "in the feeds file"));
		finish(r, o);
		return;
	}
	struct fetch_request req = {
		.url = url,
		.etag = f->etag,
		.last_modified = f->last_modified,
		.max_bytes = (size_t)r->app->config.feed_mib << 20,
		.timeout_s = (int32_t)r->app->config.timeout_s,
		.ctx = o,
	};
	fetcher_add(r->fetcher, &req);
}

static enum status queue_all(struct run *r, int64_t feed_id, enum app_due due)
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

static enum status run_all(struct run *r, int64_t feed_id, enum app_due due)
{
	struct fetch_options opts = {
		.max_total = (int)r->app->config.max_total,
		.max_per_host = (int)r->app->config.max_per_host,
		/* A private authority: for tests, and networks that have one. */
		.ca_file = getenv("THRUM_CA_FILE"),
	};
	enum status st = fetcher_new(&opts, &r->fetcher, r->err);

	if (st)
		return st;
	st = queue_all(r, feed_id, due);
	if (st == ST_OK) {
		fetcher_run(r->fetcher, responded, tick, r);
		flush(r);
		st = r->st;
	}
	fetcher_free(r->fetcher);
	if (st == ST_OK && app_cancelled(r->app))
		st = err_set(r->err, ST_CANCELLED,
			     _("stopped; what had come is stored"));
	return st;
}

enum status app_fetch(struct app *app, int64_t feed_id, enum app_due due,
		      const struct app_hooks *hooks, struct app_report *report,
		      struct err *err)
{
	struct run r = {
		.app = app,
		.hooks = hooks,
		.report = report,
		.now = clock_now_s(),
		.err = err,
	};
	enum status st = app_feeds_sync(app, err);

	if (st == ST_OK)
		st = app_thread_pending(app, report, err);
	if (st == ST_OK)
		st = run_all(&r, feed_id, due);
	batch_release(&r.batch);
	arena_release(&r.arena);
	return st;
}
