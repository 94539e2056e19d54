/* cmd_admin.c - `thrum rethread`, `doctor`, `config`. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "feeds_health_priv.h"
#include "thrum/base/path.h"
#include "thrum/conf/newsboat.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

#define FILE_MAX ((size_t)1 << 20)

static int rethread(struct cli_ctx *ctx, int argc, char **argv)
{
	struct cli_progress progress = { 0 };
	struct app_report report = { 0 };
	struct store_counts counts = { 0 };
	struct store *store;
	int code = cli_writing(ctx, &store);

	(void)argc, (void)argv;
	if (code)
		return code;
	struct app_hooks hooks = cli_progress_start(&progress, ctx->app);
	enum status st = app_rethread(ctx->app, &hooks, &report, &ctx->err);
	cli_progress_end(&progress);
	if (st == ST_OK)
		st = store_counts(store, &counts, &ctx->err);
	if (st)
		code = cli_fail(&ctx->err);
	else
		printf(_("%lld articles in %lld threads\n"),
		       (long long)counts.articles,
		       (long long)counts.threads);
	app_report_release(&report);
	return code;
}

enum { DOCTOR_REPAIR, DOCTOR_FEEDS, DOCTOR_JSON };

static int doctor(struct cli_ctx *ctx, int argc, char **argv)
{
	struct buf report = BUF_INIT;
	struct store *store;
	int findings = 0;
	bool repair = ctx->val[DOCTOR_REPAIR];
	/* The index checks itself by a kind of write; but no store is made
	 * in order to find it well. */
	int code = cli_reading(ctx, &store);

	(void)argc, (void)argv;
	if (!code && ctx->val[DOCTOR_FEEDS])
		return feeds_health(ctx, store,
				    ctx->val[DOCTOR_JSON] ?
					    FEEDS_HEALTH_JSON :
					    FEEDS_HEALTH_TEXT);
	if (!code)
		code = cli_writing(ctx, &store);
	if (code)
		return code;
	enum status st = store_check(store,
				     repair ? STORE_CHECK_REPAIR : STORE_CHECK,
				     &report, &findings, &ctx->err);
	fputs(report.ptr, stdout);
	buf_release(&report);
	if (st)
		return cli_fail(&ctx->err);
	if (!findings)
		puts(_("all is well"));
	else if (!repair)
		puts(_("thrum doctor --repair makes counters and index right"));
	return findings && !repair ? EXIT_FAILED : EXIT_OK;
}

enum { CONFIG_WRITE, CONFIG_FROM };

static int write_config(struct cli_ctx *ctx, const struct buf *text)
{
	char *path = path_join(ctx->app->config_dir, "config");
	enum status st = ST_OK;

	if (path_exists(path))
		st = err_set(&ctx->err, ST_EXISTS,
			     _("%s is there already: move it away first"),
			     path);
	if (st == ST_OK)
		st = path_mkdirs(ctx->app->config_dir, &ctx->err);
	if (st == ST_OK)
		st = path_write_atomic(path, text->ptr, text->len, &ctx->err);
	if (st == ST_OK)
		puts(path);
	free(path);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

static bool has_line(const struct buf *text, const char *line, size_t len)
{
	for (const char *p = text->ptr; *p;) {
		size_t n = strcspn(p, "\n");

		if (n == len && !memcmp(p, line, len))
			return true;
		p += n + (p[n] == '\n');
	}
	return false;
}

/* The lines of `rules` that the file does not have go to its end. */
static int write_rules(struct cli_ctx *ctx, const struct buf *rules)
{
	char *path = path_join(ctx->app->config_dir, "rules");
	struct buf text;
	enum status st = ST_OK;

	buf_init(&text, FILE_MAX);
	if (path_exists(path))
		st = path_read(path, &text, &ctx->err);
	if (text.len && text.ptr[text.len - 1] != '\n')
		buf_addc(&text, '\n');
	for (const char *p = rules->ptr; *p;) {
		size_t n = strcspn(p, "\n");

		if (!has_line(&text, p, n))
			buf_addf(&text, "%.*s\n", (int)n, p);
		p += n + (p[n] == '\n');
	}
	if (st == ST_OK)
		st = path_write_atomic(path, text.ptr, text.len, &ctx->err);
	if (st == ST_OK)
		puts(path);
	buf_release(&text);
	free(path);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

/* newsboat's file in our words. */
static int from_newsboat(struct cli_ctx *ctx, struct buf *text,
			 struct buf *rules)
{
	struct buf file;
	enum status st;

	buf_init(&file, FILE_MAX);
	st = path_read(ctx->val[CONFIG_FROM], &file, &ctx->err);
	if (st == ST_OK) {
		newsboat_config(file.ptr, file.len, text);
		newsboat_rules(file.ptr, file.len, rules);
	}
	buf_release(&file);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

static int config(struct cli_ctx *ctx, int argc, char **argv)
{
	struct buf text = BUF_INIT, rules = BUF_INIT;
	struct app *app;
	int code = cli_app(ctx, &app);

	(void)argc, (void)argv;
	if (!code && ctx->val[CONFIG_FROM])
		code = from_newsboat(ctx, &text, &rules);
	else if (!code)
		config_write(&app->config, &text);
	if (code)
		goto out;
	if (ctx->val[CONFIG_WRITE])
		code = write_config(ctx, &text);
	else if (ctx->val[CONFIG_FROM])
		fputs(text.ptr, stdout);
	else
		printf("# %s/config\n# %s: %s\n# %s: %s\n\n%s",
		       app->config_dir, _("feeds file"), app->urls_path,
		       _("store"), app->store_path, text.ptr);
	if (!code && ctx->val[CONFIG_WRITE] && rules.len)
		code = write_rules(ctx, &rules);
out:
	buf_release(&rules);
	buf_release(&text);
	return code;
}

static const struct cli_opt doctor_opts[] = {
	[DOCTOR_REPAIR] = { 0, "repair", NULL,
			    N_("make counters and the index right") },
	[DOCTOR_FEEDS] = { 0, "feeds", NULL,
			   N_("which feeds tell what others do not, and how "
			      "late they are") },
	[DOCTOR_JSON] = { 0, "json", NULL,
			  N_("with --feeds: one JSON object a line") },
	{ 0 },
};

static const struct cli_opt config_opts[] = {
	[CONFIG_WRITE] = { 'w', "write", NULL,
			   N_("write the file, where there is none") },
	[CONFIG_FROM] = { 0, "from", "FILE",
			  N_("newsboat's config, in thrum's words") },
	{ 0 },
};

const struct cli_cmd cli_rethread = {
	.name = "rethread",
	.args = "",
	.help = N_("wind all articles into threads anew"),
	.more = N_("Gives what the stream gave; your splits and merges are "
		   "honoured."),
	.exec = rethread,
};

const struct cli_cmd cli_doctor = {
	.name = "doctor",
	.args = "",
	.help = N_("check the store, or the worth of feeds"),
	.more = N_("--feeds looks at the newest threads: reports, the share "
		   "that are no copies, reports of events that no other feed "
		   "has, events shared with others, in how many of these it "
		   "was the first, and the median lag in minutes."),
	.opts = doctor_opts,
	.exec = doctor,
};

const struct cli_cmd cli_config = {
	.name = "config",
	.args = "",
	.help = N_("print the settings in use, with their meaning"),
	.more = N_("--from FILE translates a configuration of newsboat: keys, "
		   "macros and settings; what thrum has not stays as a "
		   "comment, with what to do instead. --write puts it where "
		   "thrum reads it, and what ignore-article lines say into "
		   "the file rules, behind what is there."),
	.opts = config_opts,
	.exec = config,
};
