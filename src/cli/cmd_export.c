/* cmd_export.c - `thrum export opml|urls|jsonl`. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "select_priv.h"
#include "show_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/path.h"
#include "thrum/conf/urls.h"
#include "thrum/feed/opml.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/text/doc.h"

#include "thrum/base/banned.h"

/* The first tag is the folder: OPML has one place for a feed. All of them
 * are its categories. */
static void add_sub(struct opml_feed_vec *out, const struct feed *f)
{
	struct opml_feed s = {
		.url = xstrdup(f->url),
		.title = xstrdup(feed_name(f)),
		.link = xstrdup(f->link),
		.own_title = !f->custom_title || !*f->custom_title,
		.hidden = f->hidden,
	};

	if (f->tags && *f->tags) {
		s.folder = xstrndup(f->tags, strcspn(f->tags, "\n"));
		s.tags = xstrdup(f->tags);
	}
	vec_push(out, s);
}

static enum status each_feed(struct cli_ctx *ctx, struct opml_feed_vec *subs,
			     struct buf *urls)
{
	struct arena arena = { 0 };
	struct feed_vec feeds = { 0 };
	enum status st = app_feeds_sync(ctx->app, &ctx->err);

	if (st == ST_OK)
		st = store_feeds(ctx->app->store, &arena, &feeds, &ctx->err);
	for (size_t i = 0; st == ST_OK && i < feeds.len; i++) {
		const struct feed *f = feeds.v[i];
		if (!f->subscribed || f->kind == FEED_LOCAL)
			continue;
		if (urls)
			urls_append(urls, f);
		else if (f->kind == FEED_WEB)
			add_sub(subs, f);
	}
	vec_release(&feeds);
	arena_release(&arena);
	return st;
}

static enum status export_opml(struct cli_ctx *ctx, struct buf *out)
{
	struct opml_feed_vec subs = { 0 };
	enum status st = each_feed(ctx, &subs, NULL);

	if (st == ST_OK)
		opml_write(out, "thrum", subs.v, subs.len);
	opml_feed_vec_release(&subs);
	return st;
}

/* The feeds file as it is, comments and all; the store's list only when
 * there is no file. */
static enum status export_urls(struct cli_ctx *ctx, struct buf *out)
{
	if (path_exists(ctx->app->urls_path))
		return path_read(ctx->app->urls_path, out, &ctx->err);
	return each_feed(ctx, NULL, out);
}

/* "content" is for reading and loses links and tables; "content_html" has
 * them, so that an import gives the same article. */
static json_t *whole_article(const struct article *a)
{
	json_t *o = cli_article_json(a);
	struct buf html = BUF_INIT;

	if (a->body) {
		doc_to_html(a->body, &html);
		cli_set(o, "content_html", html.ptr);
	}
	buf_release(&html);
	return o;
}

static enum status print_article(const struct article_row *row, void *ctx,
				 struct err *err)
{
	struct article *a = NULL;
	enum status st = store_article_get(ctx, row->id, STORE_LOAD_ALL, &a,
					   err);

	if (st == ST_OK)
		cli_json(whole_article(a));
	article_free(a);
	return st;
}

static int export_jsonl(struct cli_ctx *ctx, int argc, char **argv)
{
	struct selection s;
	struct store *store;
	int code = cli_reading(ctx, &store);

	if (code)
		return code;
	code = select_parse(ctx, store, argc, argv, &s);
	if (!code &&
	    select_each(store, &s, print_article, store, &ctx->err))
		code = cli_fail(&ctx->err);
	select_release(&s);
	return code;
}

static int export_feeds(struct cli_ctx *ctx, const char *format)
{
	struct buf out = BUF_INIT;
	struct store *store;
	int code = cli_writing(ctx, &store);

	if (code)
		return code;
	enum status st = strcmp(format, "opml") ? export_urls(ctx, &out) :
						  export_opml(ctx, &out);
	if (st)
		code = cli_fail(&ctx->err);
	else
		fwrite(out.ptr, 1, out.len, stdout);
	buf_release(&out);
	return code;
}

enum { EXPORT_FORMAT = SELECT_OPTS };

static int export_thread(struct cli_ctx *ctx, int64_t id)
{
	const char *format = ctx->val[EXPORT_FORMAT];
	struct store *store;
	int code = cli_reading(ctx, &store);

	return code ? code :
		      show_export(ctx, store, id, format ? format : "md");
}

static int export_any(struct cli_ctx *ctx, int argc, char **argv)
{
	const char *format = argv[0];
	int64_t id = 0;

	if (cli_thread_id(format, &id, NULL) == ST_OK)
		return argc > 1 ? cli_usage(_("one thread at a time")) :
				  export_thread(ctx, id);
	if (ctx->val[EXPORT_FORMAT])
		return cli_usage(_("--format is for threads: thrum export "
				   "t123 --format md"));

	if (!strcmp(format, "jsonl"))
		return export_jsonl(ctx, argc - 1, argv + 1);
	if (strcmp(format, "opml") && strcmp(format, "urls"))
		return cli_usage(_("export what? opml, urls, jsonl or a "
				   "thread"));
	if (argc > 1)
		return cli_usage(_("only jsonl takes words"));
	return export_feeds(ctx, format);
}

static const struct cli_opt opts[] = {
	SELECT_OPT_ROWS,
	[EXPORT_FORMAT] = { 'F', "format", "FORMAT",
			    N_("of a thread: text, md, html or json; default "
			       "md") },
	{ 0 },
};

const struct cli_cmd cli_export = {
	.name = "export",
	.args = "opml|urls|jsonl|THREAD [WORDS...]",
	.help = N_("write subscriptions or whole articles to standard output"),
	.more = N_("jsonl writes articles, one JSON object a line, all of "
		   "them or those that words and options select; thrum "
		   "import reads it back. A thread is written with the whole "
		   "texts of its reports, copies left out."),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = export_any,
};
