/* cmd_trends.c - `thrum trends`: names and tags that rise. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/story/trends.h"

#include "thrum/base/banned.h"

enum { OPT_WINDOW, OPT_HISTORY, OPT_LIMIT, OPT_JSON };

#define DAY 86400
#define LEAST 2 /* threads: one alone is no trend */
#define PAGE 500

static enum status gather(struct store *store, const struct trends_window *w,
			  struct trends *out, struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_key key = { 0 };
	struct thread_vec rows = { 0 };
	struct arena arena = { 0 };
	enum status st = ST_OK;
	bool more = true;

	while (st == ST_OK && more) {
		rows.len = 0;
		arena_clear(&arena);
		st = store_threads_page(store, &q, key, PAGE_AFTER, PAGE,
					&arena, &rows, err);
		more = st == ST_OK && rows.len > 0;
		for (size_t i = 0; more && i < rows.len; i++)
			trends_add(out, w, rows.v[i]->id, rows.v[i]->first,
				   rows.v[i]->n_independent, rows.v[i]->names);
		if (more) {
			const struct thread *t = rows.v[rows.len - 1];
			key = (struct thread_key){ t->last, t->id };
			more = t->last >= w->now - w->window_s - w->history_s;
		}
	}
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

static char *headline(struct store *store, int64_t id, struct arena *arena)
{
	struct thread *t = NULL;

	if (store_thread_get(store, id, arena, &t, NULL) || !t->headline)
		return arena_strdup(arena, "");
	return t->headline;
}

static void print_text(struct store *store, const struct trend *x)
{
	struct arena arena = { 0 };

	printf(_("%-28s %3u threads, usually %.1f\n"), x->name, x->now,
	       x->usual);
	for (int i = 0; i < TREND_THREADS && x->threads[i]; i++)
		printf("    t%lld  %s\n", (long long)x->threads[i],
		       headline(store, x->threads[i], &arena));
	arena_release(&arena);
}

static void print_json(struct store *store, const struct trend *x)
{
	json_t *o = cli_object(), *list = json_array();
	struct arena arena = { 0 };

	cli_set_text(o, "name", x->name);
	cli_set_int(o, "threads_total", x->now);
	json_object_set_new(o, "usual", json_real(x->usual));
	json_object_set_new(o, "score", json_real(x->score));
	for (int i = 0; i < TREND_THREADS && x->threads[i]; i++) {
		json_t *t = json_object();
		cli_set_int(t, "id", x->threads[i]);
		cli_set_text(t, "headline",
			     headline(store, x->threads[i], &arena));
		json_array_append_new(list, t);
	}
	json_object_set_new(o, "threads", list);
	cli_json(o);
	arena_release(&arena);
}

/* An age like 2d into seconds. */
static enum status parse_age(const char *word, int64_t now, int64_t *out,
			     struct err *err)
{
	int64_t at = 0;

	if (!word)
		return ST_OK;
	enum status st = cli_since(word, now, &at, err);
	if (st == ST_OK && at >= now)
		st = err_set(err, ST_USAGE, _("\"%s\" is not in the past"),
			     word);
	if (st == ST_OK)
		*out = now - at;
	return st;
}

static int trends(struct cli_ctx *ctx, int argc, char **argv)
{
	struct trends_window w = { clock_now_s(), 2 * DAY, 30 * DAY };
	struct trends t = { 0 };
	struct store *store;
	int64_t limit = 20;

	(void)argc, (void)argv;
	if (parse_age(ctx->val[OPT_WINDOW], w.now, &w.window_s, &ctx->err) ||
	    parse_age(ctx->val[OPT_HISTORY], w.now, &w.history_s,
		      &ctx->err) ||
	    (ctx->val[OPT_LIMIT] && cli_number(ctx->val[OPT_LIMIT], "limit",
					       10000, &limit, &ctx->err))) {
		cli_fail(&ctx->err);
		return EXIT_USAGE;
	}
	int code = cli_reading(ctx, &store);
	if (!code && gather(store, &w, &t, &ctx->err))
		code = cli_fail(&ctx->err);
	trends_settle(&t, &w, LEAST);
	for (size_t i = 0; !code && i < t.len && (int64_t)i < limit; i++)
		if (ctx->val[OPT_JSON])
			print_json(store, &t.v[i]);
		else
			print_text(store, &t.v[i]);
	if (!code && !t.len && !ctx->val[OPT_JSON])
		puts(_("nothing rises above its own history"));
	trends_release(&t);
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_WINDOW] = { 's', "since", "TIME",
			 N_("what counts as now; default 2d") },
	[OPT_HISTORY] = { 0, "history", "TIME",
			  N_("what it is held against; default 30d") },
	[OPT_LIMIT] = { 'n', "limit", "N", N_("at most so many; default 20") },
	[OPT_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	{ 0 },
};

const struct cli_cmd cli_trends = {
	.name = "trends",
	.args = "",
	.help = N_("names and tags that rise above their own history"),
	.more = N_("A name counts once a thread. Shown are its threads of "
		   "the last days, how many there usually are in such a time, "
		   "and the most reported of them."),
	.opts = opts,
	.exec = trends,
};
