/* complete_priv.h - what shells offer behind `thrum`. */
#ifndef THRUM_CLI_COMPLETE_PRIV_H
#define THRUM_CLI_COMPLETE_PRIV_H

#include <stdio.h>

struct cli_ctx;

/* What argv's last word may become (argv[0] is the first word behind the
 * program's name), see complete.c. */
void cli_complete(struct cli_ctx *ctx, int argc, char **argv, FILE *to);

#endif
