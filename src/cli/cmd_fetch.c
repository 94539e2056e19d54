/* cmd_fetch.c - `thrum fetch`. */
#include "config.h"

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

enum { OPT_ALL, OPT_QUIET, OPT_JSON };

static void print_report(struct cli_ctx *ctx, const struct app_report *r)
{
	if (ctx->val[OPT_QUIET])
		return;
	if (!ctx->val[OPT_JSON]) {
		printf(_("%lld new articles from %lld feeds (%lld unchanged, "
			 "%lld failed)\n"),
		       (long long)r->articles_new, (long long)r->feeds,
		       (long long)r->feeds_unchanged,
		       (long long)r->feeds_failed);
		return;
	}
	json_t *o = cli_object();
	cli_set_int(o, "feeds", r->feeds);
	cli_set_int(o, "feeds_unchanged", r->feeds_unchanged);
	cli_set_int(o, "feeds_failed", r->feeds_failed);
	cli_set_int(o, "articles_new", r->articles_new);
	cli_set_int(o, "articles_revised", r->articles_revised);
	cli_set_int(o, "threads_changed", r->threads_changed);
	cli_json(o);
}

static enum status fetch_named(struct cli_ctx *ctx, char **names, int n,
			       const struct app_hooks *hooks,
			       struct app_report *report)
{
	enum status st = app_feeds_sync(ctx->app, &ctx->err);

	for (int i = 0; st == ST_OK && i < n; i++) {
		int64_t id = 0;
		st = cli_feed_id(ctx->app->store, names[i], &id, &ctx->err);
		if (st == ST_OK)
			st = app_fetch(ctx->app, id, APP_FETCH_ALL, hooks,
				       report, &ctx->err);
	}
	return st;
}

static int no_feeds(struct cli_ctx *ctx, const struct app_report *r)
{
	struct store_counts counts;

	if (r->feeds || store_counts(ctx->app->store, &counts, &ctx->err))
		return EXIT_OK;
	if (counts.feeds)
		return EXIT_OK;
	return cli_warn(_("there are no feeds: thrum add URL, or write %s"),
			ctx->app->urls_path);
}

static int fetch(struct cli_ctx *ctx, int argc, char **argv)
{
	struct cli_progress progress = { 0 };
	struct app_report report = { 0 };
	struct store *store;
	enum status st;
	int code = cli_writing(ctx, &store);

	if (code)
		return code;
	struct app_hooks hooks = cli_progress_start(&progress, ctx->app);
	if (argc)
		st = fetch_named(ctx, argv, argc, &hooks, &report);
	else
		st = app_fetch(ctx->app, 0,
			       ctx->val[OPT_ALL] ? APP_FETCH_ALL :
						   APP_FETCH_DUE,
			       &hooks, &report, &ctx->err);
	cli_progress_end(&progress);
	code = cli_report_errors(&report);
	if (st)
		code = cli_fail(&ctx->err);
	else
		print_report(ctx, &report);
	if (!st && !argc && no_feeds(ctx, &report))
		code = EXIT_FAILED;
	app_report_release(&report);
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_ALL] = { 'a', "all", NULL,
		      N_("also feeds that are not due yet") },
	[OPT_QUIET] = { 'q', "quiet", NULL, N_("say only what failed") },
	[OPT_JSON] = { 0, "json", NULL, N_("print the counts as JSON") },
	{ 0 },
};

const struct cli_cmd cli_fetch = {
	.name = "fetch",
	.args = "[FEED...]",
	.help = N_("fetch what is due, store it, wind it into threads"),
	.more = N_("A FEED is an address, a name or a number as thrum feeds "
		   "prints them; named ones are fetched whether due or not. "
		   "A feed that fails is asked again later and later; one "
		   "that is gone (410) is not asked any more."),
	.opts = opts,
	.max_args = -1,
	.exec = fetch,
};
