/* decide.c - one decision: from open articles to places in threads.
 *
 * A tick writes what it found to `real` and lets articles become fixed and
 * leave; a decision for show leaves all that is saved as it is and writes
 * `cur` only. Both run the same code.
 */
#include "config.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define OPEN_DIMS 4 /* dimensions of open articles, times max_terms */

struct decider {
	struct round *r;
	int64_t *name; /* thread id by standing group */
	int64_t *name_strict; /* the same among what is ripe */
	int64_t *thread; /* id by article */
	double *sum; /* summed links of a group with its final fellows */
};

/* Is its thread decided with what is ripe? */
static bool is_settling(const struct round *r, uint32_t i)
{
	return r->ripe[i] || r->fixed[i];
}

/* A group's id: that of its fixed thread, else its oldest article's; among
 * what is ripe, of one that settles too, so that the id stays with it. */
static void name_groups(const struct round *r, const uint32_t *rep,
			int64_t *name)
{
	for (uint32_t g = 0; g < r->n_fixed; g++)
		if (r->thread[g])
			name[rep[g]] = r->thread[g];
	for (uint32_t i = 0; i < r->m; i++)
		if (!name[rep[r->group[i]]] &&
		    (rep == r->rep || is_settling(r, i)))
			name[rep[r->group[i]]] = round_art(r, i)->id;
}

/* What a tick may fix next is in a thread only by stronger links; until
 * then it is shown where its links put it. */
static void name_threads(struct decider *d, enum decide_mode mode)
{
	struct round *r = d->r;

	name_groups(r, r->rep, d->name);
	name_groups(r, r->rep_strict, d->name_strict);
	for (uint32_t i = 0; i < r->m; i++) {
		uint32_t g = r->group[i];
		bool strict = mode == DECIDE_TICK && r->ripe[i] &&
			      !r->fixed[i];
		d->thread[i] = strict ? d->name_strict[r->rep_strict[g]] :
					d->name[r->rep[g]];
	}
}

static void sum_within(struct decider *d)
{
	const struct round *r = d->r;

	for (size_t k = 0; k < r->edges.len; k++) {
		const struct edge *e = &r->edges.v[k];
		if (r->rep[e->a] != r->rep[e->b])
			continue;
		d->sum[e->a] += e->v;
		d->sum[e->b] += e->v;
	}
}

static float score_of(const struct decider *d, uint32_t i)
{
	const struct round *r = d->r;
	uint32_t g = r->group[i];
	double own = r->size[g], all = r->size[r->rep[g]];

	/* The standing group's own size has grown by what joined it. */
	if (r->rep[g] == g)
		own = (double)r->vote[i];
	if (own <= 0 || all - own <= 1e-9)
		return 0;
	double s = d->sum[g] / (own * (all - own));
	return s > 1 ? 1.0f : (float)s;
}

static bool is_fellow(const struct decider *d, uint32_t i, uint32_t j)
{
	return d->thread[i] == d->thread[j];
}

static int64_t near_of(const struct decider *d, uint32_t i)
{
	const struct round *r = d->r;
	struct links l = links_of(r->t, &r->on, r->seq[i] - r->t->base);
	uint32_t best = NONE;
	float most = 0;

	for (int part = 0; part < 2; part++) {
		for (size_t k = 0; k < l.n[part]; k++) {
			float w = link_w(l.v[part][k]);
			uint32_t off = links_place(&l, part, k);
			uint32_t j = round_place(r, off);
			if (j == NONE || !is_fellow(d, i, j))
				continue;
			if (w > most || (!(w < most) && off < best)) {
				best = off;
				most = w;
			}
		}
	}
	return best == NONE ? 0 : r->t->arts.v[best]->id;
}

/* The earliest text in the thread that this one repeats; if that repeats
 * another, the first of them. Places are decided in order of age. */
static int64_t copy_of(const struct decider *d, uint32_t i)
{
	const struct round *r = d->r;
	const struct topic *t = r->t;
	const struct art *a = round_art(r, i);
	uint32_t first = NONE;

	for (uint32_t k = 0; k < a->n_back && k < 64; k++) {
		uint32_t off = r->seq[i] - t->base - link_apart(art_back(a)[k]);
		if (!(a->copies >> k & 1) || off >= t->arts.len ||
		    r->pos[off] == NONE || !is_fellow(d, i, r->pos[off]))
			continue;
		if (first == NONE || r->pos[off] < first)
			first = r->pos[off];
	}
	if (first == NONE)
		return 0;
	int64_t of = art_cur(t, round_art(r, first))->copy_of;
	return of ? of : round_art(r, first)->id;
}

static void place_all(struct decider *d)
{
	const struct round *r = d->r;

	for (uint32_t i = 0; i < r->m; i++) {
		struct art *a = art_at(r->t, r->seq[i]);
		int64_t thread = d->thread[i];
		bool stays = r->fixed[i] && a->real.thread == thread;
		struct place cur = a->real;
		cur.thread = thread;
		cur.fixed = r->fixed[i] || a->flags & ART_FIXED;
		if (!stays) {
			cur.near = near_of(d, i);
			cur.copy_of = copy_of(d, i);
			cur.score = score_of(d, i);
		}
		art_stand(r->t, a, cur, *art_shown(r->t, a));
	}
}

static void tell_gone(struct topic *t, struct art *a)
{
	struct membership m;
	const struct place *shown = art_shown(t, a);

	if (a->flags & ART_SHOWN && shown->fixed &&
	    shown->thread == a->real.thread)
		return;
	a->real.fixed = true;
	why_place(t, a, &a->real, &m);
	vec_push(&t->gone, m);
}

static bool has_left(const struct round *r, uint32_t off)
{
	const struct topic *t = r->t;
	const struct art *a = t->arts.v[off];

	if (!(a->flags & ART_OPEN))
		return false;
	return r->pos[off] == NONE;
}

/* How many are too many: by their number, or because of what they say, as
 * in a flood of gibberish, hardly two share a word. */
static size_t surplus_of(const struct topic *t)
{
	size_t n = t->n_open, max = (size_t)t->p.max_open;
	size_t most = (size_t)t->p.max_terms * OPEN_DIMS;

	if (t->vocab.dims.len > most) {
		size_t dims = vocab_n_open(&t->vocab);
		size_t fit = dims > most ? n * most / dims : n;
		max = fit < max ? fit : max;
	}
	return n > max ? n - max : 0;
}

static void close_past(struct round *r)
{
	struct topic *t = r->t;
	size_t surplus = surplus_of(t), closed = 0;

	/* Too many: the oldest leave first, window or not. */
	for (uint32_t k = 0; k < t->arts.len && surplus; k++) {
		if (!(t->arts.v[k]->flags & ART_OPEN))
			continue;
		r->pos[k] = NONE;
		surplus--;
	}
	for (uint32_t k = 0; k < t->arts.len; k++)
		if (has_left(r, k))
			tell_gone(t, t->arts.v[k]);
	for (uint32_t k = 0; k < t->arts.len; k++) {
		if (!has_left(r, k))
			continue;
		index_close(t, t->base + k);
		closed++;
	}
	if (closed)
		index_sweep(t);
	vocab_forget(t);
	lists_choose(t);
}

static void commit(struct round *r)
{
	struct topic *t = r->t;

	for (uint32_t i = 0; i < r->m; i++) {
		struct art *a = art_at(t, r->seq[i]);
		struct place shown = *art_shown(t, a);
		a->real = *art_cur(t, a);
		art_stand(t, a, a->real, shown);
		a->level = r->level[i];
		if (r->fixed[i])
			a->flags |= ART_FIXED;
	}
	close_past(r);
	t->first_new = t->next;
}

void decide(struct topic *t, enum decide_mode mode)
{
	struct round r;
	struct pair_vec cannot = { 0 };
	const struct topic_params *p = &t->p;
	struct thetas theta;

	round_init(&r, t);
	round_seed(&r, &cannot);
	round_smooth(&r);
	theta.any = p->theta + p->theta_cold * p->n_cold /
				       (p->n_cold + t->next);
	theta.ripe = theta.any + p->theta_ripe * p->n_ripe /
					 (p->n_ripe + t->next);
	theta.lone = theta.any * (1 - p->lone_ease * t->next /
					      (p->n_cold + t->next));
	round_join(&r, &cannot, &theta);
	struct decider d = { .r = &r };
	d.name = xcalloc((size_t)r.n_groups + 1, sizeof(*d.name));
	d.name_strict = xcalloc((size_t)r.n_groups + 1, sizeof(*d.name));
	d.thread = xcalloc((size_t)r.m + 1, sizeof(*d.thread));
	d.sum = xcalloc((size_t)r.n_groups + 1, sizeof(*d.sum));
	name_threads(&d, mode);
	sum_within(&d);
	place_all(&d);
	if (mode == DECIDE_TICK)
		commit(&r);
	free(d.name);
	free(d.name_strict);
	free(d.thread);
	free(d.sum);
	vec_release(&cannot);
	round_release(&r);
}
