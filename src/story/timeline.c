/* timeline.c - see timeline.h. Each report is judged against those before
 * it only, by the measure of novelty.h. */
#include "config.h"

#include "thrum/story/timeline.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/story/novelty.h"
#include "thrum/story/story.h"
#include "thrum/base/banned.h"

#define DAY 86400
#define HOURS_SHOWN (2 * DAY) /* up to this long it goes by the hour */

/* By how many reports each term is told; caller frees. */
static uint32_t *count_reports(const struct story *s)
{
	uint32_t *n = xcalloc(s->vocabulary.len + 1, sizeof(*n));
	uint32_t *seen = xcalloc(s->vocabulary.len + 1, sizeof(*seen));

	for (size_t i = 0; i < s->sentences.len; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		for (uint32_t k = 0; k < x->n_terms; k++) {
			uint32_t t = s->terms.v[x->term + k];
			n[t] += seen[t] != x->report + 1;
			seen[t] = x->report + 1;
		}
	}
	free(seen);
	return n;
}

/* Share of the sentence's terms that another report has too, squared: the
 * page around an article has words of its own. */
static double common(const struct story *s, const struct story_sentence *x,
		     const uint32_t *told_by)
{
	double n = 0;

	for (uint32_t k = 0; k < x->n_terms; k++)
		n += told_by[s->terms.v[x->term + k]] > 1;
	n = x->n_terms ? (n + 0.5) / (x->n_terms + 1.0) : 0;
	return n * n;
}

/* The new sentence that weighs most, facts first; of the first report its
 * first one, for leads say what happened. */
static uint32_t key_of(const struct story *s, uint32_t report,
		       const struct novelty *judged, const uint32_t *told_by)
{
	uint32_t best = TIMELINE_NONE;
	double top = -1;

	for (uint32_t i = s->first[report]; i < s->first[report + 1]; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		const struct novelty *n = &judged[i - s->first[report]];
		double w = x->weight + (n->fact ? 1000 : 0);
		/* Very long ones are lists. */
		if (!x->place || n->repeated || x->n_terms > 40)
			continue;
		w *= common(s, x, told_by) / (1 + 0.1 * (x->place - 1.0));
		if (w > top) {
			top = w;
			best = i;
		}
	}
	return best;
}

static void add_entries(const struct story *s, struct timeline *t)
{
	uint8_t *known = xcalloc(s->n_reports + 1, 1);
	struct novelty *judged =
		xcalloc(s->sentences.len + 1, sizeof(*judged));

	memset(known, 1, s->n_reports);
	struct novelty_index *ix = novelty_index_new(s, known);
	uint32_t *told_by = count_reports(s);
	for (uint32_t r = 0; r < s->n_reports; r++) {
		if (s->reports[r].flags & STORY_COPY)
			continue;
		novelty_judge_before(ix, r, judged);
		struct novelty_counts c = novelty_count(s, r, judged);
		struct timeline_entry e = { r, c.fresh, c.facts,
					    key_of(s, r, judged, told_by) };
		vec_push(&t->entries, e);
	}
	novelty_index_free(ix);
	free(told_by);
	free(judged);
	free(known);
}

static bool same_source(const struct story_report *a,
			const struct story_report *b)
{
	return a->source && b->source && !strcmp(a->source, b->source);
}

static int64_t lead_of(const struct story *s)
{
	for (size_t i = 1; i < s->n_reports; i++)
		if (!same_source(&s->reports[0], &s->reports[i]) &&
		    s->reports[0].time)
			return s->reports[i].time - s->reports[0].time;
	return -1;
}

static void add_bars(const struct story *s, int64_t tz_s, struct timeline *t)
{
	int64_t first = 0, last = 0;

	for (size_t i = 0; i < s->n_reports; i++) {
		int64_t at = s->reports[i].time;
		if (!at)
			continue;
		first = !first || at < first ? at : first;
		last = at > last ? at : last;
	}
	if (!first)
		return;
	t->step_s = last - first <= HOURS_SHOWN ? 3600 : DAY;
	while ((last - first) / t->step_s + 2 > TIMELINE_BARS)
		t->step_s *= 2;
	t->from = (first + tz_s) / t->step_s * t->step_s - tz_s;
	t->n_bars = (uint32_t)((last - t->from) / t->step_s + 1);
	for (size_t i = 0; i < s->n_reports; i++)
		if (s->reports[i].time)
			t->bars[(s->reports[i].time - t->from) / t->step_s]++;
}

void timeline_make(const struct story *s, int64_t tz_s, struct timeline *out)
{
	*out = (struct timeline){ .ahead_s = -1 };
	add_entries(s, out);
	if (s->n_reports)
		out->ahead_s = lead_of(s);
	add_bars(s, tz_s, out);
}

void timeline_release(struct timeline *t)
{
	vec_release(&t->entries);
}
