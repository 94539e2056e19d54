/* index.c - who is open: into the postings of one's terms, and out of them.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

void index_room(struct topic *t)
{
	/* One behind the last is written, but does not count. */
	if (t->arts.len + 1 <= t->cap_sums)
		return;
	size_t old = t->cap_sums, cap = t->arts.len + t->arts.len / 2 + 256;
	struct sums *s = &t->sums;
	s->v = xreallocarray(s->v, cap, sizeof(*s->v));
	memset(s->v + old, 0, (cap - old) * sizeof(*s->v));
	s->over = xreallocarray(s->over, cap, sizeof(*s->over));
	t->when = xreallocarray(t->when, cap, sizeof(*t->when));
	memset(t->when + old, 0, (cap - old) * sizeof(*t->when));
	t->cap_sums = cap;
}

/* So many entries beforehand a dimension is asked for, then the end of its
 * list: when a state is loaded both lie far off. */
#define DIM_AHEAD 24
#define END_AHEAD 10

void index_add(struct topic *t, uint32_t seq)
{
	const struct art *a = art_at(t, seq);
	const struct entry *v = art_entries(t, a, HAND_LEFT);
	struct dim *d = t->vocab.dims.v;
	size_t n = art_n_entries(a);
	int kind = !art_is_full(a);

	index_room(t);
	t->when[seq - t->base] = when_of(a);
	for (size_t i = 0; i < n && i < DIM_AHEAD; i++)
		__builtin_prefetch(&d[v[i].dim], 1);
	for (size_t i = 0; i < n; i++) {
		struct member m = { seq, v[i].w };
		if (i + DIM_AHEAD < n)
			__builtin_prefetch(&d[v[i + DIM_AHEAD].dim], 1);
		if (i + END_AHEAD < n) {
			const struct plist *l =
				&d[v[i + END_AHEAD].dim].post[kind];
			__builtin_prefetch(l->v + l->len, 1);
		}
		plist_add(&t->vocab, &d[v[i].dim], kind, m);
	}
}

/* ---- leaving ------------------------------------------------------------- */

void index_close(struct topic *t, uint32_t seq)
{
	struct art *a = art_at(t, seq);
	size_t n = art_n_entries(a);
	const struct entry *v = art_entries(t, a, HAND_LEFT);

	for (size_t i = 0; i < n; i++)
		t->vocab.dims.v[v[i].dim].post[!art_is_full(a)].n_open--;
	idmap_remove(&t->ids, (uint64_t)a->id);
	t->n_open--;
	t->vocab.langs.v[a->lang].n_open--;
	t->n_open_head -= !art_is_full(a);
	a->flags &= ~(uint32_t)ART_OPEN;
	t->when[seq - t->base] = when_of(a);
	art_release(t, seq - t->base);
}

/* Worth the walk only when a fourth of it is dead. */
static bool is_worth_sweeping(const struct plist *l)
{
	return l->len && (l->len > l->n_open + l->len / 4 + 1 || !l->n_open);
}

/* Postings of numbers that arts[] no longer holds must all be gone before
 * `base` moves; so the front goes only with a full sweep. */
static void drop_front(struct topic *t)
{
	size_t n = 0;

	while (n < t->arts.len && !(t->arts.v[n]->flags & ART_OPEN))
		n++;
	if (!n || n < t->arts.len / 4)
		return;
	for (size_t i = 0; i < t->vocab.dims.len; i++)
		for (int k = 0; k < 2; k++)
			if (t->vocab.dims.v[i].post[k].len)
				plist_sweep(t, &t->vocab.dims.v[i], k);
	t->arts.len -= n;
	memmove(t->arts.v, t->arts.v + n, t->arts.len * sizeof(*t->arts.v));
	memmove(t->when, t->when + n, t->arts.len * sizeof(*t->when));
	t->base += (uint32_t)n;
}

void index_sweep(struct topic *t)
{
	for (size_t i = 0; i < t->vocab.dims.len; i++) {
		struct dim *d = &t->vocab.dims.v[i];
		for (int k = 0; k < 2; k++)
			if (is_worth_sweeping(&d->post[k]))
				plist_sweep(t, d, k);
	}
	drop_front(t);
	arts_move(t);
}
