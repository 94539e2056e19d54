/* select.c - see select_priv.h. */
#include "config.h"

#include "select_priv.h"

#include <string.h>

#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/model/feed.h"
#include "thrum/store/feeds.h"

#include "thrum/base/banned.h"

#define PAGE 500
#define QUERY_MAX 4096

static int scopes_given(const struct cli_ctx *ctx)
{
	return !!ctx->val[SELECT_FEED] + !!ctx->val[SELECT_TAG] +
	       !!ctx->val[SELECT_THREAD] + !!ctx->val[SELECT_STARRED];
}

void select_join(struct buf *words, int argc, char **argv)
{
	buf_init(words, QUERY_MAX);
	for (int i = 0; i < argc; i++) {
		if (i)
			buf_addc(words, ' ');
		buf_adds(words, argv[i]);
	}
}

/* A saved search is a feed, too. */
static enum status set_feed(struct cli_ctx *ctx, struct store *st,
			    struct selection *s)
{
	struct feed *f = NULL;
	int64_t id = 0;
	enum status status = cli_feed_id(st, ctx->val[SELECT_FEED], &id,
					 &ctx->err);

	if (status == ST_OK)
		status = store_feed_get(st, id, &s->arena, &f, &ctx->err);
	if (status != ST_OK)
		return status;
	s->q.text = feed_query(f);
	s->q.scope = s->q.text ? SCOPE_SEARCH : SCOPE_FEED;
	s->q.of = id;
	return ST_OK;
}

static enum status set_scope(struct cli_ctx *ctx, struct store *st,
			     struct selection *s)
{
	struct article_query *q = &s->q;

	if (buf_status(&s->words))
		return err_set(&ctx->err, ST_USAGE,
			       _("the search is too long"));
	q->filter = s->words.ptr;
	if (ctx->val[SELECT_FEED])
		return set_feed(ctx, st, s);
	if (ctx->val[SELECT_THREAD]) {
		q->scope = SCOPE_THREAD;
		return cli_thread_id(ctx->val[SELECT_THREAD], &q->of,
				     &ctx->err);
	}
	if (ctx->val[SELECT_TAG]) {
		q->scope = SCOPE_TAG;
		q->text = ctx->val[SELECT_TAG];
	} else if (ctx->val[SELECT_STARRED]) {
		q->scope = SCOPE_STARRED;
	} else if (s->words.len) {
		q->scope = SCOPE_SEARCH;
		q->text = s->words.ptr;
		q->filter = NULL;
	}
	return ST_OK;
}

static enum status set_limits(struct cli_ctx *ctx, struct selection *s)
{
	enum status st = ST_OK;
	int64_t since = 0;

	s->limit = INT64_MAX;
	s->q.unread_only = ctx->val[SELECT_UNREAD];
	s->q.now = clock_now_s();
	s->q.tz_s = clock_east_s(s->q.now);
	if (ctx->val[SELECT_SINCE]) {
		st = cli_since(ctx->val[SELECT_SINCE], clock_now_s(), &since,
			       &ctx->err);
		s->q.since = since;
	}
	if (st == ST_OK && ctx->val[SELECT_LIMIT])
		st = cli_number(ctx->val[SELECT_LIMIT], "limit", 1000000000,
				&s->limit, &ctx->err);
	return st;
}

int select_parse(struct cli_ctx *ctx, struct store *st, int argc, char **argv,
		 struct selection *out)
{
	memset(out, 0, sizeof(*out));
	select_join(&out->words, argc, argv);
	if (scopes_given(ctx) > 1)
		return cli_usage(_("give one of --feed, --tag, --thread, "
				   "--starred"));
	enum status s = set_limits(ctx, out);
	if (s == ST_OK)
		s = set_scope(ctx, st, out);
	if (s == ST_OK)
		return EXIT_OK;
	int code = cli_fail(&ctx->err);
	return s == ST_USAGE ? EXIT_USAGE : code;
}

void select_release(struct selection *s)
{
	buf_release(&s->words);
	arena_release(&s->arena);
}

enum status select_each(struct store *st, const struct selection *s,
			select_fn fn, void *ctx, struct err *err)
{
	struct arena arena = { 0 };
	struct article_row_vec rows = { 0 };
	int64_t key = 0, left = s->limit;
	enum status status = ST_OK;

	while (status == ST_OK && left > 0) {
		int want = left < PAGE ? (int)left : PAGE;
		rows.len = 0;
		arena_clear(&arena);
		status = store_articles_page(st, &s->q, key, PAGE_AFTER, want,
					     &arena, &rows, err);
		for (size_t i = 0; status == ST_OK && i < rows.len; i++)
			status = fn(&rows.v[i], ctx, err);
		if (status || !rows.len)
			break;
		key = rows.v[rows.len - 1].id;
		left -= (int64_t)rows.len;
	}
	vec_release(&rows);
	arena_release(&arena);
	return status;
}

/* ---- ids ---- */

static enum status add_id(const struct article_row *row, void *ctx,
			  struct err *err)
{
	struct id_vec *ids = ctx;

	(void)err;
	vec_push(ids, row->id);
	return ST_OK;
}

/* Operands that are all ids of articles or threads, or else a selection. */
static bool all_ids(int argc, char **argv)
{
	int64_t id;

	for (int i = 0; i < argc; i++)
		if (!cli_is_id(argv[i]) && cli_thread_id(argv[i], &id, NULL))
			return false;
	return argc > 0;
}

static enum status add_thread(struct store *store, int64_t thread,
			      struct id_vec *ids, struct err *err)
{
	struct selection s = {
		.q = { .scope = SCOPE_THREAD, .of = thread },
		.limit = INT64_MAX,
	};

	return select_each(store, &s, add_id, ids, err);
}

static enum status ids_of_words(struct store *store, int argc, char **argv,
				struct id_vec *ids, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; st == ST_OK && i < argc; i++) {
		int64_t id = 0;
		if (cli_thread_id(argv[i], &id, NULL) == ST_OK) {
			st = add_thread(store, id, ids, err);
			continue;
		}
		st = cli_article_id(store, argv[i], &id, err);
		if (st == ST_OK)
			vec_push(ids, id);
	}
	return st;
}

static int selected_ids(struct cli_ctx *ctx, struct store *store, int argc,
			char **argv, struct id_vec *ids)
{
	struct selection s;
	int code = select_parse(ctx, store, argc, argv, &s);

	if (!code && select_each(store, &s, add_id, ids, &ctx->err))
		code = cli_fail(&ctx->err);
	select_release(&s);
	return code;
}

int select_ids(struct cli_ctx *ctx, struct store *store, int argc,
	       char **argv, struct id_vec *ids)
{
	if (!all_ids(argc, argv))
		return selected_ids(ctx, store, argc, argv, ids);
	if (ids_of_words(store, argc, argv, ids, &ctx->err))
		return cli_fail(&ctx->err);
	return EXIT_OK;
}
