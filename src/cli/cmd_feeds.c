/* cmd_feeds.c - `thrum add`, `remove`, `feeds`. */
#include "config.h"

#include <stdlib.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/app/discover.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/store/feeds.h"
#include "thrum/store/store.h"
#include "thrum/text/date.h"

#include "thrum/base/banned.h"

enum { ADD_ALL, ADD_JSON };

static void print_found(const struct cli_ctx *ctx, const struct found_feed *f,
			bool added)
{
	if (!ctx->val[ADD_JSON]) {
		if (added || !f->title)
			puts(f->url);
		else
			printf("%s\t%s\n", f->url, f->title);
		return;
	}
	json_t *o = cli_object();
	cli_set(o, "url", f->url);
	cli_set(o, "title", f->title);
	json_object_set_new(o, "added", json_boolean(added));
	cli_json(o);
}

static int add_found(struct cli_ctx *ctx, const char *asked,
		     const struct found_feed_vec *found)
{
	bool take = found->len == 1 || ctx->val[ADD_ALL];
	int code = EXIT_OK;

	for (size_t i = 0; i < found->len; i++) {
		if (take && app_feed_subscribe(ctx->app, found->v[i].url,
					       &ctx->err))
			code = cli_fail(&ctx->err);
		else
			print_found(ctx, &found->v[i], take);
	}
	if (!take)
		code = cli_warn(_("%s has %zu feeds: add the one you want by "
				  "its address, or all of them with --all"),
				asked, found->len);
	return code;
}

static int add(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int code = cli_writing(ctx, &store);

	if (code)
		return code;
	for (int i = 0; i < argc; i++) {
		struct found_feed_vec found = { 0 };
		int one = EXIT_OK;
		if (app_feed_find(ctx->app, argv[i], &found, &ctx->err))
			one = cli_fail(&ctx->err);
		else
			one = add_found(ctx, argv[i], &found);
		code = one ? one : code;
		found_feed_vec_release(&found);
	}
	return code;
}

static int remove_feeds(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int code = cli_writing(ctx, &store);

	if (code)
		return code;
	for (int i = 0; i < argc; i++)
		if (app_feed_remove(ctx->app, argv[i], &ctx->err))
			code = cli_fail(&ctx->err);
	return code;
}

/* ---- feeds ---- */

enum { OPT_JSON, OPT_EVERY };

static const char *kind_name(enum feed_kind kind)
{
	static const char *const names[] = {
		[FEED_WEB] = "web",	[FEED_EXEC] = "exec",
		[FEED_FILTER] = "filter", [FEED_QUERY] = "query",
		[FEED_LOCAL] = "local",
	};
	return names[kind];
}

static void print_json(const struct feed *f)
{
	json_t *o = cli_object();

	cli_set_int(o, "id", f->id);
	cli_set_text(o, "kind", kind_name(f->kind));
	cli_set_text(o, "url", f->url);
	cli_set_text(o, "title", feed_name(f));
	cli_set(o, "fetch_url", f->fetch_url);
	cli_set(o, "link", f->link);
	cli_set(o, "lang", f->lang);
	cli_set_lines(o, "tags", f->tags);
	json_object_set_new(o, "subscribed", json_boolean(f->subscribed));
	json_object_set_new(o, "hidden", json_boolean(f->hidden));
	cli_set_int(o, "articles", f->n_articles);
	cli_set_int(o, "unread", f->n_unread);
	cli_set_time(o, "last_fetch", f->last_fetch);
	cli_set_time(o, "last_success", f->last_success);
	/* A stopped feed has no next time. */
	if (f->next_fetch < INT64_MAX)
		cli_set_time(o, "next_fetch", f->next_fetch);
	cli_set_int(o, "http", f->http_status);
	cli_set_int(o, "failures", f->failures);
	cli_set(o, "error", f->error);
	cli_json(o);
}

static void print_line(const struct feed *f, int64_t now)
{
	struct buf age = BUF_INIT;

	date_age(&age, f->last_success, now, 0);
	printf("%4lld  %6lld/%-6lld  %-8s  %s  %s\n", (long long)f->id,
	       (long long)f->n_unread, (long long)f->n_articles, age.ptr,
	       feed_name(f), f->url);
	if (f->error)
		printf("      %s\n", f->error);
	buf_release(&age);
}

/* Saved searches are counted when they are asked for. */
static enum status count_searches(struct store *store, int64_t now,
				  struct feed_vec *list, struct err *err)
{
	struct app_count_vec counts = { 0 };
	enum status st = app_search_counts(store, now, clock_east_s(now),
					   &counts, err);

	for (size_t i = 0; i < counts.len; i++)
		for (size_t k = 0; k < list->len; k++)
			if (list->v[k]->id == counts.v[i].feed_id) {
				list->v[k]->n_articles = counts.v[i].n;
				list->v[k]->n_unread = counts.v[i].unread;
			}
	vec_release(&counts);
	return st;
}

static int feeds(struct cli_ctx *ctx, int argc, char **argv)
{
	struct arena arena = { 0 };
	struct feed_vec list = { 0 };
	struct store *store;
	int64_t now = clock_now_s();
	int code = cli_writing(ctx, &store);

	(void)argc, (void)argv;
	if (code)
		return code;
	enum status st = app_feeds_sync(ctx->app, &ctx->err);
	if (st == ST_OK)
		st = store_feeds(store, &arena, &list, &ctx->err);
	if (st == ST_OK)
		st = count_searches(store, now, &list, &ctx->err);
	for (size_t i = 0; st == ST_OK && i < list.len; i++) {
		const struct feed *f = list.v[i];
		if (!f->subscribed && !ctx->val[OPT_EVERY])
			continue;
		if (ctx->val[OPT_JSON])
			print_json(f);
		else
			print_line(f, now);
	}
	vec_release(&list);
	arena_release(&arena);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

static const struct cli_opt feeds_opts[] = {
	[OPT_JSON] = { 0, "json", NULL, N_("one JSON object a line") },
	[OPT_EVERY] = { 'a', "all", NULL,
			N_("also those no longer in the feeds file") },
	{ 0 },
};

static const struct cli_opt add_opts[] = {
	[ADD_ALL] = { 'a', "all", NULL,
		      N_("all feeds of a site that has several") },
	[ADD_JSON] = { 0, "json", NULL, N_("one JSON object a feed") },
	{ 0 },
};

const struct cli_cmd cli_add = {
	.name = "add",
	.args = "URL...",
	.help = N_("subscribe to a feed, or to the feed of a site"),
	.more = N_("The feeds file gets a line; its comments and order stay. "
		   "A site's feeds are found by what its page names, by the "
		   "addresses that video channels, forums, accounts and "
		   "projects of well-known services have, and at last in the "
		   "usual places. Where there are several they are listed, "
		   "none is added, and the exit code is 1."),
	.opts = add_opts,
	.min_args = 1,
	.max_args = -1,
	.exec = add,
};

const struct cli_cmd cli_remove = {
	.name = "remove",
	.args = "URL...",
	.help = N_("take feeds out of the feeds file; their articles stay"),
	.min_args = 1,
	.max_args = -1,
	.exec = remove_feeds,
};

const struct cli_cmd cli_feeds = {
	.name = "feeds",
	.args = "",
	.help = N_("list the feeds: number, unread/all, age, name, address"),
	.opts = feeds_opts,
	.exec = feeds,
};
