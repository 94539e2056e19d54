/* feeds_health_priv.h - how feeds fare against each other. */
#ifndef THRUM_CLI_FEEDS_HEALTH_PRIV_H
#define THRUM_CLI_FEEDS_HEALTH_PRIV_H

struct cli_ctx;
struct store;

enum feeds_health_format { FEEDS_HEALTH_TEXT, FEEDS_HEALTH_JSON };
/* Print originality and lag of every feed over the newest threads; the
 * exit code. */
int feeds_health(struct cli_ctx *ctx, struct store *store,
		 enum feeds_health_format format);

#endif
