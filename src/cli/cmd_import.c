/* cmd_import.c - `thrum import`: files of any kind. */
#include "config.h"

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/clock.h"
#include "thrum/feed/opml.h"
#include "thrum/store/store.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

enum { OPT_DRY, OPT_JSON };

static void sub_json(const struct opml_feed *s)
{
	json_t *o = cli_object();

	cli_set_text(o, "url", s->url);
	cli_set_text(o, "title", s->title);
	cli_set_text(o, "folder", s->folder);
	cli_set(o, "link", s->link);
	cli_json(o);
}

static void article_line(const struct article *a)
{
	char iso[24];

	date_iso(a->published, iso);
	printf("%s\t%s\t%s\t%u\n", iso, a->source ? a->source : "",
	       a->title ? a->title : "", (unsigned)a->words);
}

static void print_result(const struct import_result *r, bool json)
{
	for (size_t i = 0; i < r->n_subs; i++) {
		if (json)
			sub_json(&r->subs[i]);
		else
			printf("%s\t%s\n", r->subs[i].url,
			       r->subs[i].title ? r->subs[i].title : "");
	}
	for (size_t i = 0; i < r->articles.len; i++) {
		const struct article *a = r->articles.v[i];
		if (json)
			cli_json(cli_article_json(a));
		else
			article_line(a);
	}
}

/* Nothing is opened: no store, no configuration. */
static int dry_run(struct cli_ctx *ctx, int argc, char **argv)
{
	int code = EXIT_OK;
	int64_t now = clock_now_s();

	for (int i = 0; i < argc; i++) {
		struct import_result r = { 0 };
		if (app_import_read(argv[i], now, &r, &ctx->err)) {
			code = cli_fail(&ctx->err);
			continue;
		}
		for (size_t k = 0; k < r.articles.len; k++)
			article_complete(r.articles.v[k], now);
		print_result(&r, ctx->val[OPT_JSON]);
		if (r.bad)
			code = cli_warn(_("%s: %d lines could not be read and "
					  "were left out"),
					argv[i], r.bad);
		import_result_release(&r);
	}
	return code;
}

static void print_counts(struct cli_ctx *ctx, const struct app_report *r)
{
	if (!ctx->val[OPT_JSON]) {
		if (r->feeds)
			printf(_("%lld feeds added\n"), (long long)r->feeds);
		if (r->articles_new || r->articles_seen ||
		    r->articles_revised || !r->feeds)
			printf(_("%lld new articles, %lld known\n"),
			       (long long)r->articles_new,
			       (long long)(r->articles_seen +
					   r->articles_revised));
		return;
	}
	json_t *o = cli_object();
	cli_set_int(o, "feeds_added", r->feeds);
	cli_set_int(o, "articles_new", r->articles_new);
	cli_set_int(o, "articles_known", r->articles_seen);
	cli_set_int(o, "articles_revised", r->articles_revised);
	cli_json(o);
}

static int import(struct cli_ctx *ctx, int argc, char **argv)
{
	struct cli_progress progress = { 0 };
	struct app_report report = { 0 };
	struct store *store;

	if (ctx->val[OPT_DRY])
		return dry_run(ctx, argc, argv);
	int code = cli_writing(ctx, &store);
	if (code)
		return code;
	struct app_hooks hooks = cli_progress_start(&progress, ctx->app);
	for (int i = 0; i < argc; i++) {
		enum status st = app_import(ctx->app, argv[i], &hooks,
					    &report, &ctx->err);
		cli_progress_end(&progress);
		if (st)
			code = cli_fail(&ctx->err);
		/* One bad file is its own; a full disk is everybody's. */
		if (st == ST_CANCELLED || st == ST_FULL || st == ST_READONLY)
			break;
	}
	if (cli_report_errors(&report))
		code = EXIT_FAILED;
	print_counts(ctx, &report);
	app_report_release(&report);
	return code;
}

static const struct cli_opt opts[] = {
	[OPT_DRY] = { 'n', "dry-run", NULL,
		      N_("print what would be stored; write nothing") },
	[OPT_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	{ 0 },
};

const struct cli_cmd cli_import = {
	.name = "import",
	.args = "FILE...",
	.help = N_("store articles and subscriptions from files; - is "
		   "standard input"),
	.more = N_("Judged by content: feeds, saved pages, text copied from "
		   "a page, JSON Lines, OPML, newsboat's urls. Subscriptions "
		   "go into the feeds file, but never commands. The same file "
		   "may be imported again: what is known is known."),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = import,
};
