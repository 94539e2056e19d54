/* since.c - what happened since a time.
 *
 * Threads come newest first and are told by their dates; those that went on
 * are read (the largest SINCE_READ of them), and what their new reports say
 * is judged against what was told before. */
#include "config.h"

#include "thrum/app/since.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/app/story.h"
#include "thrum/base/alloc.h"
#include "thrum/store/threads.h"
#include "thrum/story/novelty.h"
#include "thrum/story/story.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define PAGE_ROWS 200
#define FACT_TERMS_MAX 40 /* longer sentences are lists */

static enum since_kind kind_of(const struct thread *t,
			       const struct since_query *q)
{
	if (t->last < q->from)
		return SINCE_ENDED;
	return t->first >= q->from ? SINCE_NEW : SINCE_MORE;
}

static void add(struct since *s, struct thread *t,
		const struct since_query *q, size_t *n_ended)
{
	struct since_event e = { .thread = t,
				 .kind = kind_of(t, q),
				 .fact = "" };
	/* As long before as the time that is looked at. */
	int64_t back = q->from - (q->to - q->from);

	if (e.kind == SINCE_ENDED &&
	    (t->last < back || t->n_independent < 2 ||
	     (*n_ended)++ >= SINCE_ENDED_MAX))
		return;
	vec_push(&s->events, e);
}

/* Newest first, so that what went quiet comes last. */
static enum status gather(struct store *store, const struct since_query *q,
			  struct since *s, struct err *err)
{
	struct thread_query tq = { .order = THREADS_BY_NEWEST,
				   .unread_only = q->unread_only };
	struct thread_key key = { 0 };
	struct thread_vec rows = { 0 };
	size_t n_ended = 0;
	enum status st = ST_OK;
	bool more = true;

	while (st == ST_OK && more) {
		rows.len = 0;
		st = store_threads_page(store, &tq, key, PAGE_AFTER, PAGE_ROWS,
					&s->arena, &rows, err);
		for (size_t i = 0; st == ST_OK && i < rows.len; i++) {
			add(s, rows.v[i], q, &n_ended);
			key = (struct thread_key){ rows.v[i]->last,
						   rows.v[i]->id };
		}
		more = rows.len == PAGE_ROWS && n_ended < SINCE_ENDED_MAX &&
		       key.value >= q->from - (q->to - q->from);
	}
	vec_release(&rows);
	return st;
}

static int by_kind(const void *pa, const void *pb)
{
	const struct since_event *a = pa, *b = pb;
	const struct thread *x = a->thread, *y = b->thread;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->n_facts != b->n_facts)
		return a->n_facts > b->n_facts ? -1 : 1;
	if (x->n_independent != y->n_independent)
		return x->n_independent > y->n_independent ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

/* ---- new facts ---- */

/* The first new sentence of the report that has a fact, cleaned. */
static const char *fact_of(const struct story *x, uint32_t report,
			   const struct novelty *judged, struct arena *arena)
{
	for (uint32_t i = x->first[report]; i < x->first[report + 1]; i++) {
		const struct story_sentence *s = &x->sentences.v[i];
		struct buf b = BUF_INIT;
		if (!s->place || !judged[i - x->first[report]].fact ||
		    s->n_terms > FACT_TERMS_MAX)
			continue;
		text_clean(&b, s->text, s->len, CLEAN_LINE);
		const char *out = arena_strdup(arena, b.ptr);
		buf_release(&b);
		return out;
	}
	return "";
}

static void judge(const struct app_story *a, int64_t from,
		  struct since_event *e, struct arena *arena)
{
	const struct story *x = a->story;
	uint8_t *known = xcalloc(x->n_reports + 1, 1);
	struct novelty *out = xcalloc(x->sentences.len + 1, sizeof(*out));

	for (size_t i = 0; i < x->n_reports; i++)
		known[i] = a->reports[i].time < from;
	struct novelty_index *ix = novelty_index_new(x, known);
	for (uint32_t i = 0; i < x->n_reports; i++) {
		if (known[i])
			continue;
		e->n_reports++;
		if (a->reports[i].flags & STORY_COPY)
			continue;
		novelty_judge(ix, i, out);
		if (!novelty_count(x, i, out).facts)
			continue;
		e->n_facts++;
		if (!*e->fact)
			e->fact = fact_of(x, i, out, arena);
	}
	novelty_index_free(ix);
	free(out);
	free(known);
}

static enum status look_closer(struct store *store, struct since *s,
			       const struct since_query *q, struct err *err)
{
	enum status st = ST_OK;
	size_t n = 0;

	for (size_t i = 0; st == ST_OK && i < s->events.len; i++) {
		struct since_event *e = &s->events.v[i];
		struct app_story_query sq = { .thread_id = e->thread->id,
					      .depth = APP_STORY_NEWS };
		struct app_story *story = NULL;
		if (e->kind != SINCE_MORE || n++ >= SINCE_READ)
			continue;
		st = app_story_load(store, &sq, &story, err);
		if (st == ST_OK)
			judge(story, q->from, e, &s->arena);
		else if (st == ST_NOT_FOUND)
			st = ST_OK; /* gone since the list was read */
		if (e->n_facts)
			e->kind = SINCE_FACTS;
		app_story_free(story);
	}
	return st;
}

/* Ended ones have a limit of their own. */
static void cut(struct since *s, size_t limit)
{
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < s->events.len; i++) {
		bool ended = s->events.v[i].kind == SINCE_ENDED;
		if (!ended && n >= limit) {
			s->n_left_out++;
			continue;
		}
		n += !ended;
		s->events.v[kept++] = s->events.v[i];
	}
	s->events.len = kept;
}

enum status app_since_load(struct store *store, const struct since_query *q,
			   struct since **out, struct err *err)
{
	struct since *s = xcalloc(1, sizeof(*s));
	enum status st;

	s->from = q->from;
	s->to = q->to;
	st = gather(store, q, s, err);
	if (st == ST_OK) {
		vec_sort(&s->events, by_kind);
		cut(s, q->limit);
		st = look_closer(store, s, q, err);
	}
	if (st == ST_OK) {
		vec_sort(&s->events, by_kind);
		*out = s;
	} else {
		since_free(s);
	}
	return st;
}

void since_free(struct since *s)
{
	if (!s)
		return;
	vec_release(&s->events);
	arena_release(&s->arena);
	free(s);
}
