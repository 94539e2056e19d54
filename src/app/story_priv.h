/* story_priv.h - coverage.c's part of an app_story. */
#ifndef THRUM_APP_STORY_PRIV_H
#define THRUM_APP_STORY_PRIV_H

#include "thrum/app/story.h"

/* Fill s->sources; the timeline stands. */
void app_coverage_count(struct app_story *s);
/* Fill s->silent from the recent threads. */
enum status app_coverage_silent(struct store *store, struct app_story *s,
				struct err *err) MUST_CHECK;

#endif
