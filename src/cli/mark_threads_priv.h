/* mark_threads_priv.h - marks of whole threads. */
#ifndef THRUM_CLI_MARK_THREADS_PRIV_H
#define THRUM_CLI_MARK_THREADS_PRIV_H

#include "cmd_priv.h"
#include "thrum/store/marks.h"

/* The enum thread_change that is called so, or -1. */
int mark_thread_find(const char *name);
/* `until` NULL: a new fact. The exit code. */
int mark_threads(struct cli_ctx *ctx, enum thread_change kind,
		 const char *until, int argc, char **argv);
/* Wake what should be awake by now, for commands that list threads. */
void mark_wake_due(struct cli_ctx *ctx, struct store *store);

#endif
