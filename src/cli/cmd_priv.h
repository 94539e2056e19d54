/* cmd_priv.h - what the commands share. cli/ alone sees it.
 *
 * A command is a row (struct cli_cmd) in its own file next to the function
 * that does the work; table.c lists the rows. --help and thrum(1) are made
 * from them. A command that parses its own argv (parse, cluster, extract:
 * pure filters that need no store) sets `raw` instead of `exec`.
 */
#ifndef THRUM_CLI_CMD_PRIV_H
#define THRUM_CLI_CMD_PRIV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "thrum/app/app.h"
#include "thrum/base/i18n.h"
#include "thrum/base/status.h"
#include "thrum/cli/cli.h"

struct store;

/* One option. Tables of them end with a row without a name. */
struct cli_opt {
	char letter; /* 0 = long form only */
	const char *name; /* without the dashes */
	const char *arg; /* what its value is called; NULL = takes none */
	const char *help; /* untranslated, no full stop */
};
#define CLI_OPTS_MAX 10

struct cli_ctx {
	struct app_paths paths;
	cli_reader_fn reader;
	struct app *app; /* NULL until cli_app(); freed by cli_main() */
	/* Values by place in the command's table: NULL = not given, "" for
	 * an option without a value. Borrowed from argv. */
	const char *val[CLI_OPTS_MAX];
	struct err err; /* for the command's use */
};

struct cli_cmd {
	const char *name;
	const char *args; /* "URL..."; "" = none */
	const char *help; /* one line, untranslated, no full stop */
	const char *more; /* paragraphs parted by LF for the manual, or NULL */
	const struct cli_opt *opts; /* NULL = none */
	int min_args, max_args; /* operands; max -1 = any number */
	/* Operands are argv[0..argc-1]. Returns the exit code. */
	int (*exec)(struct cli_ctx *ctx, int argc, char **argv);
	/* argv[0] is the command's name; all options are its own. */
	int (*raw)(int argc, char **argv);
};

/* The rows, in the order of --help; NULL behind the last. */
extern const struct cli_cmd *const cli_table[];
extern const struct cli_opt cli_global_opts[];
const struct cli_cmd *cli_find(const char *name);

/* Take the options out of argv: values into `val`, operands moved to the
 * front. Stops at the first operand when `stop` says so. Returns the
 * number of operands, or -1 after an error line on stderr. */
enum cli_order { CLI_PERMUTE, CLI_STOP };
int cli_options(const struct cli_opt *opts, const char **val, int argc,
		char **argv, enum cli_order order);

/* ---- saying things ---- */
/* "thrum: MESSAGE" on stderr, one line; returns EXIT_FAILED. */
int cli_fail(const struct err *err);
int cli_warn(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* The same for a wrong command line; returns EXIT_USAGE. */
int cli_usage(const char *fmt, ...) PRINTF_LIKE(1, 2);
/* Flush stdout; EXIT_FAILED with a line when it could not be written. */
int cli_flush(int code);
/* Write `v` as one line and drop the reference. */
void cli_json(json_t *v);

/* ---- the app ---- */
/* Configuration, then the store. After a failure the line is printed and
 * the exit code returned; EXIT_OK otherwise. */
int cli_app(struct cli_ctx *ctx, struct app **out);
int cli_store(struct cli_ctx *ctx, struct store **out);

/* ---- help.c, man.c ---- */
void cli_print_help(FILE *to);
void cli_print_cmd_help(FILE *to, const struct cli_cmd *cmd);
void cli_print_man(FILE *to);
/* Keys and settings; man_reader.c. */
void man_reader(FILE *to);
void man_text(FILE *to, const char *s);
void man_quoted(FILE *to, const char *s);

#endif
