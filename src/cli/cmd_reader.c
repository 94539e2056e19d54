/* cmd_reader.c - `thrum` and `thrum demo`: hand over to the reader. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/clock.h"
#include "thrum/base/path.h"

#include "thrum/base/banned.h"

enum { OPT_NO_READER };

static int start(struct cli_ctx *ctx)
{
	struct app *app;
	int code = cli_app(ctx, &app);

	if (code)
		return code;
	/* The reader takes it. */
	ctx->app = NULL;
	return ctx->reader(app, ctx->reader_mode, &ctx->err) ? cli_fail(&ctx->err) : EXIT_OK;
}

int cli_start_reader(struct cli_ctx *ctx)
{
	return start(ctx);
}

static int fill(struct cli_ctx *ctx)
{
	struct app *app;
	int code = cli_app(ctx, &app);

	if (code)
		return code;
	if (app_demo_fill(app, clock_now_s(), &ctx->err))
		return cli_fail(&ctx->err);
	return EXIT_OK;
}

/* A store and a feeds file beside one's own, which stay untouched. */
static int demo(struct cli_ctx *ctx, int argc, char **argv)
{
	char *home = NULL, *store = NULL, *urls = NULL;
	int code;

	(void)argc, (void)argv;
	if (ctx->paths.data_dir)
		home = path_join(ctx->paths.data_dir, "");
	else if (path_home(PATH_DATA, &home, &ctx->err))
		return cli_fail(&ctx->err);
	store = path_join(home, "demo.db");
	urls = path_join(home, "demo-urls");
	if (!ctx->paths.store_path)
		ctx->paths.store_path = store;
	if (!ctx->paths.urls_path)
		ctx->paths.urls_path = urls;
	code = fill(ctx);
	if (!code && !ctx->val[OPT_NO_READER])
		code = start(ctx);
	else if (!code)
		puts(ctx->paths.store_path);
	free(urls);
	free(store);
	free(home);
	return code;
}

static const struct cli_opt demo_opts[] = {
	[OPT_NO_READER] = { 'n', "no-reader", NULL,
			    N_("make the store, print its path, and leave") },
	{ 0 },
};

const struct cli_cmd cli_demo = {
	.name = "demo",
	.args = "",
	.help = N_("read the bundled edition, in a store of its own"),
	.opts = demo_opts,
	.exec = demo,
};
