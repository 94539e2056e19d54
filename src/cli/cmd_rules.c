/* cmd_rules.c - `thrum rules`: what the reader's rules find, and applying
 * them to everything. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/app/rules.h"
#include "thrum/base/clock.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

enum { OPT_DRY };
enum { COUNT_MAX = 100000 };

static int list(struct cli_ctx *ctx, struct store *store,
		const struct rule_vec *rules)
{
	struct article_query q = { .scope = SCOPE_SEARCH,
				   .now = clock_now_s() };

	q.tz_s = clock_east_s(q.now);
	for (size_t i = 0; i < rules->len; i++) {
		struct found_count c = { 0 };
		q.text = rules->v[i].query;
		if (store_articles_count(store, &q, COUNT_MAX, &c, &ctx->err))
			return cli_fail(&ctx->err);
		printf("%7lld  %s\n", (long long)c.n, rules->v[i].text);
	}
	return EXIT_OK;
}

static int apply(struct cli_ctx *ctx, struct app *app,
		 const struct rule_vec *rules)
{
	struct app_ruled_vec done = { 0 };
	enum status st = app_rules_apply(app, rules, &done, &ctx->err);

	for (size_t i = 0; st == ST_OK && i < done.len; i++)
		printf(_("%7lld found, %lld changed  %s\n"),
		       (long long)done.v[i].found,
		       (long long)done.v[i].changed, rules->v[i].text);
	vec_release(&done);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

static int rules(struct cli_ctx *ctx, int argc, char **argv)
{
	struct rule_vec all = { 0 };
	struct store *store;
	struct app *app;
	bool is_apply = argc && !strcmp(argv[0], "apply");

	if (argc && !is_apply)
		return cli_usage(_("rules takes \"apply\" or nothing"));
	int code = cli_app(ctx, &app);
	if (!code)
		code = is_apply && !ctx->val[OPT_DRY] ?
			       cli_writing(ctx, &store) :
			       cli_reading(ctx, &store);
	if (code)
		return code;
	app_rules_read(app, &all);
	code = is_apply && !ctx->val[OPT_DRY] ? apply(ctx, app, &all) :
						list(ctx, store, &all);
	rule_vec_release(&all);
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_DRY] = { 'n', "dry-run", NULL,
		      N_("change nothing: how many articles each finds") },
	{ 0 },
};

const struct cli_cmd cli_rules = {
	.name = "rules",
	.args = "[apply]",
	.help = N_("list the rules and how many articles each finds, or apply "
		   "them to all"),
	.more = N_("The file rules beside config holds one rule a line: "
		   "kill QUERY, score +10 QUERY, tag NAME QUERY, star QUERY, "
		   "read QUERY, with queries as thrum-query(5) has them.\n"
		   "They are applied to articles as they arrive. What is "
		   "killed is in no list and no count, but kept: is:killed "
		   "finds it, thrum mark undelete brings it back. Points put "
		   "lists in order by sort:score. apply does it to everything "
		   "that is stored, each rule as one step that thrum undo "
		   "takes back."),
	.opts = opts,
	.max_args = 1,
	.exec = rules,
};
