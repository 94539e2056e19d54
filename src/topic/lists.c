/* lists.c - which dimensions have lists of articles.
 *
 * Linking walks no list of a term that many open articles have, and half of
 * all postings are such terms'. They are not kept: `n_open` is counted on.
 * Who has a list is decided at ticks and when a state is loaded, with room
 * for all that may come before the next tick, so that no list is missing
 * that linking would walk.
 */
#include "config.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

/* A list that is there stays until it is this part above the limit. */
#define LATER 8

static size_t limit_at(const struct topic *t, int from, size_t n_open)
{
	double many = (double)from, n = (double)n_open;

	if (n <= many)
		return SIZE_MAX;
	return (size_t)(t->p.common_share * (many + (n - many) / 5));
}

size_t common_limit(const struct topic *t, int from)
{
	return limit_at(t, from, t->n_open);
}

/* No list that is longer is walked before the next tick. */
static size_t longest(const struct topic *t, size_t n_open)
{
	int many = t->p.many_open > t->p.many_open_full ? t->p.many_open :
							  t->p.many_open_full;
	size_t fresh = t->p.max_block > 0 ? (size_t)t->p.max_block : 0;

	if (n_open <= (size_t)many)
		return SIZE_MAX;
	return limit_at(t, many, n_open + fresh);
}

static size_t open_in(const struct dim *d)
{
	return (size_t)d->post[0].n_open + d->post[1].n_open;
}

static void choose(struct vocab *v, struct dim *d, size_t most)
{
	size_t n = open_in(d);

	if (n <= most || n - most <= most / LATER)
		return;
	for (int k = 0; k < 2; k++)
		plist_drop(v, d, k);
	d->unlisted = true;
}

/* Postings of those in `wanted`, which have none yet. */
static void make_again(struct topic *t, const bool *wanted)
{
	struct dim *dims = t->vocab.dims.v;

	for (size_t k = 0; k < t->arts.len; k++) {
		const struct art *a = t->arts.v[k];
		if (!(a->flags & ART_OPEN))
			continue;
		size_t n = art_n_entries(a);
		const struct entry *e = art_entries(t, a, HAND_LEFT);
		for (size_t i = 0; i < n; i++, e++) {
			struct member m = { t->base + (uint32_t)k, e->w };
			if (wanted[e->dim])
				plist_add(&t->vocab, &dims[e->dim],
					  !art_is_full(a), m);
		}
	}
}

void lists_choose(struct topic *t)
{
	struct vocab *v = &t->vocab;
	size_t most = longest(t, t->n_open), n_wanted = 0;
	bool *wanted = xcalloc(v->dims.len + 1, sizeof(*wanted));

	for (size_t i = 0; i < v->dims.len; i++) {
		struct dim *d = &v->dims.v[i];
		if (!d->unlisted) {
			choose(v, d, most);
		} else if (open_in(d) <= most) {
			d->unlisted = false;
			d->post[0].n_open = d->post[1].n_open = 0;
			wanted[i] = true;
			n_wanted++;
		}
	}
	if (n_wanted)
		make_again(t, wanted);
	free(wanted);
}

void lists_reserve(struct topic *t, size_t n_open)
{
	struct vocab *v = &t->vocab;
	size_t most = longest(t, n_open);

	for (size_t i = 0; i < v->dims.len; i++) {
		struct dim *d = &v->dims.v[i];
		d->unlisted = open_in(d) > most;
		for (int k = 0; k < 2; k++) {
			if (d->post[k].n_open && !d->unlisted)
				plist_reserve(v, d, k, d->post[k].n_open);
			d->post[k].n_open = 0;
		}
	}
}
