/* fixture.h - the news of the screen tests. */
#ifndef THRUM_TESTS_FIXTURE_H
#define THRUM_TESTS_FIXTURE_H

#include "thrum/base/status.h"

struct store;

/* Write feeds, articles, threads and their links into an empty store. */
enum status fixture_fill(struct store *st, struct err *err) MUST_CHECK;
/* `n` threads of one report each, older than the others. */
enum status fixture_many(struct store *st, int n, struct err *err) MUST_CHECK;

/* One event in four reports, and a chapter before it. */
enum status fixture_story(struct store *st, struct err *err) MUST_CHECK;

#endif
