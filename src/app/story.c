/* story.c - a thread with its texts, read for the reader. */
#include "config.h"

#include "story_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/arena.h"
#include "thrum/store/articles.h"
#include "thrum/store/threads.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

/* The bodies, by time. A feed that gives only a summary gives that. */
static enum status load_bodies(struct store *store,
			       const struct article_row_vec *rows,
			       struct app_story *s, struct err *err)
{
	for (size_t i = 0; i < rows->len; i++) {
		struct article *a = NULL;
		enum status st = store_article_get(store, rows->v[i].id,
						   STORE_LOAD_BODY, &a, err);
		if (st == ST_NOT_FOUND)
			continue; /* gone since the list was read */
		if (st)
			return st;
		if ((!a->body || !a->body->blocks.len) && a->summary) {
			doc_free(a->body);
			a->body = doc_from_text(a->summary,
						strlen(a->summary));
		}
		vec_push(&s->articles, a);
	}
	return ST_OK;
}

static void describe(struct app_story *s)
{
	s->reports = xcalloc(s->articles.len + 1, sizeof(*s->reports));
	for (size_t i = 0; i < s->articles.len; i++) {
		const struct article *a = s->articles.v[i];
		uint32_t flags = a->flags & ARTICLE_READ ? STORY_READ : 0;
		if (a->flags & ARTICLE_COPY)
			flags |= STORY_COPY;
		s->reports[i] = (struct story_report){
			.id = a->id,
			.original = a->copy_of,
			.time = article_time(a),
			.source = a->source,
			.title = a->title,
			.lang = a->lang,
			.doc = a->body,
			.flags = flags,
		};
	}
}

static void judge(struct app_story *s)
{
	size_t n = s->articles.len;
	uint8_t *known = xcalloc(n + 1, 1);

	s->novelty = xcalloc(s->story->sentences.len + 1, sizeof(*s->novelty));
	s->counts = xcalloc(n + 1, sizeof(*s->counts));
	for (size_t i = 0; i < n; i++) {
		known[i] = (s->reports[i].flags & STORY_READ) != 0;
		s->n_read += known[i] && !(s->reports[i].flags & STORY_COPY);
	}
	struct novelty_index *ix = novelty_index_new(s->story, known);
	for (uint32_t i = 0; i < s->story->n_reports; i++) {
		struct novelty *out = s->novelty + s->story->first[i];
		novelty_judge(ix, i, out);
		s->counts[i] = novelty_count(s->story, i, out);
		if (s->reports[i].flags & (STORY_READ | STORY_COPY))
			continue;
		s->n_fresh++;
		s->n_facts += s->counts[i].facts > 0;
	}
	novelty_index_free(ix);
	free(known);
}

static enum status deepen(struct store *store, struct app_story *s,
			  int64_t tz_s, struct err *err)
{
	const struct story *x = s->story;

	s->depth = APP_STORY_ALL;
	s->n_summary = summary_story(x, s->summary, APP_SUMMARY);
	s->skim = xcalloc(x->n_reports + 1, sizeof(*s->skim));
	s->n_skim = skim_story(x, APP_SKIM_SHARE, s->skim, &s->n_skim_facts);
	differ_make(x, &s->differ);
	differ_names(x, &s->names);
	sayings_make(x, &s->sayings);
	timeline_make(x, tz_s, &s->timeline);
	app_coverage_count(s);
	return app_coverage_silent(store, s, err);
}

enum status app_story_load(struct store *store,
			   const struct app_story_query *query,
			   struct app_story **out, struct err *err)
{
	struct app_story *s = xcalloc(1, sizeof(*s));
	struct article_query q = { .scope = SCOPE_THREAD };
	struct article_row_vec rows = { 0 };
	struct arena arena = { 0 };
	struct thread *t = NULL;
	enum status st = store_thread_get(store, query->thread_id, &arena, &t,
					  err);

	if (st == ST_OK) {
		q.of = s->thread_id = t->id;
		st = store_articles_page(store, &q, 0, PAGE_AFTER,
					 APP_STORY_REPORTS, &arena, &rows,
					 err);
	}
	if (st == ST_OK)
		st = load_bodies(store, &rows, s, err);
	if (st == ST_OK) {
		describe(s);
		s->story = story_new(s->reports, s->articles.len);
		judge(s);
		if (query->depth == APP_STORY_ALL)
			st = deepen(store, s, query->tz_s, err);
	}
	if (st == ST_OK)
		*out = s;
	else
		app_story_free(s);
	vec_release(&rows);
	arena_release(&arena);
	return st;
}

void app_story_free(struct app_story *s)
{
	if (!s)
		return;
	differ_release(&s->differ);
	differ_names_release(&s->names);
	sayings_release(&s->sayings);
	timeline_release(&s->timeline);
	vec_release(&s->sources);
	str_vec_release(&s->silent);
	free(s->skim);
	free(s->novelty);
	free(s->counts);
	story_free(s->story);
	free(s->reports);
	article_vec_release(&s->articles);
	free(s);
}

int app_story_find(const struct app_story *s, int64_t article_id)
{
	for (size_t i = 0; i < s->articles.len; i++)
		if (s->articles.v[i]->id == article_id)
			return (int)i;
	return -1;
}
