/* gist.c - a headline once more, by what its words mean or begin with.
 *
 * Two headlines of one event often share no word: one says "wins", the other
 * "victory", one "Olympics", the other "Olympic". Each word of a headline
 * therefore counts a second time as what it means, where the tables of
 * cross_words.c know it, else as its first letters, and a share of its
 * weight is that. These lie where a full text has its TITLE; languages share
 * them. Short words, those of Vietnamese and pairs of characters have only
 * themselves.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define BEGINNING 5 /* letters */

enum gist_kind { GIST_MEANING = 1, GIST_BEGINNING };

uint64_t gist_hash(const char *tag, const char *latin, size_t n,
		   uint32_t meaning)
{
	if (!strcmp(tag, "vi"))
		return 0;
	if (meaning)
		return hash64(&meaning, sizeof(meaning), GIST_MEANING);
	return n > BEGINNING ? hash64(latin, BEGINNING, GIST_BEGINNING) : 0;
}

bool gist_add(struct topic *t, const struct art *a, const struct cross_word *w,
	      const struct gist_word *k)
{
	const char *tag = t->vocab.langs.v[a->lang].tag;
	uint64_t hash = cross_form_of(t, tag, w)->gist;
	struct gist_word one = *k;

	if (!hash)
		return false;
	one.term = vocab_gist(&t->vocab, a->lang, hash);
	for (size_t i = 0; i < t->gist.len; i++) {
		if (t->gist.v[i].term != one.term)
			continue;
		t->gist.v[i].tf += one.tf;
		return true;
	}
	vec_push(&t->gist, one);
	return true;
}

/* tf-idf of all, in place of tf, with their share; the sum of squares. */
static double weigh(struct topic *t, const struct art *a)
{
	struct vocab *v = &t->vocab;
	uint32_t n = v->langs.v[vocab_pool(v, a->lang)].n[COUNT_HEAD];
	double log_n = log(n + PRIOR_ARTICLES + 1), sum = 0;
	double share = sqrt(t->p.gist_share);

	for (size_t i = 0; i < t->gist.len; i++) {
		struct gist_word *k = &t->gist.v[i];
		double df = vocab_count(v, k->term, COUNT_HEAD);
		double idf = log_n - log(df + k->known + 0.5);
		double tf = k->tf > 1 ? (double)k->tf : 1;
		k->tf = (float)(idf > 0 ? (1 + log(tf)) * idf * share : 0);
		sum += (double)k->tf * (double)k->tf;
	}
	return sum;
}

void gist_keep(struct topic *t, struct art *a, double norm)
{
	double all = sqrt(norm * norm + weigh(t, a));
	size_t at = art_n_entries(a), n = at;

	for (size_t i = 0; i < at; i++)
		a->vec[i].w = weight16((double)a->vec[i].w * norm / all /
				       (double)WEIGHT_FINE);
	a->vec = xreallocarray(a->vec, at + t->gist.len + 1, sizeof(*a->vec));
	for (size_t i = 0; i < t->gist.len; i++) {
		const struct gist_word *k = &t->gist.v[i];
		if (k->tf <= 0)
			continue;
		a->vec[n++] = (struct entry){
			t->vocab.terms.v[k->term].dim,
			weight16((double)k->tf / all),
		};
	}
	a->n_vec[SPACE_TITLE] = (uint16_t)(n - at);
	t->gist.len = 0;
}
