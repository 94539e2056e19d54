/* summary.c - see summary.h.
 *
 * A sentence's worth is what a linear fit expects it to share with a
 * description of the text; a sentence that repeats one that is taken loses
 * half of what they share. Greedily the one is taken that makes the whole
 * densest: worth over length, with a constant that keeps one-liners from
 * winning. Constants are from tests/bench/summary.py's pairs, one half of
 * them; the other half beats lead-3 and TextRank in ROUGE-1, -2 and -L.
 */
#include "config.h"

#include "thrum/story/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

#define PLACES_MAX 60 /* sentences of a report that are looked at */
#define TERMS_LEAST 4 /* shorter ones are cries and captions */
#define WORDS_PER_TERM 1.8 /* function words are no terms */
#define WORDS_FULL 60.0
#define WORDS_SLACK 45.0
#define REPEATED 0.5 /* of what is shared with a taken one is lost */

struct candidate {
	uint32_t sentence;
	double worth, words;
	double lost; /* share that a taken one says already */
	bool taken;
};
struct work {
	const struct story *s;
	uint8_t *title; /* per term: in the title that counts */
	double n_title;
	struct {
		VEC_FIELDS(struct candidate);
	} all;
};

/* The title that shares most with the others. */
static const struct story_sentence *central_title(const struct story *s)
{
	const struct story_sentence *best = NULL;
	double top = -1;

	for (size_t i = 0; i < s->n_reports; i++) {
		const struct story_sentence *x = &s->sentences.v[s->first[i]];
		double sum = 0;
		if (s->first[i] == s->first[i + 1] || x->place)
			continue;
		for (size_t k = 0; k < s->n_reports && s->n_reports < 100;
		     k++) {
			const struct story_sentence *y =
				&s->sentences.v[s->first[k]];
			if (k != i && s->first[k] != s->first[k + 1] &&
			    !y->place)
				sum += story_shared(s, x, y);
		}
		if (sum > top) {
			top = sum;
			best = x;
		}
	}
	return best;
}

static void note_title(struct work *w)
{
	const struct story_sentence *x = central_title(w->s);

	for (size_t i = 0; x && i < x->n_terms; i++)
		w->title[w->s->terms.v[x->term + i]] = 1;
	w->n_title = x ? x->n_terms : 0;
}

static double worth(const struct work *w, const struct story_sentence *x)
{
	const struct story *s = w->s;
	double n = x->n_terms ? x->n_terms : 1, titled = 0, central = 0;
	double tied = 0;
	double words = x->n_terms * WORDS_PER_TERM;
	double i = x->place - 1.0;

	for (size_t k = 0; k < x->n_terms; k++) {
		uint32_t t = s->terms.v[x->term + k];
		titled += w->title[t];
		tied += w->title[t] || s->vocabulary.v[t].df > 1;
		central += log(s->vocabulary.v[t].df);
	}
	/* Little in it comes up anywhere else: an aside. */
	if (tied < n / 4)
		return 0;
	if (words > WORDS_FULL)
		words = WORDS_FULL;
	return -0.026 + 0.032 / (1 + i) + 0.087 * exp(-i / 8) +
	       (w->n_title > 0 ? 0.203 * titled / w->n_title : 0) +
	       0.06 * titled / n + 0.0066 * central / sqrt(n) +
	       0.31 * words / WORDS_FULL;
}

/* Items of lists are seldom sentences that stand alone. */
static bool is_item(const struct story *s, const struct story_sentence *x)
{
	const struct doc *doc = s->reports[x->report].doc;

	return doc && doc->blocks.v[x->block].kind == DOC_LIST_ITEM;
}

static void gather(struct work *w)
{
	const struct story *s = w->s;

	for (size_t i = 0; i < s->sentences.len; i++) {
		const struct story_sentence *x = &s->sentences.v[i];
		struct candidate c = { .sentence = (uint32_t)i };
		if (!x->place || x->place > PLACES_MAX ||
		    x->n_terms < TERMS_LEAST || is_item(s, x) ||
		    (s->reports[x->report].flags & STORY_COPY))
			continue;
		c.worth = worth(w, x);
		c.words = x->n_terms * WORDS_PER_TERM;
		if (c.worth <= 0)
			continue;
		vec_push(&w->all, c);
	}
}

/* What the others repeat of the one that was taken. */
static void lose(struct work *w, uint32_t taken)
{
	const struct story *s = w->s;

	for (size_t i = 0; i < w->all.len; i++) {
		struct candidate *c = &w->all.v[i];
		const struct story_sentence *x = &s->sentences.v[c->sentence];
		if (c->taken || x->weight <= 0)
			continue;
		double r = story_shared(s, x, &s->sentences.v[taken]) /
			   x->weight;
		if (r > c->lost)
			c->lost = r;
	}
}

static size_t choose(struct work *w, uint32_t *out, size_t max)
{
	double worth_sum = 0, words = WORDS_SLACK;
	size_t n = 0;

	while (n < max) {
		struct candidate *best = NULL;
		double top = 0;
		for (size_t i = 0; i < w->all.len; i++) {
			struct candidate *c = &w->all.v[i];
			double v = (worth_sum +
				    c->worth * (1 - REPEATED * c->lost)) /
				   (words + c->words);
			if (!c->taken && c->lost < 0.8 && v > top) {
				top = v;
				best = c;
			}
		}
		if (!best)
			break;
		best->taken = true;
		worth_sum += best->worth * (1 - REPEATED * best->lost);
		words += best->words;
		lose(w, best->sentence);
		out[n++] = best->sentence;
	}
	return n;
}

static int by_index(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* Only cries and captions: the first of them beats nothing. */
static size_t first_sentence(const struct story *s, uint32_t *out)
{
	for (size_t i = 0; i < s->sentences.len; i++)
		if (s->sentences.v[i].place) {
			*out = (uint32_t)i;
			return 1;
		}
	return 0;
}

size_t summary_story(const struct story *s, uint32_t *out, size_t max)
{
	struct work w = { .s = s };
	size_t n;

	if (!max)
		return 0;
	w.title = xcalloc(s->vocabulary.len + 1, 1);
	note_title(&w);
	gather(&w);
	n = choose(&w, out, max);
	if (!n)
		n = first_sentence(s, out);
	qsort(out, n, sizeof(*out), by_index);
	vec_release(&w.all);
	free(w.title);
	return n;
}

size_t summary_make(const struct doc *doc, const char *title,
		    struct summary_sentence *out, size_t max)
{
	struct story_report one = { .title = title, .doc = doc };
	struct story *s = story_new(&one, 1);
	uint32_t *chosen = xcalloc(max + 1, sizeof(*chosen));
	size_t n = summary_story(s, chosen, max);

	for (size_t i = 0; i < n; i++) {
		const struct story_sentence *x = &s->sentences.v[chosen[i]];
		out[i] = (struct summary_sentence){
			.off = x->off,
			.len = x->len,
			.place = x->place,
			.score = x->weight,
		};
	}
	free(chosen);
	story_free(s);
	return n;
}
