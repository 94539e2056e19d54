/* cmd_trends.c - `thrum trends`: names and tags that rise. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/app/trends.h"
#include "thrum/base/clock.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

enum { OPT_WINDOW, OPT_HISTORY, OPT_LIMIT, OPT_JSON };

static void print_text(const struct app_trends *t, size_t i)
{
	const struct trend *x = &t->trends.v[i];

	printf(_("%-28s %3u threads, usually %.1f\n"), x->name, x->now,
	       x->usual);
	for (int k = 0; k < TREND_THREADS && t->threads[i][k]; k++)
		printf("    t%lld  %s\n", (long long)t->threads[i][k]->id,
		       t->threads[i][k]->headline ?
			       t->threads[i][k]->headline :
			       "");
}

static void print_json(const struct app_trends *t, size_t i)
{
	const struct trend *x = &t->trends.v[i];
	json_t *o = cli_object(), *list = json_array();

	cli_set_text(o, "name", x->name);
	cli_set_int(o, "threads_total", x->now);
	json_object_set_new(o, "usual", json_real(x->usual));
	json_object_set_new(o, "score", json_real(x->score));
	for (int k = 0; k < TREND_THREADS && t->threads[i][k]; k++) {
		json_t *one = json_object();
		cli_set_int(one, "id", t->threads[i][k]->id);
		cli_set_text(one, "headline", t->threads[i][k]->headline);
		json_array_append_new(list, one);
	}
	json_object_set_new(o, "threads", list);
	cli_json(o);
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
	struct trends_window w = { clock_now_s(), TRENDS_WINDOW_S,
				   TRENDS_HISTORY_S };
	struct app_trends *t = NULL;
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
	if (!code &&
	    app_trends_load(store, &w, (size_t)limit, &t, &ctx->err))
		code = cli_fail(&ctx->err);
	for (size_t i = 0; !code && i < t->trends.len; i++)
		if (ctx->val[OPT_JSON])
			print_json(t, i);
		else
			print_text(t, i);
	if (!code && !t->trends.len && !ctx->val[OPT_JSON])
		puts(_("nothing rises above its own history"));
	app_trends_free(t);
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
