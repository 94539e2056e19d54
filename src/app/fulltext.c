/* fulltext.c - see fulltext.h. Nothing here knows a site: what is better is
 * judged by length and by shared words alone. */
#include "config.h"

#include "thrum/app/fulltext.h"

#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/fetch/fetch.h"
#include "thrum/page/page.h"
#include "thrum/store/articles.h"
#include "thrum/store/feeds.h"
#include "thrum/text/doc.h"
#include "thrum/text/token.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

enum {
	TOTAL = 8, /* pages at once */
	PER_HOST = 2,
	MORE_WORDS = 20, /* at least so many more than there are */
	TOKENS_OLD = 300, /* of the old text are looked for */
	TOKENS_PAGE = 20000,
};
#define MORE_SHARE 1.15 /* ... and so much longer */
/* Of the old words that must stand in the page. A teaser is often an
 * abstract in words of its own. */
#define SHARED_MIN 0.5

/* ---- which text is better ---- */

static void add_words(struct map *words, struct tokens *t, const char *s,
		      size_t max)
{
	if (!s)
		return;
	token_scan(t, s, strlen(s), max);
	for (size_t i = 0; i < t->len; i++)
		map_put(words, t->norm.ptr + t->v[i].norm_off,
			t->v[i].norm_len, NULL);
}

/* Share of the words of `s` that are in `words`; -1 without words. */
static double share_of(const struct map *words, struct tokens *t,
		       const char *s, size_t *n)
{
	struct map mine = { 0 };
	size_t found = 0;

	add_words(&mine, t, s, TOKENS_OLD);
	*n = mine.count;
	for (size_t i = 0; i < mine.n_entries; i++)
		found += map_has(words, mine.entries[i].key,
				 mine.entries[i].len);
	map_release(&mine);
	return *n ? (double)found / (double)*n : -1;
}

static const char *old_text(const struct article *a)
{
	return a->body && a->body->text.len ? a->body->text.ptr : a->summary;
}

static bool is_about_the_same(const struct article *a,
			      const struct article *page)
{
	struct map words = { 0 };
	struct tokens t;
	size_t n_text, n_title;

	tokens_init(&t);
	add_words(&words, &t, page->title, TOKENS_PAGE);
	add_words(&words, &t, page->body->text.ptr, TOKENS_PAGE);
	double text = share_of(&words, &t, old_text(a), &n_text);
	double title = share_of(&words, &t, a->title, &n_title);
	tokens_release(&t);
	map_release(&words);
	if (!n_text && !n_title)
		return true;
	return text >= SHARED_MIN || title >= SHARED_MIN;
}

static uint32_t words_of(const struct article *a)
{
	struct doc *doc;
	uint32_t n = 0;

	if (a->body)
		return doc_words(a->body);
	if (a->summary) {
		doc = doc_from_text(a->summary, strlen(a->summary));
		n = doc_words(doc);
		doc_free(doc);
	}
	return n;
}

bool fulltext_is_better(const struct article *a, const struct article *page)
{
	uint32_t old = words_of(a);
	uint32_t new = page->body ? doc_words(page->body) : 0;

	return new >= old + MORE_WORDS && new >= MORE_SHARE * old &&
	       is_about_the_same(a, page);
}

static void take_missing(char **to, char **from)
{
	if (*to && **to)
		return;
	free(*to);
	*to = *from;
	*from = NULL;
}

void fulltext_take(struct article *a, struct article *page)
{
	struct buf teaser;

	if (a->body && a->body->text.len && !a->summary) {
		buf_init(&teaser, DOC_TEXT_MAX);
		doc_add_plain(a->body, &teaser);
		a->summary = buf_detach(&teaser);
	}
	doc_free(a->body);
	a->body = page->body;
	page->body = NULL;
	a->words = doc_words(a->body);
	a->flags |= ARTICLE_FULLTEXT;
	take_missing(&a->author, &page->author);
	take_missing(&a->lang, &page->lang);
	if (!a->published)
		a->published = page->published;
}

/* ---- pages ---- */

enum status fulltext_read(struct article *a, const struct fetch_response *r,
			  struct err *err)
{
	struct article *page = NULL;
	enum status st = r->status;

	if (st) {
		if (err)
			*err = r->err;
		return st;
	}
	st = page_extract(r->body.ptr, r->body.len, r->url, r->charset, &page,
			  err);
	if (st)
		return st;
	if (fulltext_is_better(a, page))
		fulltext_take(a, page);
	else
		st = err_set(err, ST_UNSUPPORTED,
			     _("the page has no better text; what is stored "
			       "stays"));
	article_free(page);
	return st;
}

/* What is stored now may not be what it was when the page was asked for. */
enum status fulltext_store(struct app *app, int64_t id,
			   const struct fetch_response *r,
			   struct app_report *report, struct err *err)
{
	struct article *a = NULL;
	struct err why = { 0 };
	enum status st = store_article_get(app->store, id, STORE_LOAD_ALL, &a,
					   err);

	if (st == ST_NOT_FOUND)
		return ST_OK;
	if (st)
		return st;
	if (fulltext_read(a, r, &why)) {
		report->articles_seen += r->status == ST_OK;
		app_report_error(report, "%s: %s", a->title ? a->title : a->url,
				 why.msg);
	} else {
		st = store_article_set_text(app->store, a, clock_now_s(), err);
		report->articles_revised += st == ST_OK;
	}
	article_free(a);
	return st;
}

static void set_request(struct app *app, const struct article *a,
			struct arena *arena, struct fetch_request *out)
{
	struct feed *f = NULL;

	*out = (struct fetch_request){
		.url = arena_strdup(arena, a->url),
		.want = FETCH_WANT_PAGE,
		.max_bytes = (size_t)app->config.feed_mib << 20,
		.timeout_s = (int32_t)app->config.timeout_s,
	};
	/* Without these it may come too. */
	if (store_feed_get(app->store, a->feed_id, arena, &f, NULL) == ST_OK)
		(void)!manners_apply(f, arena, out, NULL);
}

enum status fulltext_request(struct app *app, int64_t id, struct arena *arena,
			     struct fetch_request *out, struct err *err)
{
	struct article *a = NULL;
	enum status st = store_article_get(app->store, id, STORE_LOAD_ROW, &a,
					   err);

	if (st)
		return st;
	if (!a->url || !url_is_fetchable(a->url))
		st = err_set(err, ST_UNSUPPORTED,
			     _("%s: there is no page, the article has no http "
			       "address"),
			     a->title ? a->title : a->uuid);
	else
		set_request(app, a, arena, out);
	article_free(a);
	return st;
}

/* ---- a run of its own ---- */

struct pages {
	struct app *app;
	const struct app_hooks *hooks;
	struct app_report *report;
	struct fetcher *fetcher;
	struct arena arena; /* addresses and ids */
	int64_t done, total;
	enum status st; /* of the store: ends the run */
	struct err *err;
};

static void tell(struct pages *r)
{
	struct app_progress p = { _("fetching pages"), r->done, r->total, 0 };

	if (r->hooks && r->hooks->progress)
		r->hooks->progress(&p, r->hooks->ctx);
}

static void responded(struct fetch_response *resp, void *ctx)
{
	struct pages *r = ctx;
	const int64_t *id = resp->ctx;

	if (r->st == ST_OK && resp->status != ST_CANCELLED) {
		r->st = fulltext_store(r->app, *id, resp, r->report, r->err);
		if (r->st)
			fetcher_cancel(r->fetcher);
		else if (r->hooks && r->hooks->stored)
			r->hooks->stored(r->hooks->ctx);
	}
	r->done++;
	tell(r);
}

static void tick(void *ctx)
{
	struct pages *r = ctx;

	if (r->hooks && r->hooks->idle)
		r->hooks->idle(r->hooks->ctx);
	if (app_cancelled(r->app))
		fetcher_cancel(r->fetcher);
}

static enum status ask(struct pages *r, int64_t id)
{
	struct fetch_request req;
	struct err err = { 0 };
	int64_t *ctx = arena_alloc(&r->arena, sizeof(*ctx));
	enum status st = fulltext_request(r->app, id, &r->arena, &req, &err);

	if (st == ST_UNSUPPORTED) {
		app_report_error(r->report, "%s", err.msg);
		return ST_OK;
	}
	if (st) {
		if (r->err)
			*r->err = err;
		return st;
	}
	*ctx = id;
	req.ctx = ctx;
	fetcher_add(r->fetcher, &req);
	r->total++;
	return ST_OK;
}

static enum status run_alone(struct pages *r, const int64_t *ids, size_t n)
{
	struct fetch_options opts = {
		.max_total = TOTAL,
		.max_per_host = PER_HOST,
	};
	enum status st;

	app_fetch_options(r->app, &opts);
	st = fetcher_new(&opts, &r->fetcher, r->err);
	r->app->pages = r;
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = ask(r, ids[i]);
	if (st == ST_OK) {
		fetcher_run(r->fetcher, responded, tick, r);
		st = r->st;
	}
	r->app->pages = NULL;
	fetcher_free(r->fetcher);
	arena_release(&r->arena);
	if (st == ST_OK && app_cancelled(r->app))
		st = err_set(r->err, ST_CANCELLED,
			     _("stopped; what had come is stored"));
	return st;
}

bool app_fulltext_can_join(const struct app *app)
{
	return app->refresh || app->pages;
}

static enum status join_pages(struct pages *r, const int64_t *ids, size_t n)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = ask(r, ids[i]);
	return st;
}

enum status app_fulltext(struct app *app, const int64_t *ids, size_t n,
			 const struct app_hooks *hooks,
			 struct app_report *report, struct err *err)
{
	struct pages r = { .app = app, .hooks = hooks, .report = report,
			 .err = err };
	struct store *store;
	enum status st = app_store(app, &store, err);

	if (st)
		return st;
	if (app->refresh)
		return fetch_texts(app, ids, n, report, err);
	if (app->pages)
		return join_pages(app->pages, ids, n);
	return run_alone(&r, ids, n);
}
