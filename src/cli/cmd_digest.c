/* cmd_digest.c - `thrum digest`: what happened, for mail, cron and pages.
 * The same that the reader shows as "since you left". */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "digest_priv.h"
#include "mark_threads_priv.h"
#include "thrum/base/clock.h"
#include "thrum/store/store.h"
#include "thrum/story/summary.h"
#include "thrum/text/doc.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

enum { OPT_SINCE, OPT_FORMAT, OPT_LIMIT, OPT_UNREAD };

#define DAY 86400
#define LIMIT_DEFAULT 50
#define SENTENCES 2
#define META_LAST "digest_last"

static const struct format {
	const char *name;
	void (*write)(const struct digest *d);
} formats[] = {
	{ "text", digest_text },
	{ "md", digest_md },
	{ "html", digest_html },
	{ "json", digest_json },
};

static const struct format *find_format(const char *name)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (!strcmp(formats[i].name, name))
			return &formats[i];
	return NULL;
}

/* ---- gathering ---- */

/* What its feed says an article says; else the sentences of it that say
 * most. */
static const char *sum_up(struct store *store, const struct article_row *r,
			  struct arena *arena)
{
	struct summary_sentence best[SENTENCES];
	struct article *a = NULL;
	struct buf text = BUF_INIT;

	if (r->summary && *r->summary)
		return r->summary;
	/* A digest without one summary is a digest still. */
	if (store_article_get(store, r->id, STORE_LOAD_BODY, &a, NULL))
		return "";
	size_t n = a->body ? summary_make(a->body, a->title, best, SENTENCES) :
			     0;
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_addc(&text, ' ');
		text_clean(&text, a->body->text.ptr + best[i].off, best[i].len,
			   CLEAN_LINE);
	}
	const char *out = arena_strdup(arena, text.ptr);
	buf_release(&text);
	article_free(a);
	return out;
}

/* The first report that is nobody's copy speaks for the event. */
static void describe(struct store *store, struct digest_event *e,
		     struct arena *arena)
{
	for (size_t i = 0; i < e->reports.len; i++) {
		const struct article_row *r = &e->reports.v[i];
		if (r->copy_of)
			continue;
		e->summary = sum_up(store, r, arena);
		e->lang = r->lang ? r->lang : "";
		return;
	}
}

static enum status add_event(struct store *store, struct digest *d,
			     const struct since_event *s, struct err *err)
{
	struct digest_event e = { .event = s, .summary = "", .lang = "" };
	struct article_query q = { .scope = SCOPE_THREAD,
				   .of = s->thread->id };
	enum status st = ST_OK;

	if (s->kind != SINCE_ENDED)
		st = store_articles_page(store, &q, 0, PAGE_AFTER,
					 DIGEST_REPORTS, &d->arena, &e.reports,
					 err);
	if (st == ST_OK)
		describe(store, &e, &d->arena);
	vec_push(&d->events, e);
	return st;
}

static enum status gather(struct store *store, const struct since_query *q,
			  struct digest *d, struct err *err)
{
	enum status st = app_since_load(store, q, &d->since, err);

	for (size_t i = 0; st == ST_OK && i < d->since->events.len; i++)
		st = add_event(store, d, &d->since->events.v[i], err);
	return st;
}

static void digest_release(struct digest *d)
{
	for (size_t i = 0; i < d->events.len; i++)
		vec_release(&d->events.v[i].reports);
	vec_release(&d->events);
	since_free(d->since);
	arena_release(&d->arena);
}

/* ---- the command ---- */

static enum status parse(struct cli_ctx *ctx, struct since_query *q)
{
	int64_t limit = LIMIT_DEFAULT;
	enum status st = ST_OK;

	q->to = clock_now_s();
	q->from = q->to - DAY;
	q->unread_only = ctx->val[OPT_UNREAD];
	if (ctx->val[OPT_SINCE] && strcmp(ctx->val[OPT_SINCE], "last"))
		st = cli_since(ctx->val[OPT_SINCE], q->to, &q->from,
			       &ctx->err);
	if (st == ST_OK && ctx->val[OPT_LIMIT])
		st = cli_number(ctx->val[OPT_LIMIT], "limit", 100000, &limit,
				&ctx->err);
	q->limit = (size_t)limit;
	return st;
}

/* When the last `--since last` was, or a day ago. */
static int since_meta(struct cli_ctx *ctx, struct store *store,
		      struct since_query *q)
{
	int64_t at = 0;

	if (store_meta_get_int(store, META_LAST, &at, &ctx->err))
		return cli_fail(&ctx->err);
	if (at && at <= q->to)
		q->from = at;
	return EXIT_OK;
}

static int remember(struct cli_ctx *ctx, int64_t now)
{
	struct store *store;
	int code = cli_flush(EXIT_OK);

	/* What could not be written out is to come again. */
	if (!code)
		code = cli_writing(ctx, &store);
	if (!code &&
	    store_meta_set_int(store, META_LAST, now, &ctx->err))
		code = cli_fail(&ctx->err);
	return code;
}

static int digest(struct cli_ctx *ctx, int argc, char **argv)
{
	const char *name = ctx->val[OPT_FORMAT] ? ctx->val[OPT_FORMAT] :
						  "text";
	const struct format *f = find_format(name);
	struct since_query q = { 0 };
	struct digest d = { 0 };
	struct store *store;

	(void)argc, (void)argv;
	if (!f)
		return cli_usage(_("there is no format %s: text, md, html or "
				   "json"),
				 name);
	if (parse(ctx, &q)) {
		cli_fail(&ctx->err);
		return EXIT_USAGE;
	}
	bool since_last = ctx->val[OPT_SINCE] &&
			  !strcmp(ctx->val[OPT_SINCE], "last");
	int code = cli_reading(ctx, &store);
	if (!code)
		mark_wake_due(ctx, store);
	if (!code && since_last)
		code = since_meta(ctx, store, &q);
	if (!code && gather(store, &q, &d, &ctx->err))
		code = cli_fail(&ctx->err);
	if (!code)
		f->write(&d);
	if (!code && since_last)
		code = remember(ctx, q.to);
	digest_release(&d);
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_SINCE] = { 's', "since", "TIME",
			N_("events with a report since then; last = since the "
			   "last digest with it; default 1d") },
	[OPT_FORMAT] = { 'F', "format", "FORMAT",
			 N_("text, md, html or json") },
	[OPT_LIMIT] = { 'n', "limit", "N", N_("at most so many; default 50") },
	[OPT_UNREAD] = { 'u', "unread", NULL, N_("with unread reports only") },
	{ 0 },
};

const struct cli_cmd cli_digest = {
	.name = "digest",
	.args = "",
	.help = N_("what happened: events, new ones and those with new facts "
		   "first"),
	.more = N_("For mail: thrum digest --since last | mail -s News you. "
		   "html is one file that loads nothing."),
	.opts = opts,
	.exec = digest,
};
