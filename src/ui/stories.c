/* stories.c - see stories_priv.h. */
#include "config.h"

#include "stories_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/app/story.h"
#include "thrum/base/hash.h"
#include "ui_priv.h"
#include "thrum/base/banned.h"

void stories_release(struct stories *s)
{
	for (int i = 0; i < STORIES_KEPT; i++)
		app_story_free(s->slots[i].story);
	vec_release(&s->counts);
}

uint64_t story_stamp(const struct article_row_vec *rows)
{
	uint64_t h = rows->len;

	for (size_t i = 0; i < rows->len; i++) {
		const struct article_row *r = &rows->v[i];
		uint64_t x[3] = { (uint64_t)r->id, r->words,
				  r->flags & (ARTICLE_READ | ARTICLE_COPY |
					      ARTICLE_REVISED) };
		h = hash64(x, sizeof(x), h);
	}
	return h;
}

static uint64_t thread_stamp(const struct thread *t)
{
	uint64_t x[3] = { (uint64_t)t->n_articles, (uint64_t)t->n_unread,
			  (uint64_t)t->last };

	return hash64(x, sizeof(x), 0);
}

static void ask(struct ui *ui, int64_t thread_id, int depth)
{
	struct job job = { .kind = JOB_STORY,
			   .id = thread_id,
			   .other = ui->tz_s,
			   .depth = depth };

	ui_post(ui, &job);
}

/* The slot of the thread, moved to the front; the last one is emptied for
 * one that has none. */
static struct story_slot *slot_of(struct stories *s, int64_t thread_id)
{
	int i = 0;

	while (i < STORIES_KEPT - 1 && s->slots[i].thread_id != thread_id)
		i++;
	struct story_slot it = s->slots[i];
	memmove(s->slots + 1, s->slots, (size_t)i * sizeof(*s->slots));
	if (it.thread_id != thread_id) {
		app_story_free(it.story);
		it = (struct story_slot){ .thread_id = thread_id };
	}
	s->slots[0] = it;
	return &s->slots[0];
}

const struct app_story *ui_story(struct ui *ui, int64_t thread_id,
				 uint64_t stamp)
{
	if (!thread_id)
		return NULL;
	struct story_slot *slot = slot_of(&ui->stories, thread_id);
	if (slot->stamp != stamp) {
		slot->stamp = stamp;
		ask(ui, thread_id, slot->depth);
	}
	return slot->story;
}

const struct app_story *ui_story_all(struct ui *ui, int64_t thread_id,
				     uint64_t stamp)
{
	if (!thread_id)
		return NULL;
	struct story_slot *slot = slot_of(&ui->stories, thread_id);
	if (slot->stamp != stamp || slot->depth != APP_STORY_ALL) {
		slot->stamp = stamp;
		slot->depth = APP_STORY_ALL;
		ask(ui, thread_id, APP_STORY_ALL);
	}
	return slot->story && slot->story->depth == APP_STORY_ALL ?
		       slot->story :
		       NULL;
}

static struct story_counts *counts_of(struct stories *s, int64_t thread_id)
{
	for (size_t i = 0; i < s->counts.len; i++)
		if (s->counts.v[i].thread_id == thread_id)
			return &s->counts.v[i];
	return NULL;
}

bool ui_story_counts(struct ui *ui, const struct thread *t,
		     struct story_counts *out)
{
	struct stories *s = &ui->stories;
	struct story_counts *c = counts_of(s, t->id);
	uint64_t stamp = thread_stamp(t);

	if (!t->n_unread || t->n_unread >= t->n_articles)
		return false;
	if (!c) {
		struct story_counts one = { .thread_id = t->id };
		if (s->counts.len >= STORY_COUNTS_KEPT)
			s->counts.len = 0;
		vec_push(&s->counts, one);
		c = &s->counts.v[s->counts.len - 1];
	}
	if (c->stamp != stamp) {
		c->stamp = stamp;
		ask(ui, t->id, APP_STORY_NEWS);
	}
	*out = *c;
	return c->known;
}

static void take_counts(struct stories *s, const struct msg *m)
{
	struct story_counts *c = counts_of(s, m->id);

	if (!c || !m->story)
		return;
	c->known = true;
	c->n_read = m->story->n_read;
	c->n_fresh = m->story->n_fresh;
	c->n_facts = m->story->n_facts;
}

static void compose_again(struct ui *ui)
{
	for (size_t i = 0; i < ui->n_views; i++)
		ui->stack[i]->composed = false;
	if (ui->preview)
		ui->preview->composed = false;
	ui->dirty = true;
}

void ui_story_take(struct ui *ui, struct msg *m)
{
	struct stories *s = &ui->stories;

	take_counts(s, m);
	for (int i = 0; m->story && i < STORIES_KEPT; i++)
		if (s->slots[i].thread_id == m->id &&
		    (int)m->story->depth >= s->slots[i].depth) {
			app_story_free(s->slots[i].story);
			s->slots[i].story = m->story;
			m->story = NULL;
		}
	compose_again(ui);
}
