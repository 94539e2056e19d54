/* sums.c - dot products of an article with all open ones at once, by one walk
 * over the postings of its terms.
 *
 * Who comes to so much that a link can become of it is noted on the way, when
 * the sum gets there: of many thousand open articles a few hundred are looked
 * at again.
 */
#include "config.h"

#include <string.h>

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define LIST_AHEAD 512 /* postings of a list that are asked for beforehand */

/* The sums so far, and who got to `least`, while a list is walked. */
struct walk {
	float *v;
	struct found *over;
	size_t n;
	uint32_t least; /* as bits: those of floats from 0 on are ordered */
};

static uint32_t bits_of(float x)
{
	uint32_t bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits;
}

/* Who gets to `least` is in a place of its own already when that is asked;
 * hardly anybody stays there. */
static inline void add_dot(struct walk *k, uint32_t at, float dot)
{
	float before = k->v[at], after = before + dot;

	k->v[at] = after;
	k->over[k->n].place = at;
	k->n += bits_of(before) < k->least;
	k->n -= bits_of(after) < k->least;
}

/* w times the list's weights to the sums. */
static void walk_list(struct sums *sums, const struct plist *l, float w,
		      uint32_t base)
{
	struct walk k = { sums->v, sums->over, sums->n_over,
			  bits_of(sums->least) };
	const struct posting *p = l->v, *end = p + l->len;
	const float *weight = sums->weight;
	/* The first is an upper half. */
	uint32_t from = ((uint32_t)p->low << 16) - base;

	for (p++; p < end; p++) {
		if (p->w)
			add_dot(&k, from + p->low, w * weight[p->w]);
		else
			from = ((uint32_t)p->low << 16) - base;
	}
	sums->n_over = k.n;
}

static void add_dots(struct topic *t, const struct plist *l, float w)
{
	const struct found *over = t->sums.over;
	size_t n = t->sums.n_over;

	if (!l->len)
		return;
	walk_list(&t->sums, l, w, t->base);
	for (; n < t->sums.n_over; n++)
		__builtin_prefetch(&t->when[over[n].place]);
}

void sums_ahead(const struct topic *t, const struct art *a, size_t from)
{
	const struct dim *d = t->vocab.dims.v;
	size_t many = common_limit(t, a->flags & ART_FULL ?
					      t->p.many_open_full :
					      t->p.many_open);
	size_t n = art_n_words(a);

	for (size_t i = from; i < n; i++) {
		const struct plist *post = d[a->vec[i].dim].post;
		for (int k = 0; k < 2; k++)
			for (uint32_t m = 0; post[k].n_open <= many &&
					     m < post[k].len && m < LIST_AHEAD;
			     m += 64 / sizeof(*post->v))
				__builtin_prefetch(post[k].v + m);
	}
	/* Of keys the dimensions alone: only other languages' are walked. */
	for (size_t i = n; i < art_n_entries(a); i++)
		__builtin_prefetch(&d[a->vec[i].dim]);
}

/* What articles of other languages share with it, by their keys. */
static void sum_keys(struct topic *t, const struct art *a)
{
	const struct entry *e = a->vec + art_n_words(a);
	float part = (float)t->p.w_cross / (WEIGHT_ONE * WEIGHT_ONE);
	size_t many = common_limit(t, t->p.many_open);

	for (uint16_t l = 0; l < t->vocab.langs.len; l++) {
		if (l == a->lang || !t->vocab.langs.v[l].n_open)
			continue;
		for (size_t i = 0; i < a->n_vec[SPACE_KEY]; i++) {
			uint32_t k = cross_dim(t, e[i].dim, a->lang, l);
			if (k == NONE)
				continue;
			const struct dim *d = &t->vocab.dims.v[k];
			if ((size_t)d->post[0].n_open + d->post[1].n_open >
			    many)
				continue;
			add_dots(t, &d->post[0], part * (float)e[i].w);
			add_dots(t, &d->post[1], part * (float)e[i].w);
		}
	}
}

/* Of the few terms of a headline none can be spared that a full text can. */
bool sums_make(struct topic *t, const struct art *a,
	       const float share[SPACES], float least)
{
	size_t n = art_n_words(a);
	size_t many = common_limit(t, t->p.many_open);
	size_t many_full = common_limit(t, t->p.many_open_full);
	bool full = art_is_full(a), partial = false;

	t->sums.n_over = 0;
	t->sums.least = least;
	for (size_t i = 0; i < n; i++) {
		const struct entry *e = &a->vec[i];
		const struct dim *d = &t->vocab.dims.v[e->dim];
		enum space space = art_space(a, i);
		size_t n_open = (size_t)d->post[0].n_open + d->post[1].n_open;
		float w = (float)e->w / (WEIGHT_ONE * WEIGHT_ONE);
		partial |= n_open > many || (full && n_open > many_full);
		if (full && n_open <= many_full)
			add_dots(t, &d->post[0], w * share[space]);
		if (n_open > many)
			continue;
		add_dots(t, &d->post[1], w);
		if (!full)
			add_dots(t, &d->post[0], w);
	}
	sum_keys(t, a);
	return partial;
}
