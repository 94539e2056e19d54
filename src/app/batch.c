/* batch.c - articles into the store and into threads, together or not at
 * all: the engine under fetch, import and demo. */
#include "config.h"

#include "rules_priv.h"

#include "app_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/model/article.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

/* A date further ahead than this is a mistake or a trick: it would stand
 * at the top for ever and close all threads at once. */
#define AHEAD_MAX_S (24 * 3600)
/* So many articles that are gone leave room that is worth giving back. */
#define TRIM_MIN 1000

static void batch_mark(struct batch *b)
{
	if (!b->len && !b->feeds.len)
		b->since_ms = clock_mono_ms();
}

/* About what it holds in memory: much more than its text. */
static size_t bytes_of(const struct article *a)
{
	enum { NAMES = 400, PIECE = 48 };
	const struct doc *d = a->body;
	size_t n = sizeof(*a) + NAMES + (a->summary ? strlen(a->summary) : 0);

	if (d)
		n += sizeof(*d) + d->text.cap +
		     d->blocks.cap * sizeof(*d->blocks.v) +
		     d->spans.cap * sizeof(*d->spans.v) +
		     d->links.len * (sizeof(*d->links.v) + 2 * PIECE);
	return n + (a->tags.len + 2 * a->enclosures.len) * PIECE;
}

void batch_add(struct batch *b, struct article *a)
{
	batch_mark(b);
	vec_push(b, a);
	b->bytes += bytes_of(a);
}

void batch_add_feed(struct batch *b, const struct feed *f)
{
	batch_mark(b);
	vec_push(&b->feeds, f);
}

void batch_clear(struct batch *b)
{
	for (size_t i = 0; i < b->len; i++)
		article_free(b->v[i]);
	b->len = 0;
	b->feeds.len = 0;
	b->bytes = 0;
}

void batch_release(struct batch *b)
{
	batch_clear(b);
	vec_release(b);
	vec_release(&b->feeds);
}

struct ordered {
	int64_t time;
	size_t at;
};

static int by_time(const void *pa, const void *pb)
{
	const struct ordered *a = pa, *b = pb;

	if (a->time != b->time)
		return a->time < b->time ? -1 : 1;
	return a->at < b->at ? -1 : 1;
}

/* Stable by time: what arrives together is threaded oldest first. */
static void sort_items(struct batch *b)
{
	struct ordered *order = xcalloc(b->len, sizeof(*order));
	struct article **sorted = xcalloc(b->len, sizeof(*sorted));

	for (size_t i = 0; i < b->len; i++)
		order[i] = (struct ordered){ article_time(b->v[i]), i };
	qsort(order, b->len, sizeof(*order), by_time);
	for (size_t i = 0; i < b->len; i++)
		sorted[i] = b->v[order[i].at];
	memcpy(b->v, sorted, b->len * sizeof(*sorted));
	free(sorted);
	free(order);
}

void batch_complete(struct batch *b, int64_t now)
{
	for (size_t i = 0; i < b->len; i++) {
		struct article *a = b->v[i];
		if (a->published > now + AHEAD_MAX_S)
			a->published = 0;
		if (a->updated > now + AHEAD_MAX_S)
			a->updated = 0;
		article_complete(a, now);
	}
	if (b->len)
		sort_items(b);
}

static void count(struct app_report *r, enum store_put what)
{
	if (what == STORE_PUT_NEW)
		r->articles_new++;
	else if (what == STORE_PUT_REVISED)
		r->articles_revised++;
	else
		r->articles_seen++;
}

/* A batch while it is written. */
struct writing {
	struct app *app;
	struct batch *batch;
	struct ruling rules;
	struct adder *adder;
	struct app_report *report;
};

/* The place in the batch is empty afterwards, if the batch frees. */
static enum status put_item(struct writing *w, struct article **at,
			    struct err *err)
{
	struct article *a = *at;
	enum store_put what;

	ruling_judge(&w->rules, a);
	enum status st = store_article_put(w->app->store, a, &what, err);
	if (st)
		return st;
	count(w->report, what);
	if (what == STORE_PUT_NEW)
		st = ruling_note(&w->rules, a, err);
	if (st)
		return st;
	if (w->batch->frees)
		*at = NULL;
	if (what == STORE_PUT_NEW)
		adder_push(w->adder, a);
	else if (w->batch->frees)
		article_free(a);
	return ST_OK;
}

static enum status put_items(struct writing *w, struct err *err)
{
	struct batch *b = w->batch;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < b->len; i++) {
		if (atomic_load(&w->app->hurry))
			return err_set(err, ST_CANCELLED, _("stopped"));
		if (b->meanwhile)
			b->meanwhile(b->ctx);
		st = put_item(w, &b->v[i], err);
	}
	return st;
}

/* Articles into the store and the threading state. */
static enum status take_items(struct writing *w, struct err *err)
{
	int64_t before = w->report->articles_new;
	enum status st = threading_open(w->app, err);

	if (st == ST_OK)
		st = threading_expect(w->app, w->batch->v, w->batch->len, err);
	if (st)
		return st;
	w->adder = adder_new(w->app, w->batch);
	st = put_items(w, err);
	if (st == ST_OK)
		st = adder_wait(w->adder, ADDER_ADDED, err);
	if (w->batch->frees && w->batch->len > TRIM_MIN)
		mem_trim();
	if (st == ST_OK && w->report->articles_new > before)
		st = adder_wait(w->adder, ADDER_DECIDED, err);
	adder_free(w->adder);
	return st;
}

static enum status write_inside(struct app *app, struct batch *b,
				struct app_report *report, struct err *err)
{
	struct writing w = { .app = app, .batch = b, .report = report };
	enum status st = ST_OK;
	int64_t before = report->articles_new, now = clock_now_s();

	if (b->len) {
		ruling_init(&w.rules, app, now);
		st = take_items(&w, err);
		if (st == ST_OK && report->articles_new > before)
			st = threading_write(app, THREADING_LATER, report,
					     err);
		if (st == ST_OK)
			st = ruling_kill(&w.rules, now, err);
		ruling_release(&w.rules);
	}
	for (size_t i = 0; st == ST_OK && i < b->feeds.len; i++)
		st = store_feed_set_state(app->store, b->feeds.v[i], err);
	return st;
}

enum status batch_write(struct app *app, struct batch *b,
			struct app_report *report, struct err *err)
{
	struct app_report sum = *report;

	if (!b->len && !b->feeds.len)
		return ST_OK;
	batch_complete(b, clock_now_s());
	enum status st = store_begin(app->store, err);
	if (st)
		return st;
	store_hurry(app->store, &app->hurry);
	st = app_end(app, write_inside(app, b, &sum, err), err);
	store_hurry(app->store, NULL);
	/* What was rolled back is not counted. */
	if (st == ST_OK)
		*report = sum;
	return st;
}

enum status app_ingest(struct app *app, struct article **articles, size_t n,
		       struct app_report *report, struct err *err)
{
	struct batch b = { 0 };
	struct store *store;
	enum status st = app_store(app, &store, err);

	if (st)
		return st;
	for (size_t i = 0; i < n; i++)
		batch_add(&b, articles[i]);
	st = batch_write(app, &b, report, err);
	/* The articles are the caller's: let go of them unfreed. */
	b.len = 0;
	batch_release(&b);
	return st ? st : relate_due(app, NULL, err);
}
