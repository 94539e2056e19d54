/* wake.c - snoozed threads whose rules hold.
 *
 * Looked at when articles have come and when a date has; a store in which
 * nothing sleeps costs one look at an empty index. A new fact is looked for
 * in what came since, each report once.
 */
#include "config.h"

#include "thrum/app/wake.h"

#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

#include "thrum/app/story.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/store/marks.h"
#include "thrum/store/store.h"
#include "thrum/store/threads.h"
#include "thrum/story/novelty.h"
#include "thrum/story/story.h"
#include "thrum/text/date.h"

#include "thrum/base/banned.h"

static bool has_id(const struct id_vec *ids, int64_t id)
{
	for (size_t i = 0; i < ids->len; i++)
		if (ids->v[i] == id)
			return true;
	return false;
}

/* Does one of the reports tell what none of the others has? */
static bool tell_news(const struct app_story *s, const struct id_vec *since)
{
	const struct story *x = s->story;
	uint8_t *known = xcalloc(x->n_reports + 1, 1);
	struct novelty *out = xcalloc(x->sentences.len + 1, sizeof(*out));
	bool found = false;

	for (size_t i = 0; i < x->n_reports; i++)
		known[i] = !has_id(since, s->reports[i].id);
	struct novelty_index *ix = novelty_index_new(x, known);
	for (uint32_t i = 0; !found && i < x->n_reports; i++) {
		if (known[i] || (s->reports[i].flags & STORY_COPY))
			continue;
		novelty_judge(ix, i, out);
		found = novelty_count(x, i, out).facts > 0;
	}
	novelty_index_free(ix);
	free(out);
	free(known);
	return found;
}

static enum status has_fact(struct app *app, const struct snooze *s,
			    bool *wakes, struct err *err)
{
	struct app_story_query q = { .thread_id = s->thread_id,
				     .depth = APP_STORY_NEWS };
	struct id_vec since = { 0 };
	struct app_story *story = NULL;
	int64_t last = 0;
	enum status st = store_thread_since(app->store, s->thread_id,
					    s->arrival, &since, &last, err);

	if (st == ST_OK && since.len) {
		st = app_story_load(app->store, &q, &story, err);
		if (st == ST_OK)
			*wakes = tell_news(story, &since);
		if (st == ST_OK && !*wakes)
			st = store_snooze_judged(app->store, s, last, err);
		app_story_free(story);
	}
	vec_release(&since);
	return st;
}

static enum status has_sources(struct app *app, const struct snooze *s,
			       bool *wakes, struct err *err)
{
	struct arena arena = { 0 };
	struct thread *t = NULL;
	enum status st = store_thread_get(app->store, s->thread_id, &arena,
					  &t, err);

	if (st == ST_OK)
		*wakes = t->n_sources >= s->sources;
	arena_release(&arena);
	return st;
}

/* The dearest rule last. */
static enum status judge(struct app *app, const struct snooze *s, int64_t now,
			 bool *wakes, struct err *err)
{
	enum status st = ST_OK;

	*wakes = (s->rules & WAKE_DATE) && s->at <= now;
	if (!*wakes && (s->rules & WAKE_SOURCES))
		st = has_sources(app, s, wakes, err);
	if (st == ST_OK && !*wakes && (s->rules & WAKE_FACT))
		st = has_fact(app, s, wakes, err);
	return st;
}

enum status wake_check(struct app *app, int64_t *woken, struct err *err)
{
	struct snooze_vec asleep = { 0 };
	int64_t now = clock_now_s(), n = 0;
	enum status st = store_snoozes(app->store, &asleep, err);

	for (size_t i = 0; st == ST_OK && i < asleep.len; i++) {
		bool wakes = false;
		st = judge(app, &asleep.v[i], now, &wakes, err);
		if (st == ST_OK && wakes) {
			st = store_wake(app->store, &asleep.v[i], now, err);
			n++;
		}
	}
	vec_release(&asleep);
	if (st == ST_OK)
		*woken = n;
	return st;
}

enum status app_wake(struct app *app, int64_t *woken, struct err *err)
{
	struct store *store;
	int64_t n = 0;
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_begin(store, err);
	if (st)
		return st;
	st = app_end(app, wake_check(app, &n, err), err);
	if (st == ST_OK)
		*woken = n;
	return st;
}

/* ---- rules ---- */

/* A time from now on ("3d"), or a date. */
static enum status parse_when(const char *word, int64_t now, int64_t *at,
			      struct err *err)
{
	int64_t age;

	if (date_parse_age(word, &age))
		*at = now + age;
	else if (!date_parse(word, at))
		return err_set(err, ST_USAGE,
			       _("\"%s\" wakes nobody: write fact, sources, "
				 "12h, 3d, 2w or 2025-05-31"),
			       word);
	if (*at <= now)
		return err_set(err, ST_USAGE, _("%s is past already"), word);
	return ST_OK;
}

static enum status parse_word(const char *word, int64_t now,
			      struct wake_rules *out, struct err *err)
{
	if (!strcmp(word, "fact"))
		out->rules |= WAKE_FACT;
	else if (!strcmp(word, "sources"))
		out->rules |= WAKE_SOURCES;
	else if (out->rules & WAKE_DATE)
		return err_set(err, ST_USAGE, _("one date is enough"));
	else
		out->rules |= WAKE_DATE;
	if ((out->rules & WAKE_DATE) && !out->at)
		return parse_when(word, now, &out->at, err);
	return ST_OK;
}

enum status wake_rules_parse(const char *text, int64_t now,
			     struct wake_rules *out, struct err *err)
{
	struct wake_rules got = { 0 };
	enum status st = ST_OK;

	for (const char *p = text; st == ST_OK && *p;) {
		size_t n = strcspn(p, ", ");
		char *word = xstrndup(p, n);
		if (n)
			st = parse_word(word, now, &got, err);
		free(word);
		p += n + (p[n] != '\0');
	}
	if (st == ST_OK && !got.rules)
		st = parse_word("", now, &got, err);
	if (st == ST_OK)
		*out = got;
	return st;
}
