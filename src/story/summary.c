/* summary.c - see summary.h.
 *
 * A word weighs the logarithm of how often it comes (title words as one
 * more), so a word that comes once weighs nothing; a sentence is worth its
 * words' weights over the root of its length, more near the beginning. The
 * best is taken, what it said weighs half from then on, and the next is
 * chosen: so the summary does not say one thing thrice.
 */
#include "config.h"

#include "thrum/story/summary.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/map.h"
#include "thrum/text/doc.h"
#include "thrum/text/sentence.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

#define WORDS_PER_SENTENCE 120
#define WORDS_MIN 5 /* shorter ones are cries and captions */
#define SHORT_WORD 3 /* bytes: function words of most languages */

struct word_ids {
	VEC_FIELDS(uint32_t);
};

struct work {
	struct sentence_vec sentences;
	struct word_ids *words; /* per sentence */
	struct map vocabulary; /* folded word -> id */
	double *weight; /* of word id */
};

static uint32_t word_id(struct work *w, const char *s, size_t len)
{
	bool is_new;
	uintptr_t *id = map_put(&w->vocabulary, s, len, &is_new);

	if (is_new)
		*id = w->vocabulary.count - 1;
	return (uint32_t)*id;
}

static void add_words(struct work *w, struct tokens *t, const char *s,
		      size_t len, struct word_ids *out)
{
	token_scan(t, s, len, WORDS_PER_SENTENCE);
	for (size_t i = 0; i < t->len; i++) {
		const struct token *k = &t->v[i];
		if (k->norm_len <= SHORT_WORD &&
		    !(k->flags & (TOKEN_BIGRAM | TOKEN_DIGIT)))
			continue;
		uint32_t id = word_id(w, t->norm.ptr + k->norm_off,
				      k->norm_len);
		vec_push(out, id);
	}
}

/* Count the words of all sentences and of the title. */
static void weigh(struct work *w, const struct doc *doc, const char *title)
{
	struct tokens t;
	struct word_ids head = { 0 };

	tokens_init(&t);
	for (size_t i = 0; i < w->sentences.len; i++)
		add_words(w, &t, doc->text.ptr + w->sentences.v[i].off,
			  w->sentences.v[i].len, &w->words[i]);
	if (title)
		add_words(w, &t, title, strlen(title), &head);
	w->weight = xcalloc(w->vocabulary.count, sizeof(*w->weight));
	for (size_t i = 0; i < w->sentences.len; i++)
		for (size_t k = 0; k < w->words[i].len; k++)
			w->weight[w->words[i].v[k]]++;
	for (size_t k = 0; k < head.len; k++)
		w->weight[head.v[k]]++;
	for (size_t i = 0; i < w->vocabulary.count; i++)
		w->weight[i] = log(w->weight[i]);
	vec_release(&head);
	tokens_release(&t);
}

static double score(const struct work *w, size_t i)
{
	const struct word_ids *ids = &w->words[i];
	double sum = 0;

	if (ids->len < WORDS_MIN)
		return 0;
	for (size_t k = 0; k < ids->len; k++)
		sum += w->weight[ids->v[k]];
	return sum / sqrt((double)ids->len) * (1 + 1.5 / (1 + (double)i));
}

/* The best sentence that is left; its score, 0 when none is. */
static double best_left(const struct work *w, size_t *best)
{
	double top = 0;

	for (size_t i = 0; i < w->sentences.len; i++) {
		double x = score(w, i);
		if (x > top) {
			top = x;
			*best = i;
		}
	}
	return top;
}

static struct summary_sentence pick(const struct work *w, size_t i, double x)
{
	return (struct summary_sentence){
		.off = w->sentences.v[i].off,
		.len = w->sentences.v[i].len,
		.place = (uint32_t)i + 1,
		.score = x,
	};
}

static size_t choose(struct work *w, struct summary_sentence *out, size_t max)
{
	size_t n = 0, best = 0;

	for (; n < max; n++) {
		double top = best_left(w, &best);
		if (top <= 0)
			break;
		out[n] = pick(w, best, top);
		struct word_ids *said = &w->words[best];
		for (size_t k = 0; k < said->len; k++)
			w->weight[said->v[k]] /= 2;
		said->len = 0; /* taken */
	}
	/* Only cries and captions: the first of them beats nothing. */
	if (!n && max)
		out[n++] = pick(w, 0, 0);
	return n;
}

static int by_place(const void *a, const void *b)
{
	const struct summary_sentence *x = a, *y = b;

	return x->place < y->place ? -1 : x->place > y->place;
}

size_t summary_make(const struct doc *doc, const char *title,
		    struct summary_sentence *out, size_t max)
{
	struct work w = { 0 };
	size_t n = 0;

	sentence_scan(doc, &w.sentences);
	if (w.sentences.len > SUMMARY_SENTENCES)
		w.sentences.len = SUMMARY_SENTENCES;
	if (!w.sentences.len)
		goto out;
	w.words = xcalloc(w.sentences.len, sizeof(*w.words));
	weigh(&w, doc, title);
	n = choose(&w, out, max);
	qsort(out, n, sizeof(*out), by_place);
	for (size_t i = 0; i < w.sentences.len; i++)
		vec_release(&w.words[i]);
out:
	free(w.words);
	free(w.weight);
	map_release(&w.vocabulary);
	vec_release(&w.sentences);
	return n;
}
