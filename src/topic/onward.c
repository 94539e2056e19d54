/* onward.c - links to later articles, made from those to earlier ones.
 *
 * An article keeps its links to earlier ones only (`back`). When all are
 * needed, the same links seen from their other ends are collected here: by
 * order of arrival, the strongest where there are too many, of equals the
 * older. So they are the same whenever they are made.
 */
#include "config.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

/* Place of the open article at the other end of a link of k, or NONE. */
static uint32_t open_place(const struct topic *t, size_t k, struct link l)
{
	uint32_t off = (uint32_t)k - link_apart(l);

	if (off >= t->arts.len || !(when_flags(t->when[off]) & ART_OPEN))
		return NONE;
	return off;
}

/* Does it stand above the levels of its ends, of the earlier and the later
 * one? */
static bool is_above(const struct topic *t, const struct levels *l,
		     uint32_t off, size_t k, struct link e)
{
	if (!l || l->of[off] < 0 || !art_is_full(t->arts.v[k]))
		return true;
	float both = l->of[off] + (l->of[k] > 0 ? l->of[k] : 0);
	return link_w(e) - l->share * both > l->least;
}

/* All of those that the place k is linked to: counted, and once there is
 * room for them, placed. */
static void take_those(struct onward *o, const struct topic *t,
		       const struct levels *l, size_t k)
{
	const struct art *a = t->arts.v[k];
	const struct link *back = art_back(a);

	for (size_t i = 0; i < a->n_back; i++) {
		uint32_t off = open_place(t, k, back[i]);
		if (off == NONE || !is_above(t, l, off, k, back[i]))
			continue;
		size_t at = o->n[off]++;
		if (o->v)
			o->v[o->start[off] + at] = back[i];
	}
}

static void keep_strongest(struct link *v, uint32_t *n, uint32_t max)
{
	struct key_vec keys = { 0 };

	for (uint32_t i = 0; i < *n; i++)
		keys_offer(&keys, max,
			   key_make(link_w(v[i]), link_apart(v[i])));
	keys_sort(&keys);
	for (uint32_t i = 0; i < max; i++)
		v[i] = link_of(key_number(keys.v[i]), key_weight(keys.v[i]));
	*n = max;
	vec_release(&keys);
}

void onward_make(struct onward *o, const struct topic *t,
		 const struct levels *l)
{
	size_t n = t->arts.len, at = 0;
	uint32_t max = (uint32_t)t->p.links_on;

	*o = (struct onward){ 0 };
	o->n = xcalloc(n + 1, sizeof(*o->n));
	o->start = xcalloc(n + 1, sizeof(*o->start));
	for (size_t k = 0; k < n; k++) {
		prefetch_back(t, k);
		take_those(o, t, l, k);
	}
	for (size_t k = 0; k < n; k++) {
		o->start[k] = at;
		at += o->n[k];
		o->n[k] = 0;
	}
	o->v = xcalloc(at + 1, sizeof(*o->v));
	for (size_t k = 0; k < n; k++) {
		prefetch_back(t, k);
		take_those(o, t, l, k);
	}
	for (size_t k = 0; k < n; k++)
		if (o->n[k] > max)
			keep_strongest(o->v + o->start[k], &o->n[k], max);
}

void onward_release(struct onward *o)
{
	free(o->start);
	free(o->n);
	free(o->v);
	*o = (struct onward){ 0 };
}
