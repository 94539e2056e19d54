/* import.c - any file -> articles and subscriptions, judged by content. */
#include "config.h"

#include "app_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/base/path.h"
#include "thrum/conf/urls.h"
#include "thrum/feed/feed_doc.h"
#include "thrum/feed/opml.h"
#include "thrum/import/import.h"
#include "thrum/page/page.h"
#include "thrum/store/store.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

#define IMPORT_BYTES_MAX ((size_t)512 << 20)
#define STORE_CHUNK 4000 /* articles in one transaction */

static enum status read_feed(const struct buf *text, struct import_result *r,
			     struct err *err)
{
	struct feed_source src = { .bytes = text->ptr, .len = text->len };
	struct feed_doc *doc = NULL;
	enum status st = feed_doc_parse(&src, &doc, err);

	if (st)
		return st;
	r->title = xstrdup(doc->title);
	for (size_t i = 0; i < doc->items.len; i++)
		vec_push(&r->articles,
			 feed_item_detach(doc, &doc->items.v[i]));
	feed_doc_free(doc);
	return ST_OK;
}

static enum status read_opml(const struct buf *text, struct import_result *r,
			     struct err *err)
{
	struct opml_feed_vec subs = { 0 };
	enum status st = opml_parse(text->ptr, text->len, &subs, err);

	if (st) {
		opml_feed_vec_release(&subs);
		return st;
	}
	r->subs = subs.v;
	r->n_subs = subs.len;
	return ST_OK;
}

/* A newsboat urls file. Commands in it are programs to run: those lines
 * are the reader's own to copy, no import makes them. */
static enum status read_urls(const struct buf *text, struct import_result *r,
			     struct err *err)
{
	struct urls_entry_vec entries = { 0 };
	struct opml_feed_vec subs = { 0 };

	(void)err;
	urls_parse(text->ptr, text->len, &entries, NULL);
	for (size_t i = 0; i < entries.len; i++) {
		const struct feed *f = entries.v[i].feed;
		if (f->kind != FEED_WEB) {
			r->bad++;
			continue;
		}
		struct opml_feed s = {
			.url = xstrdup(f->url),
			.title = xstrdup(f->custom_title),
			.tags = xstrdup(f->tags),
			.hidden = f->hidden,
		};
		if (f->tags)
			s.folder = xstrndup(f->tags, strcspn(f->tags, "\n"));
		vec_push(&subs, s);
	}
	urls_entry_vec_release(&entries);
	r->subs = subs.v;
	r->n_subs = subs.len;
	return ST_OK;
}

static enum status read_page(const struct buf *text, struct import_result *r,
			     struct err *err)
{
	struct article *a = NULL;
	enum status st = page_extract(text->ptr, text->len, NULL, NULL, &a,
				      err);

	if (st == ST_OK)
		vec_push(&r->articles, a);
	return st;
}

static enum status read_dump(const struct buf *text, int64_t now,
			     struct import_result *r, struct err *err)
{
	struct article *a = NULL;

	if (text->len > IMPORT_TEXT_MAX)
		return err_set(err, ST_LIMIT,
			       _("larger than %d MiB, which no article is; "
				 "give JSON Lines or single files"),
			       (int)(IMPORT_TEXT_MAX >> 20));
	enum status st = import_dump(text->ptr, text->len, now, &a, err);
	if (st == ST_OK)
		vec_push(&r->articles, a);
	return st;
}

static enum status judge(const struct buf *text, const char *name,
			 int64_t now, struct import_result *r,
			 struct err *err)
{
	r->kind = (int)import_sniff(text->ptr, text->len, name);
	switch ((enum import_kind)r->kind) {
	case IMPORT_FEED:
		return read_feed(text, r, err);
	case IMPORT_OPML:
		return read_opml(text, r, err);
	case IMPORT_URLS:
		return read_urls(text, r, err);
	case IMPORT_HTML:
		return read_page(text, r, err);
	case IMPORT_JSONL:
		return import_jsonl(text->ptr, text->len, &r->articles,
				    &r->bad, err);
	case IMPORT_TEXT:
		return read_dump(text, now, r, err);
	case IMPORT_UNKNOWN:
		break;
	}
	if (!text->len)
		return err_set(err, ST_PARSE, _("the file is empty"));
	return err_set(err, ST_UNSUPPORTED,
		       _("neither text, page, feed, JSON Lines nor OPML"));
}

enum status app_import_read(const char *path, int64_t now,
			    struct import_result *out, struct err *err)
{
	struct import_result r = { 0 };
	struct buf text;
	const char *name = strcmp(path, "-") ? path : _("standard input");

	buf_init(&text, IMPORT_BYTES_MAX);
	enum status st = path_read(path, &text, err);
	if (st == ST_OK) {
		st = judge(&text, path_base(path), now, &r, err);
		if (st)
			err_prefix(err, "%s", name);
	}
	buf_release(&text);
	if (st)
		import_result_release(&r);
	else
		*out = r;
	return st;
}

void import_result_release(struct import_result *r)
{
	struct opml_feed_vec subs = { r->subs, r->n_subs, r->n_subs };

	article_vec_release(&r->articles);
	opml_feed_vec_release(&subs);
	free(r->title);
	memset(r, 0, sizeof(*r));
}

/* ---- storing ---- */

/* A feed's items belong together; other articles go by their outlet. */
static const char *local_name(const struct import_result *r,
			      const struct article *a)
{
	const char *name = r->kind == IMPORT_FEED ? r->title : a->source;

	return name && *name ? name : _("Imported");
}

static enum status assign_feeds(struct app *app, struct import_result *r,
				struct err *err)
{
	struct map ids = { 0 };
	enum status st = store_begin(app->store, err);

	if (st)
		return st;
	for (size_t i = 0; st == ST_OK && i < r->articles.len; i++) {
		struct article *a = r->articles.v[i];
		const char *name = local_name(r, a);
		bool is_new;
		uintptr_t *id = map_put(&ids, name, strlen(name), &is_new);
		int64_t feed_id = (int64_t)*id;
		if (is_new)
			st = feeds_local(app, name, &feed_id, err);
		*id = (uintptr_t)feed_id;
		a->feed_id = feed_id;
	}
	map_release(&ids);
	return app_end(app, st, err);
}

/* All in order of time before they are cut into transactions, so that the
 * size of these decides nothing. */
static void take_sorted(struct import_result *r, struct batch *all)
{
	for (size_t i = 0; i < r->articles.len; i++)
		batch_add(all, r->articles.v[i]);
	r->articles.len = 0;
	batch_complete(all, clock_now_s());
}

static void tell(const struct app_hooks *hooks, const struct app_progress *p)
{
	if (!hooks)
		return;
	if (hooks->stored)
		hooks->stored(hooks->ctx);
	if (hooks->progress)
		hooks->progress(p, hooks->ctx);
	if (hooks->idle)
		hooks->idle(hooks->ctx);
}

enum status import_store(struct app *app, struct import_result *r,
			 const struct app_hooks *hooks,
			 struct app_report *report, struct err *err)
{
	struct batch all = { 0 };
	enum status st = assign_feeds(app, r, err);

	if (st)
		return st;
	take_sorted(r, &all);
	for (size_t at = 0; st == ST_OK && at < all.len; at += STORE_CHUNK) {
		size_t n = all.len - at;
		struct batch part = { 0 };
		if (app_cancelled(app)) {
			st = err_set(err, ST_CANCELLED, _("stopped"));
			break;
		}
		part.v = all.v + at;
		part.len = n < STORE_CHUNK ? n : STORE_CHUNK;
		st = batch_write(app, &part, report, err);
		struct app_progress p = { _("importing"),
					  (int64_t)(at + part.len),
					  (int64_t)all.len,
					  report->articles_new };
		tell(hooks, &p);
	}
	batch_release(&all);
	/* Stopped or not: what has come is there to stay. */
	if (st && st != ST_CANCELLED)
		return st;
	enum status related = relate_due(app, hooks, st ? NULL : err);
	return st ? st : related;
}

static enum status subscribe(struct app *app, const struct import_result *r,
			     struct app_report *report, struct err *err)
{
	struct feed *feeds = xcalloc(r->n_subs, sizeof(*feeds));
	struct feed **list = xcalloc(r->n_subs, sizeof(*list));
	size_t n = 0, added = 0;

	for (size_t i = 0; i < r->n_subs; i++) {
		const struct opml_feed *s = &r->subs[i];
		if (!url_is_fetchable(s->url))
			continue;
		feeds[n] = (struct feed){ .kind = FEED_WEB,
					  .url = s->url,
					  .tags = s->tags ? s->tags :
							    s->folder,
					  .hidden = s->hidden };
		if (!s->own_title)
			feeds[n].custom_title = s->title;
		else if (s->title && strcmp(s->title, s->url) != 0)
			feeds[n].title = s->title;
		list[n] = &feeds[n];
		n++;
	}
	enum status st = feeds_append(app, list, n, &added, err);
	report->feeds += (int64_t)added;
	free(list);
	free(feeds);
	return st;
}

enum status app_import(struct app *app, const char *path,
		       const struct app_hooks *hooks,
		       struct app_report *report, struct err *err)
{
	struct import_result r = { 0 };
	struct store *store;
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = app_import_read(path, clock_now_s(), &r, err);
	if (st)
		return st;
	if (r.n_subs)
		st = subscribe(app, &r, report, err);
	app->hooks = hooks;
	if (st == ST_OK && r.articles.len)
		st = import_store(app, &r, hooks, report, err);
	app->hooks = NULL;
	if (r.bad)
		app_report_error(report,
				 r.kind == IMPORT_URLS ?
					 _("%s: %d lines are no web feeds and "
					   "were left out; copy commands by "
					   "hand") :
					 _("%s: %d lines could not be read and "
					   "were left out"),
				 path, r.bad);
	import_result_release(&r);
	return st;
}
