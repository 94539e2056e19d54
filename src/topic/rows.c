/* rows.c - who takes part in a decision, and how they are linked.
 *
 * Background level of an article: the mean of its links ranked 4 to 13, what
 * it has in common with half the news. A link counts by how far it stands
 * above the levels of its two ends; headlines have none.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define RANKS_MAX 64

static int64_t days(double d)
{
	return (int64_t)(d * DAY);
}

/* Has it left the window? New ones take part once, however old. */
static bool is_past(const struct topic *t, const struct art *a, uint32_t seq)
{
	return seq < t->first_new &&
	       a->t < t->clock - days(t->p.active_days);
}

/* May it no longer move? Only what a tick has placed can be fixed. */
static bool is_fixed(const struct topic *t, const struct art *a, uint32_t seq)
{
	if (a->flags & ART_FIXED)
		return true;
	return a->real.thread &&
	       (a->t < t->clock - days(t->p.horizon_days) ||
		(int64_t)seq < (int64_t)t->next - t->p.max_live);
}

static void take_part(struct round *r)
{
	struct topic *t = r->t;
	size_t n = t->arts.len;

	r->seq = xcalloc(n + 1, sizeof(*r->seq));
	r->pos = xcalloc(n + 1, sizeof(*r->pos));
	r->fixed = xcalloc(n + 1, sizeof(*r->fixed));
	r->full = xcalloc(n + 1, sizeof(*r->full));
	for (uint32_t k = 0; k < n; k++) {
		const struct art *a = &t->arts.v[k];
		uint32_t seq = t->base + k;
		r->pos[k] = NONE;
		if (!(a->flags & ART_OPEN) || is_past(t, a, seq))
			continue;
		r->fixed[r->m] = is_fixed(t, a, seq);
		r->full[r->m] = a->flags & ART_FULL;
		r->seq[r->m] = seq;
		r->pos[k] = r->m++;
	}
}

/* A fixed thread is fixed with the article that founded it, so that its id
 * is an article of it as long as that is open. */
static void fix_founders(struct round *r)
{
	struct topic *t = r->t;

	for (uint32_t i = 0; i < r->m; i++) {
		if (!r->fixed[i])
			continue;
		int64_t thread = round_art(r, i)->real.thread;
		uint32_t f = idmap_get(&t->ids, (uint64_t)thread);
		if (f == NONE || r->pos[f - t->base] == NONE ||
		    art_at(t, f)->real.thread != thread)
			continue;
		r->fixed[r->pos[f - t->base]] = true;
	}
}

static void add_links(struct round *r, const struct link *l, size_t n,
		      size_t *at)
{
	const struct topic *t = r->t;

	for (size_t k = 0; k < n; k++) {
		uint32_t off = l[k].seq - t->base;
		if (off >= t->arts.len || r->pos[off] == NONE)
			continue;
		r->row[(*at)++] = (struct near){ r->pos[off], l[k].w, 0 };
	}
}

static void make_rows(struct round *r)
{
	size_t n = 0, at = 0;

	for (uint32_t i = 0; i < r->m; i++)
		n += (size_t)round_art(r, i)->n_back + round_art(r, i)->n_on;
	r->start = xcalloc((size_t)r->m + 1, sizeof(*r->start));
	r->row = xcalloc(n + 1, sizeof(*r->row));
	for (uint32_t i = 0; i < r->m; i++) {
		const struct art *a = round_art(r, i);
		r->start[i] = at;
		add_links(r, a->back, a->n_back, &at);
		add_links(r, a->on, a->n_on, &at);
	}
	r->start[r->m] = at;
}

/* The mean of the links ranked from..to, missing ones 0. */
static float level_of(const struct round *r, uint32_t i)
{
	const struct topic_params *p = &r->t->p;
	int from = p->local_from, to = p->local_to;
	float top[RANKS_MAX];
	int n = 0;

	if (to > RANKS_MAX)
		to = RANKS_MAX;
	for (size_t k = r->start[i]; k < r->start[i + 1]; k++) {
		float w = r->row[k].w;
		int at = n < to ? n++ : to;
		if (at == to && (to == 0 || top[to - 1] >= w))
			continue;
		if (at == to)
			at--;
		for (; at > 0 && top[at - 1] < w; at--)
			top[at] = top[at - 1];
		top[at] = w;
	}
	double sum = 0;
	for (int k = from - 1; k < n; k++)
		sum += (double)top[k];
	return to < from ? 0.0f : (float)(sum / (to - from + 1));
}

static void levels_and_votes(struct round *r)
{
	r->level = xcalloc((size_t)r->m + 1, sizeof(*r->level));
	r->vote = xcalloc((size_t)r->m + 1, sizeof(*r->vote));
	for (uint32_t i = 0; i < r->m; i++) {
		const struct art *a = round_art(r, i);
		int copies = 0;
		for (size_t k = r->start[i]; k < r->start[i + 1]; k++)
			copies += (double)r->row[k].w >= r->t->p.copy_link;
		r->vote[i] = 1.0f / (1.0f + (float)copies);
		r->level[i] = a->level;
		if (!r->fixed[i] && r->full[i])
			r->level[i] = level_of(r, i);
	}
}

static void above_background(struct round *r)
{
	float share = (float)(r->t->p.local_share / 2);

	for (uint32_t i = 0; i < r->m; i++) {
		bool full = r->full[i];
		for (size_t k = r->start[i]; k < r->start[i + 1]; k++) {
			struct near *e = &r->row[k];
			float x = e->w;
			if (full && r->full[e->i])
				x -= share * (r->level[i] + r->level[e->i]);
			e->x = x > 0 ? x : 0;
		}
	}
}

void round_init(struct round *r, struct topic *t)
{
	*r = (struct round){ .t = t };
	take_part(r);
	fix_founders(r);
	make_rows(r);
	levels_and_votes(r);
	above_background(r);
}

void round_release(struct round *r)
{
	free(r->seq);
	free(r->pos);
	free(r->fixed);
	free(r->full);
	free(r->level);
	free(r->vote);
	free(r->start);
	free(r->row);
	free(r->group);
	free(r->thread);
	free(r->size);
	free(r->heads);
	free(r->count);
	free(r->rep);
	vec_release(&r->edges);
}
