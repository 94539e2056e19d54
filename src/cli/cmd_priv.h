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
#include "thrum/store/articles.h"

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
	enum cli_reader_mode reader_mode;
	struct app *app; /* NULL until cli_app(); freed by cli_main() */
	struct store *store; /* of cli_reading(); closed by cli_main() */
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

/* ---- open.c: app, store, what words on the command line mean ---- */
/* Each prints its line and gives the exit code on failure, else EXIT_OK.
 * What they give is closed by cli_main(). */
int cli_app(struct cli_ctx *ctx, struct app **out);
/* Print and forget what is wrong with files of the reader's; NULL = none. */
void cli_warn_problems(struct app *app);
/* The writer. */
int cli_writing(struct cli_ctx *ctx, struct store **out);
/* A connection that only reads: for a store that cannot be written too. */
int cli_reading(struct cli_ctx *ctx, struct store **out);
/* "1d", "12h", "2025-05-31" -> a time. ST_USAGE. */
enum status cli_since(const char *word, int64_t now, int64_t *out,
		      struct err *err) MUST_CHECK;
/* A whole number of min..max; ST_USAGE with the option's name. */
enum status cli_number(const char *word, const char *option, int64_t max,
		       int64_t *out, struct err *err) MUST_CHECK;
/* An article by uuid, prefix of it, or row id. ST_NOT_FOUND, ST_USAGE. */
enum status cli_article_id(struct store *st, const char *word, int64_t *out,
			   struct err *err) MUST_CHECK;
/* "t123", as lists print threads. ST_NOT_FOUND when it is not of that
 * form. */
enum status cli_thread_id(const char *word, int64_t *out, struct err *err)
	MUST_CHECK;
/* Is it written like an article's id (and not like a word to search)? */
bool cli_is_id(const char *word);
/* A subscription by url, title or row id. */
enum status cli_feed_id(struct store *st, const char *word, int64_t *out,
			struct err *err) MUST_CHECK;
/* Notes and errors of `report` on stderr; EXIT_FAILED when there are
 * errors. */
int cli_report_errors(const struct app_report *report);

/* ---- progress.c: Ctrl-C and a line on the terminal ---- */
struct cli_progress {
	struct app *app;
	bool shown; /* a line stands on the terminal */
};
/* Hooks that show progress when stderr is a terminal and turn SIGINT and
 * SIGTERM into app->cancel; `p` must outlive them. */
struct app_hooks cli_progress_start(struct cli_progress *p, struct app *app);
void cli_progress_end(struct cli_progress *p);

/* ---- json.c ---- */
/* "v":1 first. */
json_t *cli_object(void);
/* NULL or "" is left out. */
void cli_set(json_t *o, const char *key, const char *value);
/* Always there: "" for NULL. */
void cli_set_text(json_t *o, const char *key, const char *value);
void cli_set_int(json_t *o, const char *key, int64_t v);
/* ISO 8601 UTC; left out for 0. */
void cli_set_time(json_t *o, const char *key, int64_t t);
/* Strings parted by LF -> an array. */
void cli_set_lines(json_t *o, const char *key, const char *lines);
/* The whole record; lists and body as far as they are loaded. */
json_t *cli_article_json(const struct article *a);
/* A report of a thread: who says what, where and when. */
json_t *cli_report_json(const struct article_row *r);

/* ---- help.c, man.c ---- */
void cli_print_help(FILE *to);
void cli_print_cmd_help(FILE *to, const struct cli_cmd *cmd);
/* "thrum", "config" ...; returns the exit code. */
int cli_print_man(FILE *to, const char *page);

#endif
