/* cmd_fulltext.c - `thrum fulltext`. */
#include "config.h"

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "select_priv.h"
#include "thrum/app/fulltext.h"

#include "thrum/base/banned.h"

enum { OPT_JSON = SELECT_OPTS };

static bool says_which(const struct cli_ctx *ctx, int argc)
{
	for (int i = 0; i < SELECT_OPTS; i++)
		if (ctx->val[i])
			return true;
	return argc > 0;
}

static void print_report(const struct cli_ctx *ctx, size_t asked,
			 const struct app_report *r)
{
	if (!ctx->val[OPT_JSON]) {
		printf(_("%lld of %zu articles have their whole text now\n"),
		       (long long)r->articles_revised, asked);
		return;
	}
	json_t *o = cli_object();
	cli_set_int(o, "articles", (int64_t)asked);
	cli_set_int(o, "taken", r->articles_revised);
	cli_set_int(o, "not_better", r->articles_seen);
	cli_json(o);
}

static int fulltext(struct cli_ctx *ctx, int argc, char **argv)
{
	struct cli_progress progress = { 0 };
	struct app_report report = { 0 };
	struct id_vec ids = { 0 };
	struct store *store;

	if (!says_which(ctx, argc))
		return cli_usage(_("whose text? ids, words to search, --feed, "
				   "--tag, --thread, --unread or --since"));
	int code = cli_writing(ctx, &store);
	if (code)
		return code;
	code = select_ids(ctx, store, argc, argv, &ids);
	if (!code) {
		struct app_hooks hooks =
			cli_progress_start(&progress, ctx->app);
		enum status st = app_fulltext(ctx->app, ids.v, ids.len,
					      &hooks, &report, &ctx->err);
		cli_progress_end(&progress);
		code = cli_report_errors(&report);
		if (st)
			code = cli_fail(&ctx->err);
		else
			print_report(ctx, ids.len, &report);
	}
	app_report_release(&report);
	vec_release(&ids);
	return code;
}

static const struct cli_opt opts[] = {
	SELECT_OPT_ROWS,
	[OPT_JSON] = { 0, "json", NULL, N_("print the counts as JSON") },
	{ 0 },
};

const struct cli_cmd cli_fulltext = {
	.name = "fulltext",
	.args = "ID...|WORDS...",
	.help = N_("fetch the whole text of articles from their pages"),
	.more = N_("For feeds that give only a teaser. The text of a page is "
		   "taken when it is clearly longer and about the same; the "
		   "earlier text is kept. The word fulltext on a feed's line "
		   "in the feeds file asks for this always."),
	.opts = opts,
	.max_args = -1,
	.exec = fulltext,
};
