/* cli.c - from argv to a command and its exit code. */
#include "config.h"

#include "thrum/cli/cli.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "complete_priv.h"
#include "thrum/base/log.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

/* The order of cli_global_opts. */
enum global_opt {
	GLOBAL_CONFIG,
	GLOBAL_DATA,
	GLOBAL_STORE,
	GLOBAL_URLS,
	GLOBAL_LOG,
	GLOBAL_LINEAR,
	GLOBAL_HELP,
	GLOBAL_VERSION,
	GLOBAL_OPTS
};

static int wants_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
			return 1;
	return 0;
}

static int check_count(const struct cli_cmd *cmd, int n)
{
	if (n < cmd->min_args)
		return cli_usage(_("%s needs %s; see thrum %s --help"),
				 cmd->name, cmd->args, cmd->name);
	if (cmd->max_args >= 0 && n > cmd->max_args)
		return cli_usage(_("%s takes no more than %d arguments; see "
				   "thrum %s --help"),
				 cmd->name, cmd->max_args, cmd->name);
	return EXIT_OK;
}

/* argv[0] is the command's name. */
static int run(struct cli_ctx *ctx, const struct cli_cmd *cmd, int argc,
	       char **argv)
{
	if (wants_help(argc, argv)) {
		cli_print_cmd_help(stdout, cmd);
		return EXIT_OK;
	}
	if (cmd->raw)
		return cmd->raw(argc, argv);
	int n = cli_options(cmd->opts, ctx->val, argc - 1, argv + 1,
			    CLI_PERMUTE);
	if (n < 0)
		return EXIT_USAGE;
	int code = check_count(cmd, n);
	return code ? code : cmd->exec(ctx, n, argv + 1);
}

static int dispatch(struct cli_ctx *ctx, int argc, char **argv)
{
	if (!argc)
		return cli_start_reader(ctx);
	const struct cli_cmd *cmd = cli_find(argv[0]);
	if (!cmd)
		return cli_usage(_("there is no command \"%s\"; see thrum "
				   "--help"),
				 argv[0]);
	return run(ctx, cmd, argc, argv);
}

static int start_log(const char *option, struct err *err)
{
	const char *path = option ? option : getenv("THRUM_LOG");

	if (!path || !*path)
		return EXIT_OK;
	return log_open(path, LOG_LEVEL_DEBUG, err) ? cli_fail(err) : EXIT_OK;
}

static int cli_leave(struct cli_ctx *ctx, int code)
{
	code = cli_flush(code);
	store_close(ctx->store);
	app_free(ctx->app);
	log_close();
	return code;
}

int cli_main(int argc, char **argv, cli_reader_fn reader)
{
	const char *val[GLOBAL_OPTS] = { 0 };
	struct cli_ctx ctx = { .reader = reader };

	/* A closed pipe is an error of write(), not the end of us. */
	signal(SIGPIPE, SIG_IGN);
	/* For the build: the manual from the tables. */
	if (argc > 1 && argc < 4 && !strcmp(argv[1], "--man"))
		return cli_flush(cli_print_man(
			stdout, argc == 3 ? argv[2] : "thrum"));
	if (argc > 1 && !strcmp(argv[1], "--complete")) {
		cli_complete(&ctx, argc - 2, argv + 2, stdout);
		return cli_leave(&ctx, EXIT_OK);
	}
	int n = cli_options(cli_global_opts, val, argc - 1, argv + 1,
			    CLI_STOP);
	if (n < 0)
		return EXIT_USAGE;
	if (val[GLOBAL_LINEAR])
		ctx.reader_mode = CLI_READER_LINEAR;
	if (val[GLOBAL_HELP]) {
		cli_print_help(stdout);
		return cli_flush(EXIT_OK);
	}
	if (val[GLOBAL_VERSION]) {
		puts(PACKAGE_STRING);
		return cli_flush(EXIT_OK);
	}
	int code = start_log(val[GLOBAL_LOG], &ctx.err);
	if (code)
		return code;
	ctx.paths = (struct app_paths){ val[GLOBAL_CONFIG], val[GLOBAL_DATA],
					val[GLOBAL_STORE], val[GLOBAL_URLS] };
	code = dispatch(&ctx, n, argv + 1);
	/* The feeds file is read after the command has begun. */
	fflush(stdout);
	cli_warn_problems(ctx.app);
	return cli_leave(&ctx, code);
}
