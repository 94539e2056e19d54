/* skim.c - the fewest reports that tell a thread's facts; see summary.h.
 *
 * Weighted set cover, greedily: no polynomial way is better by more than a
 * constant (Feige 1998). A fact told by many reports weighs more, one that
 * only a single report has weighs least, so that a long colour piece is
 * not read for its many asides. */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "thrum/base/alloc.h"
#include "thrum/story/story.h"
#include "thrum/story/summary.h"
#include "thrum/base/banned.h"

#define ONCE 0.25 /* weight of what one report alone tells */

struct cover {
	const struct story *s;
	uint32_t *told_by; /* per term: independent reports */
	uint8_t *told;
	uint32_t n_independent;
};

static bool is_copy(const struct story *s, uint32_t report)
{
	return s->reports[report].flags & STORY_COPY;
}

/* Count each term once a report. */
static void count(struct cover *c)
{
	const struct story *s = c->s;
	uint32_t *seen = xcalloc(s->vocabulary.len + 1, sizeof(*seen));

	for (uint32_t r = 0; r < s->n_reports; r++) {
		if (is_copy(s, r))
			continue;
		c->n_independent++;
		for (uint32_t i = s->first[r]; i < s->first[r + 1]; i++) {
			const struct story_sentence *x = &s->sentences.v[i];
			for (uint32_t k = 0; k < x->n_terms; k++) {
				uint32_t t = s->terms.v[x->term + k];
				if (seen[t] != r + 1)
					c->told_by[t]++;
				seen[t] = r + 1;
			}
		}
	}
	free(seen);
}

static double weight(const struct cover *c, uint32_t term)
{
	uint32_t n = c->told_by[term];
	bool named = c->s->vocabulary.v[term].flags &
		     (STORY_NAME | STORY_NUMBER);

	if (n == 0 || (!named && n * 3 < c->n_independent) ||
	    (!named && n < 2))
		return 0;
	return n == 1 ? ONCE : log(1.0 + n);
}

/* What a report adds; with `take` it is told from then on. */
enum gain { GAIN_LOOK, GAIN_TAKE };
static double gain(struct cover *c, uint32_t report, enum gain how,
		   uint32_t *facts)
{
	const struct story *s = c->s;
	struct story_u32_vec mine = { 0 };
	double sum = 0;

	for (uint32_t i = s->first[report]; i < s->first[report + 1]; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		for (uint32_t k = 0; k < x->n_terms; k++) {
			uint32_t t = s->terms.v[x->term + k];
			double w = c->told[t] ? 0 : weight(c, t);
			if (w <= 0)
				continue;
			sum += w;
			c->told[t] = 1;
			vec_push(&mine, t);
		}
	}
	*facts = (uint32_t)mine.len;
	for (size_t i = 0; how == GAIN_LOOK && i < mine.len; i++)
		c->told[mine.v[i]] = 0;
	vec_release(&mine);
	return sum;
}

static double total(const struct cover *c, uint32_t *facts)
{
	double sum = 0;

	*facts = 0;
	for (uint32_t t = 0; t < c->s->vocabulary.len; t++) {
		double w = weight(c, t);
		sum += w;
		*facts += w > 0;
	}
	return sum;
}

/* Index of the report that adds most to what is told, or n_reports. */
static uint32_t best_left(struct cover *c)
{
	uint32_t best = (uint32_t)c->s->n_reports, facts;
	double top = 0;

	for (uint32_t r = 0; r < c->s->n_reports; r++) {
		double g = is_copy(c->s, r) ? 0 :
					      gain(c, r, GAIN_LOOK, &facts);
		if (g > top) {
			top = g;
			best = r;
		}
	}
	return best;
}

size_t skim_story(const struct story *s, double share, struct skim_pick *out,
		  uint32_t *facts)
{
	struct cover c = { .s = s };
	double all, got = 0;
	uint32_t told = 0;
	size_t n = 0;

	c.told_by = xcalloc(s->vocabulary.len + 1, sizeof(*c.told_by));
	c.told = xcalloc(s->vocabulary.len + 1, 1);
	count(&c);
	all = total(&c, facts);
	while (n < s->n_reports && got < share * all) {
		uint32_t add, best = best_left(&c);
		if (best == s->n_reports)
			break;
		got += gain(&c, best, GAIN_TAKE, &add);
		told += add;
		out[n++] = (struct skim_pick){ best, told };
	}
	free(c.told_by);
	free(c.told);
	return n;
}
