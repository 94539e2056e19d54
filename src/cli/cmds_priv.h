/* cmds_priv.h - every command's row. */
#ifndef THRUM_CLI_CMDS_PRIV_H
#define THRUM_CLI_CMDS_PRIV_H

struct cli_cmd;
struct cli_ctx;

extern const struct cli_cmd cli_cmd_parse, cli_completions;

extern const struct cli_cmd cli_demo, cli_fetch, cli_fulltext, cli_add,
	cli_remove, cli_feeds, cli_import, cli_export, cli_threads,
	cli_articles, cli_search, cli_show, cli_open, cli_mark, cli_split, cli_merge,
	cli_move, cli_undo, cli_rules, cli_story,
	cli_trends, cli_compare, cli_explain, cli_digest, cli_rethread, cli_doctor, cli_config;

/* Without a command. */
int cli_start_reader(struct cli_ctx *ctx);

/* Filters that parse their own argv; argv[0] is the command's name. */
int cmd_parse(int argc, char **argv);
int cmd_cluster(int argc, char **argv);
int cmd_extract(int argc, char **argv);

#endif
