/* coverage.c - who reports an event, who copies, who is silent. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "story_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/base/map.h"
#include "thrum/store/threads.h"
#include "thrum/base/banned.h"

#define RECENT_THREADS 400 /* in which habits are looked for */
#define BIG_THREAD 3 /* sources: smaller ones say nothing about silence */
#define USUAL_SHARE 4 /* one of so many big threads */
#define USUAL_LEAST 4 /* big threads with it */
#define SILENT_MAX 12

static struct app_source *source_of(struct app_story *s, const char *name)
{
	for (size_t i = 0; i < s->sources.len; i++)
		if (!strcmp(s->sources.v[i].name, name))
			return &s->sources.v[i];
	struct app_source one = { .name = name };
	vec_push(&s->sources, one);
	return &s->sources.v[s->sources.len - 1];
}

/* What the report told that none before it had, by its timeline entry. */
static uint32_t fresh_of(const struct app_story *s, uint32_t report)
{
	for (size_t i = 0; i < s->timeline.entries.len; i++)
		if (s->timeline.entries.v[i].report == report)
			return s->timeline.entries.v[i].fresh;
	return 0;
}

void app_coverage_count(struct app_story *s)
{
	int64_t first = 0;

	for (uint32_t i = 0; i < s->story->n_reports; i++) {
		const struct story_report *r = &s->reports[i];
		struct app_source *x = source_of(s, r->source ? r->source :
								"");
		if (!first)
			first = r->time;
		if (!x->n_reports)
			x->lag_s = r->time - first;
		x->n_reports++;
		x->n_copies += (r->flags & STORY_COPY) != 0;
		x->n_fresh += fresh_of(s, i);
	}
}

/* Count the sources of a thread (parted by LF). */
static void count_sources(struct map *m, const char *lf_list)
{
	for (const char *p = lf_list; p && *p;) {
		size_t len = strcspn(p, "\n");
		(*map_put(m, p, len, NULL))++;
		p += len + (p[len] == '\n');
	}
}

static size_t sources_in(const char *lf_list)
{
	size_t n = lf_list && *lf_list;

	for (const char *p = lf_list; p && (p = strchr(p, '\n')); p++)
		n++;
	return n;
}

static bool is_here(const struct app_story *s, const char *name)
{
	for (size_t i = 0; i < s->sources.len; i++)
		if (!strcmp(s->sources.v[i].name, name))
			return true;
	return false;
}

static void name_silent(struct app_story *s, const struct map *m, size_t big)
{
	for (size_t i = 0; i < m->n_entries; i++) {
		const struct map_entry *e = &m->entries[i];
		if (!e->key || s->silent.len >= SILENT_MAX ||
		    e->value < USUAL_LEAST || e->value * USUAL_SHARE < big ||
		    is_here(s, e->key))
			continue;
		str_vec_add(&s->silent, e->key);
	}
}

enum status app_coverage_silent(struct store *store, struct app_story *s,
				struct err *err)
{
	struct thread_query q = { .order = THREADS_BY_NEWEST };
	struct thread_key key = { 0 };
	struct thread_vec rows = { 0 };
	struct arena arena = { 0 };
	struct map seen = { 0 };
	size_t big = 0;
	enum status st = store_threads_page(store, &q, key, PAGE_AFTER,
					    RECENT_THREADS, &arena, &rows,
					    err);

	for (size_t i = 0; st == ST_OK && i < rows.len; i++) {
		const char *sources = rows.v[i]->sources;
		if (sources_in(sources) < BIG_THREAD)
			continue;
		count_sources(&seen, sources);
		big++;
	}
	if (st == ST_OK)
		name_silent(s, &seen, big);
	map_release(&seen);
	vec_release(&rows);
	arena_release(&arena);
	return st;
}
