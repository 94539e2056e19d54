/* complete.c - `thrum --complete WORD...`: what the last word may become,
 * one a line, a tab and a few words about it behind it where there are
 * some. The scripts for the shells (completions.c) ask it, so that they
 * know what the tables know. A line ":files" or ":dirs" asks the shell for
 * those. Says nothing about what is wrong: a shell is waiting. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "complete_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/path.h"
#include "thrum/conf/urls.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

enum { TAGS_MAX = 1000, GLOBALS_MAX = CLI_OPTS_MAX };
#define URLS_MAX ((size_t)4 << 20)

struct completer {
	struct cli_ctx *ctx;
	const char *word; /* to be completed */
	FILE *to;
};

static void offer(struct completer *c, const char *text, const char *about)
{
	if (strncmp(text, c->word, strlen(c->word)) != 0 ||
	    strpbrk(text, "\t\n"))
		return;
	if (about && *about)
		fprintf(c->to, "%s\t%s\n", text, about);
	else
		fprintf(c->to, "%s\n", text);
}

/* Parted by blanks or '|'; those in capitals stand for something. */
static void offer_words(struct completer *c, const char *words)
{
	while (*words) {
		size_t n = strcspn(words, " |");
		char *word = xstrndup(words, n);

		if (n && word[0] != '[' && !(word[0] >= 'A' && word[0] <= 'Z'))
			offer(c, word, NULL);
		free(word);
		words += n + (words[n] != '\0');
	}
}

/* ---- what the reader has ---- */

static bool read_urls(struct completer *c, struct urls_entry_vec *out)
{
	struct buf text;
	struct app *app;
	bool ok = cli_app(c->ctx, &app) == EXIT_OK;

	buf_init(&text, URLS_MAX);
	ok = ok && path_exists(app->urls_path) &&
	     path_read(app->urls_path, &text, NULL) == ST_OK;
	if (ok)
		urls_parse(text.ptr, text.len, out, NULL);
	buf_release(&text);
	return ok;
}

static void offer_feeds(struct completer *c)
{
	struct urls_entry_vec feeds = { 0 };

	if (read_urls(c, &feeds))
		for (size_t i = 0; i < feeds.len; i++)
			offer(c, feeds.v[i].feed->url,
			      feeds.v[i].feed->custom_title);
	urls_entry_vec_release(&feeds);
}

static void offer_tags(struct completer *c)
{
	struct tag_row_vec rows = { 0 };
	struct arena arena = { 0 };
	struct store *store;
	struct app *app;

	if (cli_app(c->ctx, &app) == EXIT_OK && path_exists(app->store_path) &&
	    cli_reading(c->ctx, &store) == EXIT_OK &&
	    store_tags(store, TAGS_MAX, &arena, &rows, NULL) == ST_OK)
		for (size_t i = 0; i < rows.len; i++)
			offer(c, rows.v[i].name, NULL);
	vec_release(&rows);
	arena_release(&arena);
}

static void offer_commands(struct completer *c)
{
	for (int i = 0; cli_table[i]; i++)
		offer(c, cli_table[i]->name, _(cli_table[i]->help));
}

static void offer_options(struct completer *c, const struct cli_opt *opts)
{
	for (int i = 0; opts && opts[i].name; i++) {
		char *name = xasprintf("--%s", opts[i].name);

		offer(c, name, _(opts[i].help));
		free(name);
	}
	if (opts != cli_global_opts)
		offer(c, "--help", _("show help and leave"));
}

/* ---- kinds of words ---- */

static void offer_dirs(struct completer *c)
{
	fputs(":dirs\n", c->to);
}

static void offer_files(struct completer *c)
{
	fputs(":files\n", c->to);
}

static void offer_times(struct completer *c)
{
	offer_words(c, "1h 12h 1d 2d 7d 30d");
}

/* By what the tables call a value, of an option or a command. */
static const struct {
	const char *arg;
	void (*offer)(struct completer *c);
} kinds[] = {
	{ "DIR", offer_dirs },	  { "FILE", offer_files },
	{ "FEED", offer_feeds },  { "TAG", offer_tags },
	{ "TIME", offer_times },  { "URL", offer_feeds },
	{ "COMMAND", offer_commands },
};

/* Values that are words, by command and name. Tests look whether the
 * commands take them. */
static const struct {
	const char *command, *arg, *words;
} values[] = {
	{ "show", "FORMAT", "text ansi md html json" },
	{ "digest", "FORMAT", "text md html json" },
	{ "export", "FORMAT", "text md html json" },
	{ "mark", "MARK", "read unread star unstar delete undelete follow "
			  "unfollow mute unmute snooze wake" },
	{ "mark", "RULES", "fact sources 1d 3d" },
};

/* `arg` is one word of the table: "FILE...", "[FEED...]", "opml|urls". */
static void offer_arg(struct completer *c, const char *command,
		      const char *arg)
{
	size_t from = strspn(arg, "[");
	size_t len = strspn(arg + from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	char *kind = xstrndup(arg + from, len);

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (!strcmp(values[i].command, command) &&
		    !strcmp(values[i].arg, kind))
			offer_words(c, values[i].words);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(kinds[i].arg, kind))
			kinds[i].offer(c);
	if (!len)
		offer_words(c, arg + from);
	free(kind);
}

/* The operand number `at` (0 is the first) of the command; the last name of
 * the table stands for all that follow when it says so. */
static void offer_operand(struct completer *c, const struct cli_cmd *cmd,
			  int at)
{
	char *args = xstrdup(cmd->args), *rest = args, *arg = NULL;

	for (int i = 0; i <= at; i++) {
		rest += strspn(rest, " ");
		if (!*rest)
			break;
		arg = rest;
		rest += strcspn(rest, " ");
		if (*rest)
			*rest++ = '\0';
	}
	if (arg)
		offer_arg(c, cmd->name, arg);
	free(args);
}

/* ---- the line so far ---- */

/* The option that this word leaves without its value; NULL. */
static const struct cli_opt *wants_value(const struct cli_opt *opts,
					 const char *word)
{
	size_t len = strlen(word);

	if (len < 2 || word[0] != '-' || strchr(word, '='))
		return NULL;
	for (int i = 0; opts && opts[i].name; i++) {
		bool is_it = word[1] == '-' ?
				     !strcmp(word + 2, opts[i].name) :
				     opts[i].letter == word[len - 1];
		if (is_it)
			return opts[i].arg ? &opts[i] : NULL;
	}
	return NULL;
}

/* `opt` is waiting for its value: "--tag=ne" or "--tag ne". */
static void offer_value(struct completer *c, const char *command,
			const struct cli_opt *opt)
{
	offer_arg(c, command, opt->arg);
}

static void complete_command(struct completer *c, const struct cli_cmd *cmd,
			     int argc, char **argv)
{
	const struct cli_opt *opt = NULL;
	int operands = 0;

	for (int i = 0; i < argc; i++) {
		if (opt) {
			opt = NULL;
			continue;
		}
		opt = wants_value(cmd->opts, argv[i]);
		operands += !opt && argv[i][0] != '-';
	}
	if (opt)
		offer_value(c, cmd->name, opt);
	else if (c->word[0] == '-')
		offer_options(c, cmd->opts);
	else
		offer_operand(c, cmd, operands);
}

/* Global options that stand before the command decide where things are. */
static void take_globals(struct cli_ctx *ctx, int argc, char **argv)
{
	const char *val[GLOBALS_MAX] = { 0 };
	char **copy = xcalloc((size_t)argc + 1, sizeof(*copy));

	for (int i = 0; i < argc; i++)
		copy[i] = argv[i];
	if (cli_options(cli_global_opts, val, argc, copy, CLI_STOP) >= 0)
		ctx->paths = (struct app_paths){ val[0], val[1], val[2],
						 val[3] };
	free(copy);
}

void cli_complete(struct cli_ctx *ctx, int argc, char **argv, FILE *to)
{
	struct completer c = { ctx, argc ? argv[argc - 1] : "", to };
	const struct cli_opt *opt = NULL;
	const struct cli_cmd *cmd = NULL;
	int n = argc ? argc - 1 : 0, at = 0;

	for (; at < n; at++) {
		if (!opt && argv[at][0] != '-')
			break;
		opt = opt ? NULL : wants_value(cli_global_opts, argv[at]);
	}
	if (at < n)
		cmd = cli_find(argv[at]);
	if (at < n && !cmd)
		return;
	take_globals(ctx, opt ? 0 : at, argv);
	if (at < n)
		complete_command(&c, cmd, n - at - 1, argv + at + 1);
	else if (opt)
		offer_value(&c, "", opt);
	else if (c.word[0] == '-')
		offer_options(&c, cli_global_opts);
	else
		offer_commands(&c);
}
