/* cmds_priv.h - every command's row. */
#ifndef THRUM_CLI_CMDS_PRIV_H
#define THRUM_CLI_CMDS_PRIV_H

struct cli_cmd;

extern const struct cli_cmd cli_cmd_parse;

/* Filters that parse their own argv; argv[0] is the command's name. */
int cmd_parse(int argc, char **argv);
int cmd_cluster(int argc, char **argv);
int cmd_extract(int argc, char **argv);

#endif
