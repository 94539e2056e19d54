/* smooth.c - links seen through the neighbours' eyes, summed by group.
 *
 * With n_ik the share of k in i's strongest links (15 at most) and x_kk = 1:
 *	z_ij = 1/2 (sum_k n_ik x_kj + sum_k n_jk x_ki)
 *	y_ij = (1 - s) x_ij + s z_ij
 * so that two reports of which both are near the same third ones come
 * nearer, also without a link of their own. Only pairs with an article that
 * may move are made. Source: ours; a single step of a Jarvis-Patrick like
 * shared-neighbour weighting.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define K_MAX 64
/* A weaker average between groups is none: nothing is ever joined by it, and
 * most are. */
#define EDGE_LEAST 0.001
/* Lists that are asked for beforehand, and how much of each, in links. */
#define AHEAD 4
#define LIST_AHEAD 64
#define LINE (64 / sizeof(struct near))

/* What has been summed for another article, and whether that is wanted. */
struct sight {
	float x, z;
	uint32_t from; /* the first that pairs with it: it is younger, or
			* this one is fixed */
	uint32_t group;
};

struct near_vec {
	VEC_FIELDS(struct near);
};

/* The strongest neighbours, forward and backward. */
struct hood {
	struct round *r;
	uint32_t k; /* at most so many */
	struct near_vec rows; /* of those who may move and their strongest */
	size_t *row; /* where each begins */
	uint32_t *n_row; /* 0 where there is none */
	struct near *of; /* k for each article */
	uint32_t *n; /* how many it has */
	size_t *start; /* back: who has i among his */
	struct near *back;
	struct sight *sight; /* dense, of the article at hand */
	struct u32_vec seen;
	double *sum; /* by group, of the article at hand */
	struct u32_vec groups;
};

static bool is_stronger(const struct near *a, const struct near *b)
{
	return a->x > b->x || (!(a->x < b->x) && a->i < b->i);
}

/* Of its row, by insertion; among equals the older first. */
static void strongest(struct hood *h, uint32_t i, const struct near *row,
		      size_t n_row)
{
	const struct round *r = h->r;
	struct near *top = h->of + (size_t)i * h->k;
	uint32_t n = 0;
	double sum = 0;

	for (size_t e = 0; e < n_row; e++) {
		struct near s = row[e];
		if (n == h->k && (!n || !is_stronger(&s, &top[n - 1])))
			continue;
		uint32_t at = n < h->k ? n++ : n - 1;
		for (; at > 0 && is_stronger(&s, &top[at - 1]); at--)
			top[at] = top[at - 1];
		top[at] = s;
	}
	for (uint32_t k = 0; k < n; k++)
		sum += (double)top[k].x;
	/* One weak link must not count as the whole neighbourhood. */
	double least = r->full[i] ? r->t->p.least_full :
				    r->t->p.least_head;
	if (sum < least)
		sum = least;
	for (uint32_t k = 0; k < n; k++)
		top[k].x = (float)((double)top[k].x / sum);
	h->n[i] = n;
}

/* The row of i is made; whether it is kept decides the caller. */
static void take_row(struct hood *h, uint32_t i, bool keep)
{
	size_t at = h->rows.len;

	vec_reserve(&h->rows, at + round_links(h->r, i));
	size_t n = round_row(h->r, i, h->rows.v + at);
	strongest(h, i, h->rows.v + at, n);
	if (!keep)
		return;
	h->row[i] = at;
	h->n_row[i] = (uint32_t)n;
	h->rows.len += n;
}

/* Everybody's strongest. Rows are looked at of those who may move and of
 * their strongest only, so others are not kept. */
static void make_rows(struct hood *h)
{
	const struct round *r = h->r;
	bool *via = xcalloc((size_t)r->m + 1, sizeof(*via));

	for (uint32_t i = 0; i < r->m; i++) {
		if (r->fixed[i])
			continue;
		take_row(h, i, true);
		for (uint32_t k = 0; k < h->n[i]; k++)
			via[h->of[(size_t)i * h->k + k].i] = true;
	}
	for (uint32_t i = 0; i < r->m; i++)
		if (r->fixed[i])
			take_row(h, i, via[i]);
	free(via);
}

/* Among whose strongest is i? Of the hub of a thousand copies only the
 * youngest such are kept, so that it costs no more than others. */
static void turn_round(struct hood *h)
{
	const struct round *r = h->r;
	size_t max = (size_t)r->t->p.links_back + r->t->p.links_on;
	size_t *left = xcalloc((size_t)r->m + 1, sizeof(*left));
	size_t at = 0;

	h->start = xcalloc((size_t)r->m + 1, sizeof(*h->start));
	for (uint32_t j = 0; j < r->m; j++)
		for (uint32_t k = 0; k < h->n[j]; k++)
			left[h->of[(size_t)j * h->k + k].i]++;
	for (uint32_t i = 0; i < r->m; i++) {
		h->start[i] = at;
		left[i] = left[i] < max ? left[i] : max;
		at += left[i];
	}
	h->start[r->m] = at;
	h->back = xcalloc(at + 1, sizeof(*h->back));
	for (uint32_t j = r->m; j-- > 0;) {
		for (uint32_t k = 0; k < h->n[j]; k++) {
			const struct near *s = &h->of[(size_t)j * h->k + k];
			if (!left[s->i])
				continue;
			h->back[h->start[s->i] + --left[s->i]] =
				(struct near){ j, s->x };
		}
	}
	free(left);
}

/* Add f times these shares. All that is seen is unlike 0; there is room for
 * each once. */
static void see(struct hood *h, uint32_t i, const struct near *v, size_t n,
		float f)
{
	struct sight *sight = h->sight;
	uint32_t *seen = h->seen.v + h->seen.len, *end = seen;

	for (size_t k = 0; k < n; k++) {
		struct sight *s = &sight[v[k].i];
		if (s->from > i)
			continue;
		*end = v[k].i;
		end += s->z == 0.0f && s->x == 0.0f;
		s->z += v[k].x * f;
	}
	h->seen.len += (size_t)(end - seen);
}

/* Its own link with k. */
static void see_link(struct hood *h, uint32_t i, const struct near *k)
{
	struct sight *s = &h->sight[k->i];

	if (s->from > i)
		return;
	if (s->z == 0.0f && s->x == 0.0f)
		h->seen.v[h->seen.len++] = k->i;
	s->x = k->x;
}

/* The lists lie all over the memory: each is asked for while those before
 * it are walked. */
static void prefetch_list(const struct near *v, size_t n)
{
	for (size_t k = 0; k < n && k < LIST_AHEAD; k += LINE)
		__builtin_prefetch(v + k);
}

static void see_around(struct hood *h, uint32_t i)
{
	const struct near *mine = h->of + (size_t)i * h->k;
	const struct near *row = h->rows.v + h->row[i];
	const size_t *back = h->start;

	for (size_t e = 0; e < h->n_row[i]; e++) {
		const struct near *k = &row[e];
		if (e + AHEAD < h->n_row[i]) {
			uint32_t next = row[e + AHEAD].i;
			prefetch_list(h->back + back[next],
				      back[next + 1] - back[next]);
		}
		see_link(h, i, k);
		see(h, i, h->back + back[k->i], back[k->i + 1] - back[k->i],
		    k->x);
	}
	see(h, i, h->back + back[i], back[i + 1] - back[i], 1);
	for (uint32_t k = 0; k < h->n[i]; k++) {
		uint32_t via = mine[k].i;
		if (k + AHEAD < h->n[i]) {
			uint32_t next = mine[k + AHEAD].i;
			prefetch_list(h->rows.v + h->row[next],
				      h->n_row[next]);
		}
		see(h, i, &mine[k], 1, 1);
		see(h, i, h->rows.v + h->row[via], h->n_row[via],
		    mine[k].x);
	}
}

static double smooth_of(const struct round *r, bool full)
{
	return full ? r->t->p.smooth_full : r->t->p.smooth_head;
}

/* All of i's pairs, summed by the other's group. A pair of two that may
 * both move is taken once, from the younger. */
static void sum_pairs(struct hood *h, uint32_t i)
{
	struct round *r = h->r;
	uint32_t own = r->group[i];
	double vote = (double)r->vote[i], s[2];

	for (int full = 0; full < 2; full++)
		s[full] = (smooth_of(r, r->full[i]) + smooth_of(r, full)) / 2;
	for (size_t q = 0; q < h->seen.len; q++) {
		uint32_t j = h->seen.v[q];
		struct sight *o = &h->sight[j];
		double x = (double)o->x, z = (double)o->z;
		o->x = o->z = 0;
		if (o->group == own)
			continue;
		double part = s[r->full[j]];
		double y = (1 - part) * x + part * 0.5 * z;
		if (h->sum[o->group] == 0.0)
			vec_push(&h->groups, o->group);
		h->sum[o->group] += y * vote * (double)r->vote[j];
	}
	h->seen.len = 0;
	for (size_t q = 0; q < h->groups.len; q++) {
		uint32_t g = h->groups.v[q];
		struct edge e = { own, g, h->sum[g] };
		h->sum[g] = 0;
		if (e.v >= EDGE_LEAST * r->size[own] * r->size[g])
			vec_push(&r->edges, e);
	}
	h->groups.len = 0;
}

static void make_sights(struct hood *h)
{
	const struct round *r = h->r;

	h->sight = xcalloc((size_t)r->m + 1, sizeof(*h->sight));
	for (uint32_t j = 0; j < r->m; j++)
		h->sight[j] = (struct sight){
			.from = r->fixed[j] ? 0 : j + 1,
			.group = r->group[j],
		};
}

void round_smooth(struct round *r)
{
	struct hood h = { .r = r, .k = (uint32_t)r->t->p.smooth_k };
	size_t m = (size_t)r->m + 1;

	if (h.k > K_MAX)
		h.k = K_MAX;
	h.of = xcalloc(m * h.k + 1, sizeof(*h.of));
	h.n = xcalloc(m, sizeof(*h.n));
	h.row = xcalloc(m, sizeof(*h.row));
	h.n_row = xcalloc(m, sizeof(*h.n_row));
	h.sum = xcalloc((size_t)r->n_groups + 1, sizeof(*h.sum));
	make_sights(&h);
	vec_reserve(&h.seen, m + 1);
	make_rows(&h);
	turn_round(&h);
	for (uint32_t i = 0; i < r->m; i++) {
		if (r->fixed[i])
			continue;
		see_around(&h, i);
		sum_pairs(&h, i);
	}
	vec_release(&h.rows);
	free(h.row);
	free(h.n_row);
	free(h.of);
	free(h.n);
	free(h.sight);
	free(h.sum);
	free(h.start);
	free(h.back);
	vec_release(&h.seen);
	vec_release(&h.groups);
}
