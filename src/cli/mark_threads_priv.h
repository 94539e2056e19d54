/* mark_threads_priv.h - marks of whole threads. */
#ifndef THRUM_CLI_MARK_THREADS_PRIV_H
#define THRUM_CLI_MARK_THREADS_PRIV_H

#include "cmd_priv.h"
#include "thrum/store/marks.h"

struct wake_rules {
	uint32_t rules; /* enum wake_rule */
	int64_t at; /* of WAKE_DATE */
};
/* "fact", "sources", "3d" or a date, parted by commas or blanks. ST_USAGE. */
enum status wake_rules_parse(const char *text, int64_t now,
			     struct wake_rules *out, struct err *err)
	MUST_CHECK;
/* "a new fact, 3 more sources, 2025-06-04T00:00:00Z". */
void wake_rules_say(struct buf *out, uint32_t rules, int64_t at);

/* The enum thread_change that is called so, or -1. */
int mark_thread_find(const char *name);
/* `until` NULL: a new fact. The exit code. */
int mark_threads(struct cli_ctx *ctx, enum thread_change kind,
		 const char *until, int argc, char **argv);
/* Wake what should be awake by now, for commands that list threads. */
void mark_wake_due(struct cli_ctx *ctx, struct store *store);

#endif
