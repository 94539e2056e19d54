/* story_priv.h - parts of a thread's story that commands print. */
#ifndef THRUM_CLI_STORY_PRIV_H
#define THRUM_CLI_STORY_PRIV_H

#include "cmd_priv.h"

struct app_story;
struct store;

enum story_parts {
	STORY_PART_SUMMARY = 1u << 0,
	STORY_PART_FIGURES = 1u << 1,
	STORY_PART_QUOTES = 1u << 2,
	STORY_PART_TIMELINE = 1u << 3,
	STORY_PART_SOURCES = 1u << 4,
	STORY_PART_ALL = 31u,
};
/* Load the thread and print these parts; the exit code. */
int story_print(struct cli_ctx *ctx, struct store *store, int64_t thread_id,
		uint32_t parts);
/* The same as one JSON object. */
int story_print_json(struct cli_ctx *ctx, struct store *store,
		     int64_t thread_id, uint32_t parts);
/* These parts as fields of `o`. */
void story_json(json_t *o, const struct app_story *s, uint32_t parts);

#endif
