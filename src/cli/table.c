/* table.c - the commands. See cmd_priv.h for what a row is. */
#include "config.h"

#include "cmd_priv.h"

#include <string.h>

#include "cmds_priv.h"

#include "thrum/base/banned.h"

/* In the order of enum global_opt (cli.c). */
const struct cli_opt cli_global_opts[] = {
	{ 'C', "config-dir", "DIR",
	  N_("configuration and feeds file are here") },
	{ 'd', "data-dir", "DIR", N_("the store is here") },
	{ 0, "store", "FILE", N_("use this store") },
	{ 'u', "urls", "FILE", N_("use this feeds file") },
	{ 0, "log", "FILE", N_("write a diary to FILE") },
	{ 0, "linear", NULL,
	  N_("the reader prints lines instead of a screen, for screen readers") },
	{ 'h', "help", NULL, N_("show help and leave") },
	{ 'V', "version", NULL, N_("show the version and leave") },
	{ 0 },
};

/* Pure filters: they take no store, and read their own options. */
static const struct cli_cmd cluster_row = {
	.name = "cluster",
	.args = "[FILE]",
	.help = N_("wind JSON Lines into threads: id, TAB, thread"),
	.more = N_("Objects with id, title, body, date, source, url, lang, in "
		   "order of arrival; without a store, by the code that the "
		   "reader uses. --param NAME=NUMBER changes a constant, for "
		   "measuring."),
	.raw = cmd_cluster,
};

static const struct cli_cmd extract_row = {
	.name = "extract",
	.args = "[FILE] [--url URL] [--charset NAME]",
	.help = N_("read one web page, print its article as JSON"),
	.more = N_("The file is a page as a browser saves it; --url says where "
		   "it is from, so that links are whole."),
	.raw = cmd_extract,
};

const struct cli_cmd *const cli_table[] = {
	&cli_demo,
	&cli_fetch,
	&cli_fulltext,
	&cli_add,
	&cli_remove,
	&cli_feeds,
	&cli_import,
	&cli_export,
	&cli_threads,
	&cli_articles,
	&cli_search,
	&cli_show,
	&cli_open,
	&cli_story,
	&cli_compare,
	&cli_explain,
	&cli_trends,
	&cli_mark,
	&cli_split,
	&cli_merge,
	&cli_move,
	&cli_undo,
	&cli_rules,
	&cli_digest,
	&cli_rethread,
	&cli_doctor,
	&cli_config,
	&cli_completions,
	&cli_cmd_parse,
	&extract_row,
	&cluster_row,
	NULL,
};

const struct cli_cmd *cli_find(const char *name)
{
	for (int i = 0; cli_table[i]; i++)
		if (!strcmp(cli_table[i]->name, name))
			return cli_table[i];
	return NULL;
}
