/* fixture.h - the news of the screen tests. */
#ifndef THRUM_TESTS_FIXTURE_H
#define THRUM_TESTS_FIXTURE_H

#include <stdint.h>

#include "thrum/base/status.h"

struct store;

/* Write feeds, articles, threads and their links into an empty store. */
enum status fixture_fill(struct store *st, struct err *err) MUST_CHECK;
/* The article in tests/data/articles/FILE alone: its first line is the
 * title, the rest the body (HTML if it begins with a tag, else plain text).
 * "long" is no file: a text of more than a megabyte. */
enum status fixture_article(struct store *st, const char *file,
			    struct err *err) MUST_CHECK;
/* `n` threads of one report each, older than the others. */
enum status fixture_many(struct store *st, int n, struct err *err) MUST_CHECK;

/* One event in four reports, and a chapter before it. */
enum status fixture_story(struct store *st, struct err *err) MUST_CHECK;

/* A store in Japanese, instead of fixture_fill(). */
enum status fixture_japan(struct store *st, struct err *err) MUST_CHECK;

/* One report more, of the thread with this id, so many minutes before
 * SCREEN_NOW: what a fetch brings while one reads. */
enum status fixture_report(struct store *st, int64_t thread, int minutes,
			   const char *title, struct err *err) MUST_CHECK;

#endif
