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
	float *weights; /* per term; 0 = no fact */
	struct story_u32_vec facts; /* each report's, each once */
	uint32_t *first; /* n_reports + 1: where they begin in it */
	double *bound; /* per report: what it added when last looked at; it
			* can only become less */
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

/* The facts of each report. */
static void gather(struct cover *c)
{
	const struct story *s = c->s;
	uint32_t *seen = xcalloc(s->vocabulary.len + 1, sizeof(*seen));

	for (uint32_t r = 0; r < s->n_reports; r++) {
		c->first[r] = (uint32_t)c->facts.len;
		for (uint32_t i = s->first[r];
		     !is_copy(s, r) && i < s->first[r + 1]; i++) {
			const struct story_sentence *x = &s->sentences.v[i];
			for (uint32_t k = 0; k < x->n_terms; k++) {
				uint32_t t = s->terms.v[x->term + k];
				if (seen[t] == r + 1 || c->weights[t] <= 0)
					continue;
				seen[t] = r + 1;
				vec_push(&c->facts, t);
				c->bound[r] += (double)c->weights[t];
			}
		}
	}
	c->first[s->n_reports] = (uint32_t)c->facts.len;
	free(seen);
}

/* What a report adds now. */
static double gain(const struct cover *c, uint32_t report)
{
	double sum = 0;

	for (uint32_t i = c->first[report]; i < c->first[report + 1]; i++) {
		uint32_t t = c->facts.v[i];
		sum += c->told[t] ? 0 : (double)c->weights[t];
	}
	return sum;
}

static uint32_t take(struct cover *c, uint32_t report)
{
	uint32_t n = 0;

	for (uint32_t i = c->first[report]; i < c->first[report + 1]; i++) {
		n += !c->told[c->facts.v[i]];
		c->told[c->facts.v[i]] = 1;
	}
	c->bound[report] = 0;
	return n;
}

static double total(struct cover *c, uint32_t *facts)
{
	double sum = 0;

	*facts = 0;
	for (uint32_t t = 0; t < c->s->vocabulary.len; t++) {
		double w = weight(c, t);
		c->weights[t] = (float)w;
		sum += w;
		*facts += w > 0;
	}
	return sum;
}

/* Index of the report that adds most to what is told (the first of several
 * that do), or n_reports. Only those whose bound is above the best so far are
 * looked at again (Minoux 1978). */
static uint32_t best_left(struct cover *c, double *top)
{
	uint32_t best = (uint32_t)c->s->n_reports;

	*top = 0;
	for (uint32_t r = 0; r < c->s->n_reports; r++) {
		if (c->bound[r] <= *top)
			continue;
		c->bound[r] = gain(c, r);
		if (c->bound[r] > *top) {
			*top = c->bound[r];
			best = r;
		}
	}
	return best;
}

static void cover_init(struct cover *c, const struct story *s)
{
	size_t n = s->vocabulary.len + 1;

	*c = (struct cover){ .s = s };
	c->told_by = xcalloc(n, sizeof(*c->told_by));
	c->told = xcalloc(n, 1);
	c->weights = xcalloc(n, sizeof(*c->weights));
	c->first = xcalloc(s->n_reports + 1, sizeof(*c->first));
	c->bound = xcalloc(s->n_reports + 1, sizeof(*c->bound));
}

static void cover_release(struct cover *c)
{
	free(c->told_by);
	free(c->told);
	free(c->weights);
	free(c->first);
	free(c->bound);
	vec_release(&c->facts);
}

size_t skim_story(const struct story *s, double share, struct skim_pick *out,
		  uint32_t *facts)
{
	struct cover c;
	double all, got = 0, add;
	uint32_t told = 0;
	size_t n = 0;

	cover_init(&c, s);
	count(&c);
	all = total(&c, facts);
	gather(&c);
	while (n < s->n_reports && got < share * all) {
		uint32_t best = best_left(&c, &add);
		if (best == s->n_reports)
			break;
		got += add;
		told += take(&c, best);
		out[n++] = (struct skim_pick){ best, told };
	}
	cover_release(&c);
	return n;
}
