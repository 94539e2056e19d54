/* cmd_open.c - `thrum open`: an article's address to the browser, what is
 * attached to it to the player. */
#include "config.h"

#include <stdlib.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/app/app.h"
#include "thrum/model/article.h"
#include "thrum/store/articles.h"

#include "thrum/base/banned.h"

enum { OPT_PLAY, OPT_COMMENTS, OPT_PRINT };

/* One address: handed on, or said. */
static int hand(struct cli_ctx *ctx, const char *url)
{
	enum status st;

	if (ctx->val[OPT_PRINT]) {
		puts(url);
		return EXIT_OK;
	}
	st = ctx->val[OPT_PLAY] ? app_play(ctx->app, url, &ctx->err) :
				  app_browse(ctx->app, url, &ctx->err);
	return st ? cli_fail(&ctx->err) : EXIT_OK;
}

/* All that is attached when it is only said, else the first: a player
 * begins with one. */
static int hand_attached(struct cli_ctx *ctx, const struct article *a,
			 const char *word)
{
	size_t n = a->enclosures.len;
	int code = EXIT_OK;

	if (!n)
		return cli_warn(_("%s has nothing attached: thrum open %s "
				  "opens its page"), word, word);
	if (!ctx->val[OPT_PRINT])
		n = 1;
	for (size_t i = 0; i < n && !code; i++)
		code = hand(ctx, a->enclosures.v[i].url);
	return code;
}

static int open_article(struct cli_ctx *ctx, const struct article *a,
			const char *word)
{
	const char *url = ctx->val[OPT_COMMENTS] ? a->comments_url : a->url;

	if (ctx->val[OPT_PLAY])
		return hand_attached(ctx, a, word);
	if (url)
		return hand(ctx, url);
	return cli_warn(ctx->val[OPT_COMMENTS] ?
				_("%s names no page of comments") :
				_("%s has no address: thrum show %s"),
			word, word);
}

static int open_all(struct cli_ctx *ctx, int argc, char **argv)
{
	struct store *store;
	int worst = cli_reading(ctx, &store);

	if (worst)
		return worst;
	for (int i = 0; i < argc; i++) {
		struct article *a = NULL;
		int64_t id = 0;
		int code;

		if (cli_article_id(store, argv[i], &id, &ctx->err) ||
		    store_article_get(store, id, STORE_LOAD_LISTS, &a,
				      &ctx->err))
			code = cli_fail(&ctx->err);
		else
			code = open_article(ctx, a, argv[i]);
		article_free(a);
		worst = code ? code : worst;
	}
	return worst;
}

static const struct cli_opt opts[] = {
	[OPT_PLAY] = { 'p', "play", NULL,
		       N_("what is attached (a podcast's sound, a film) with "
			  "the player of the configuration") },
	[OPT_COMMENTS] = { 0, "comments", NULL,
			   N_("the page of comments instead") },
	[OPT_PRINT] = { 0, "print", NULL,
			N_("print the addresses, open nothing") },
	{ 0 },
};

const struct cli_cmd cli_open = {
	.name = "open",
	.args = "ID...",
	.help = N_("open articles in the browser, or what is attached"),
	.more = N_("By the commands browser and player of the configuration, "
		   "never through a shell. Only addresses of the web, mail, "
		   "gemini and gopher are opened. Articles stay unread."),
	.opts = opts,
	.min_args = 1,
	.max_args = -1,
	.exec = open_all,
};
