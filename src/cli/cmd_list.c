/* cmd_list.c - `thrum articles`, `search`, `threads`. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "mark_threads_priv.h"
#include "select_priv.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/text/date.h"

#include "thrum/base/banned.h"

#define LIST_DEFAULT 100
#define UUID_SHOWN 8

/* ---- articles ---- */

enum { ARTICLES_JSON = SELECT_OPTS };

struct list {
	bool json;
	int64_t now;
};

static void row_json(const struct article_row *r)
{
	json_t *o = cli_object();

	cli_set_text(o, "id", r->uuid);
	cli_set_int(o, "row", r->id);
	cli_set_time(o, "published", r->time);
	cli_set_text(o, "title", r->title);
	cli_set(o, "site", r->source);
	cli_set(o, "author", r->author);
	cli_set(o, "url", r->url);
	cli_set(o, "lang", r->lang);
	cli_set(o, "summary", r->summary);
	cli_set_int(o, "words", r->words);
	cli_set_int(o, "feed", r->feed_id);
	if (r->thread_id)
		cli_set_int(o, "thread", r->thread_id);
	if (r->copy_of)
		cli_set_int(o, "copy_of", r->copy_of);
	json_object_set_new(o, "read", json_boolean(r->flags & ARTICLE_READ));
	json_object_set_new(o, "starred",
			    json_boolean(r->flags & ARTICLE_STARRED));
	cli_json(o);
}

static char mark_of(uint32_t flags)
{
	if (flags & ARTICLE_STARRED)
		return '*';
	return flags & ARTICLE_READ ? ' ' : 'N';
}

static void row_line(const struct article_row *r, int64_t now)
{
	struct buf age = BUF_INIT;

	date_age(&age, r->time, now, 0);
	printf("%.*s  %c %8s  %s%s%s\n", UUID_SHOWN, r->uuid,
	       mark_of(r->flags), age.ptr, r->title ? r->title : "",
	       r->source ? "  - " : "", r->source ? r->source : "");
	buf_release(&age);
}

static enum status print_row(const struct article_row *r, void *ctx,
			     struct err *err)
{
	const struct list *l = ctx;

	(void)err;
	if (l->json)
		row_json(r);
	else
		row_line(r, l->now);
	return ST_OK;
}

static int articles(struct cli_ctx *ctx, int argc, char **argv)
{
	struct selection s;
	struct store *store;
	struct list l = { .json = ctx->val[ARTICLES_JSON],
			  .now = clock_now_s() };
	int code = cli_reading(ctx, &store);

	if (code)
		return code;
	code = select_parse(ctx, store, argc, argv, &s);
	if (!code && !ctx->val[SELECT_LIMIT] && !l.json)
		s.limit = LIST_DEFAULT;
	if (!code) {
		enum status st = select_each(store, &s, print_row, &l,
					     &ctx->err);
		if (st)
			code = cli_fail(&ctx->err);
		if (st == ST_USAGE)
			code = EXIT_USAGE;
	}
	select_release(&s);
	return code;
}

/* ---- threads ---- */

enum { THREADS_UNREAD, THREADS_NEWEST, THREADS_LIMIT, THREADS_SINCE,
       THREADS_MUTED, THREADS_JSON };

static void thread_json(const struct thread *t)
{
	json_t *o = cli_object(), *spark = json_array();

	cli_set_int(o, "id", t->id);
	cli_set_text(o, "headline", t->headline);
	cli_set_lines(o, "names", t->names);
	cli_set_lines(o, "sources", t->sources);
	cli_set_time(o, "first", t->first);
	cli_set_time(o, "last", t->last);
	cli_set_int(o, "reports", t->n_articles);
	cli_set_int(o, "independent", t->n_independent);
	cli_set_int(o, "unread", t->n_unread);
	for (int i = 0; i < THREAD_SPARK; i++)
		json_array_append_new(spark, json_integer(t->spark[i]));
	json_object_set_new(o, "activity", spark);
	json_object_set_new(o, "followed",
			    json_boolean(t->flags & THREAD_FOLLOWED));
	json_object_set_new(o, "muted", json_boolean(t->flags & THREAD_MUTED));
	json_object_set_new(o, "snoozed",
			    json_boolean(t->flags & THREAD_SNOOZED));
	json_object_set_new(o, "woken", json_boolean(t->flags & THREAD_WOKEN));
	cli_json(o);
}

static char mark_sign(uint32_t flags)
{
	return flags & THREAD_SNOOZED  ? 'z' :
	       flags & THREAD_MUTED    ? 'm' :
	       flags & THREAD_WOKEN    ? '!' :
	       flags & THREAD_FOLLOWED ? '+' :
					 ' ';
}

static void thread_line(const struct thread *t, int64_t now)
{
	struct buf age = BUF_INIT;

	date_age(&age, t->last, now, 0);
	printf("t%-17lld %c%c%3d  %8s  %s\n", (long long)t->id,
	       t->n_unread ? 'N' : ' ', mark_sign(t->flags),
	       t->n_independent, age.ptr,
	       t->headline ? t->headline : "");
	buf_release(&age);
}

struct thread_list {
	struct thread_query q;
	struct article_query found; /* text NULL = all threads */
	int64_t limit, since, now;
	bool json;
};

static enum status parse_threads(struct cli_ctx *ctx, struct thread_list *l)
{
	enum status st = ST_OK;

	l->now = clock_now_s();
	l->json = ctx->val[THREADS_JSON];
	l->limit = l->json ? INT64_MAX : LIST_DEFAULT;
	l->q.unread_only = ctx->val[THREADS_UNREAD];
	l->q.with_muted = ctx->val[THREADS_MUTED];
	if (ctx->val[THREADS_NEWEST] || ctx->val[THREADS_SINCE])
		l->q.order = THREADS_BY_NEWEST;
	if (ctx->val[THREADS_LIMIT])
		st = cli_number(ctx->val[THREADS_LIMIT], "limit", 1000000000,
				&l->limit, &ctx->err);
	if (st == ST_OK && ctx->val[THREADS_SINCE])
		st = cli_since(ctx->val[THREADS_SINCE], l->now, &l->since,
			       &ctx->err);
	return st;
}

/* False when the list has ended: newest first, so the first one that is
 * too old. */
static bool print_threads(const struct thread_list *l,
			  const struct thread_vec *rows)
{
	for (size_t i = 0; i < rows->len; i++) {
		const struct thread *t = rows->v[i];
		if (l->since && t->last < l->since)
			return false;
		if (l->json)
			thread_json(t);
		else
			thread_line(t, l->now);
	}
	return rows->len > 0;
}

static enum status list_threads(struct store *store,
				const struct thread_list *l, struct err *err)
{
	struct arena arena = { 0 };
	struct thread_vec rows = { 0 };
	struct thread_key key = { 0 };
	int64_t left = l->limit;
	enum status st = ST_OK;

	while (st == ST_OK && left > 0) {
		int want = left < 500 ? (int)left : 500;
		rows.len = 0;
		arena_clear(&arena);
		st = store_threads_page(store, &l->q, key, PAGE_AFTER, want,
					&arena, &rows, err);
		if (st || !print_threads(l, &rows))
			break;
		const struct thread *t = rows.v[rows.len - 1];
		key.id = t->id;
		key.value = l->q.order == THREADS_BY_NEWEST ? t->last :
							      t->rank;
		left -= (int64_t)rows.len;
	}
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

static int by_rank(const void *a, const void *b)
{
	const struct thread *x = *(struct thread *const *)a;
	const struct thread *y = *(struct thread *const *)b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

static int by_last(const void *a, const void *b)
{
	const struct thread *x = *(struct thread *const *)a;
	const struct thread *y = *(struct thread *const *)b;

	if (x->last != y->last)
		return x->last < y->last ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

/* Threads with a report that the words find. */
static enum status list_found(struct store *store, const struct thread_list *l,
			      struct err *err)
{
	struct arena arena = { 0 };
	struct thread_vec rows = { 0 };
	enum status st = store_threads_found(store, &l->found, &l->q,
					     STORE_FOUND_MAX, &arena, &rows,
					     err);

	vec_sort(&rows, l->q.order == THREADS_BY_NEWEST ? by_last : by_rank);
	if (rows.len > (size_t)l->limit)
		rows.len = (size_t)l->limit;
	if (st == ST_OK)
		print_threads(l, &rows);
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

static int threads(struct cli_ctx *ctx, int argc, char **argv)
{
	struct thread_list l = { .q = { .order = THREADS_BY_ACTIVITY } };
	struct buf words = BUF_INIT;
	struct store *store;

	if (parse_threads(ctx, &l)) {
		cli_fail(&ctx->err);
		return EXIT_USAGE;
	}
	int code = cli_reading(ctx, &store);
	if (code)
		return code;
	mark_wake_due(ctx, store);
	select_join(&words, argc, argv);
	l.found = (struct article_query){ .scope = SCOPE_SEARCH,
					  .text = words.ptr,
					  .now = l.now,
					  .tz_s = clock_east_s(l.now) };
	enum status st = argc ? list_found(store, &l, &ctx->err) :
				list_threads(store, &l, &ctx->err);
	if (st)
		code = cli_fail(&ctx->err);
	buf_release(&words);
	return st == ST_USAGE ? EXIT_USAGE : code;
}

static const struct cli_opt articles_opts[] = {
	SELECT_OPT_ROWS,
	[ARTICLES_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	{ 0 },
};

static const struct cli_opt threads_opts[] = {
	[THREADS_UNREAD] = { 'u', "unread", NULL, N_("with unread reports") },
	[THREADS_NEWEST] = { 0, "newest", NULL,
			     N_("newest first, not by activity") },
	[THREADS_LIMIT] = { 'n', "limit", "N", N_("at most so many") },
	[THREADS_SINCE] = { 's', "since", "TIME",
			    N_("with a report since 12h, 1d, 2025-05-31") },
	[THREADS_MUTED] = { 0, "muted", NULL, N_("muted and snoozed ones too") },
	[THREADS_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	{ 0 },
};

const struct cli_cmd cli_threads = {
	.name = "threads",
	.args = "[QUERY...]",
	.help = N_("list threads: id, N if unread, independent reports, age, "
		   "headline"),
	.more = N_("With a query (thrum-query(5)): those with a report that "
		   "it finds among its newest 5000 hits. Behind the N stands + "
		   "for a thread that is followed, ! for one that woke, with "
		   "--muted z for one that sleeps, m for one that is muted."),
	.opts = threads_opts,
	.max_args = -1,
	.exec = threads,
};

const struct cli_cmd cli_articles = {
	.name = "articles",
	.args = "[QUERY...]",
	.help = N_("list articles, newest first"),
	.more = N_("With a query (thrum-query(5)): those that it finds. "
		   "Without --limit the list ends after 100 lines, but not "
		   "with --json."),
	.opts = articles_opts,
	.max_args = -1,
	.exec = articles,
};

const struct cli_cmd cli_search = {
	.name = "search",
	.args = "QUERY...",
	.help = N_("find articles by words, phrases, fields, dates, states"),
	.more = N_("thrum-query(5) has the language. All words must be there; "
		   "\"...\" is a phrase, word* a beginning, -word must not be "
		   "there; title:, feed:, tag:, author:, after:7d, is:unread "
		   "and others narrow it."),
	.opts = articles_opts,
	.min_args = 1,
	.max_args = -1,
	.exec = articles,
};
