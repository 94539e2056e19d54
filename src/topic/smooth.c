/* smooth.c - links seen through the neighbours' eyes, summed by group.
 *
 * With n_ik the share of k in i's strongest links (15 at most) and x_kk = 1:
 *	z_ij = 1/2 (sum_k n_ik x_kj + sum_k n_jk x_ki)
 *	y_ij = (1 - s) x_ij + s z_ij
 * so that two reports of which both are near the same third ones come
 * nearer, also without a link of their own. Only pairs with an article that
 * may move are made. Nobody asks for a single y, only for their sums with all
 * of a group: so what an article is linked to (x_kj) and among whose
 * strongest it is (n_jk) is summed by group once, and then seen by many.
 * Source: ours; a single step of a Jarvis-Patrick like shared-neighbour
 * weighting.
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
#define EDGE_LEAST 0.015
/* Lists that are asked for beforehand, and how much of each, in links. */
#define AHEAD 4
#define LIST_AHEAD 64
#define LINE (64 / sizeof(struct near))

struct near_vec {
	VEC_FIELDS(struct near);
};
/* A list for each article; by group, .i of its members is the group's number
 * and .x counts votes. */
struct lists {
	struct near_vec all;
	size_t *start;
	uint32_t *n; /* 0 where there is none */
};
/* What an article weighs for which group. */
struct voter {
	uint32_t group;
	float vote;
};

/* The strongest neighbours, forward and backward. */
struct hood {
	struct round *r;
	uint32_t k; /* at most so many */
	struct voter *voter;
	struct near *of; /* k for each article */
	uint32_t *n; /* how many it has */
	struct lists mine; /* rows of those who may move, by article */
	struct lists rows; /* theirs and their strongest's, by group */
	struct lists back; /* who has it among his strongest, by group: for
			    * all in `mine` */
	bool *asked; /* is back[] ? */
	uint32_t *at; /* scratch: group -> place in a list + 1; all 0 */
	float *sum; /* by group, of the article at hand; all 0 */
	uint32_t *groups; /* that are in sum */
	size_t n_groups;
};

static void lists_init(struct lists *l, size_t m)
{
	l->start = xcalloc(m + 1, sizeof(*l->start));
	l->n = xcalloc(m + 1, sizeof(*l->n));
}

static void lists_release(struct lists *l)
{
	vec_release(&l->all);
	free(l->start);
	free(l->n);
}

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

/* These in place by group; gives how many are left. */
static uint32_t by_group(struct hood *h, struct near *v, size_t n)
{
	uint32_t len = 0;

	for (size_t e = 0; e < n; e++) {
		struct voter o = h->voter[v[e].i];
		float x = v[e].x * o.vote;
		uint32_t at = h->at[o.group];
		if (at) {
			v[at - 1].x += x;
		} else {
			v[len++] = (struct near){ o.group, x };
			h->at[o.group] = len;
		}
	}
	for (uint32_t e = 0; e < len; e++)
		h->at[v[e].i] = 0;
	return len;
}

/* The row of i behind all others of these; it is kept by its caller. */
static size_t make_row(struct hood *h, struct lists *l, uint32_t i)
{
	size_t at = l->all.len;

	vec_reserve(&l->all, at + round_links(h->r, i));
	size_t n = round_row(h->r, i, l->all.v + at);
	strongest(h, i, l->all.v + at, n);
	return n;
}

static void keep_row(struct lists *l, uint32_t i, size_t n)
{
	l->start[i] = l->all.len;
	l->n[i] = (uint32_t)n;
	l->all.len += n;
}

/* The row of one who may move, by group. */
static void group_row(struct hood *h, uint32_t i)
{
	struct lists *l = &h->rows;
	size_t n = h->mine.n[i], at = l->all.len;

	vec_reserve(&l->all, at + n);
	if (n)
		memcpy(l->all.v + at, h->mine.all.v + h->mine.start[i],
		       n * sizeof(*l->all.v));
	keep_row(l, i, by_group(h, l->all.v + at, n));
}

/* Everybody's strongest. Rows are looked at of those who may move and of
 * their strongest only, so others are not kept. */
static void make_rows(struct hood *h)
{
	const struct round *r = h->r;
	struct lists *l = &h->rows;
	bool *via = xcalloc((size_t)r->m + 1, sizeof(*via));

	for (uint32_t i = 0; i < r->m; i++) {
		if (r->fixed[i])
			continue;
		keep_row(&h->mine, i, make_row(h, &h->mine, i));
		h->asked[i] = true;
		for (uint32_t k = 0; k < h->n[i]; k++)
			via[h->of[(size_t)i * h->k + k].i] = true;
		for (size_t e = 0; e < h->mine.n[i]; e++)
			h->asked[h->mine.all.v[h->mine.start[i] + e].i] = true;
	}
	for (uint32_t i = 0; i < r->m; i++) {
		if (!r->fixed[i]) {
			group_row(h, i);
			continue;
		}
		size_t n = make_row(h, l, i);
		if (via[i])
			keep_row(l, i, by_group(h, l->all.v + l->all.len, n));
	}
	free(via);
}

/* Among whose strongest is i? Of the hub of a thousand copies only the
 * youngest such are kept, so that it costs no more than others. */
static void turn_round(struct hood *h)
{
	const struct round *r = h->r;
	struct lists *b = &h->back;
	size_t max = (size_t)r->t->p.links_back + r->t->p.links_on;
	size_t at = 0;

	for (uint32_t j = 0; j < r->m; j++) {
		const struct near *of = h->of + (size_t)j * h->k;
		for (uint32_t k = 0; k < h->n[j]; k++)
			b->n[of[k].i] += h->asked[of[k].i];
	}
	for (uint32_t i = 0; i < r->m; i++) {
		b->start[i] = at;
		at += b->n[i] < max ? b->n[i] : max;
		b->n[i] = 0;
	}
	b->start[r->m] = at;
	vec_reserve(&b->all, at + 1);
	for (uint32_t j = r->m; j-- > 0;) {
		const struct near *of = h->of + (size_t)j * h->k;
		for (uint32_t k = 0; k < h->n[j]; k++) {
			uint32_t i = of[k].i;
			if (b->start[i] + b->n[i] == b->start[i + 1])
				continue;
			b->all.v[b->start[i] + b->n[i]++] =
				(struct near){ j, of[k].x };
		}
	}
	for (uint32_t i = 0; i < r->m; i++)
		b->n[i] = by_group(h, b->all.v + b->start[i], b->n[i]);
}

/* Add f times these. All that is seen is unlike 0; there is room for each
 * group once. */
static inline void see(struct hood *h, const struct near *v, size_t n, float f)
{
	float *sum = h->sum;
	uint32_t *end = h->groups + h->n_groups;

	for (size_t k = 0; k < n; k++) {
		float *s = &sum[v[k].i];
		*end = v[k].i;
		end += *s == 0.0f;
		*s += v[k].x * f;
	}
	h->n_groups = (size_t)(end - h->groups);
}

static void see_list(struct hood *h, const struct lists *l, uint32_t i, float f)
{
	see(h, l->all.v + l->start[i], l->n[i], f);
}

/* The lists lie all over the memory: each is asked for while those before
 * it are walked. */
static void prefetch_list(const struct lists *l, uint32_t i)
{
	const struct near *v = l->all.v + l->start[i];

	for (size_t k = 0; k < l->n[i] && k < LIST_AHEAD; k += LINE)
		__builtin_prefetch(v + k);
}

static void see_around(struct hood *h, uint32_t i)
{
	const struct near *strong = h->of + (size_t)i * h->k;
	const struct near *row = h->mine.all.v + h->mine.start[i];
	float s = (float)h->r->t->p.smooth;

	see_list(h, &h->rows, i, 1 - s);
	for (size_t e = 0; e < h->mine.n[i]; e++) {
		if (e + AHEAD < h->mine.n[i])
			prefetch_list(&h->back, row[e + AHEAD].i);
		see_list(h, &h->back, row[e].i, s / 2 * row[e].x);
	}
	see_list(h, &h->back, i, s / 2);
	for (uint32_t k = 0; k < h->n[i]; k++) {
		struct voter o = h->voter[strong[k].i];
		struct near one = { o.group, strong[k].x * o.vote };
		if (k + AHEAD < h->n[i])
			prefetch_list(&h->rows, strong[k + AHEAD].i);
		see(h, &one, 1, s / 2);
		see_list(h, &h->rows, strong[k].i, s / 2 * strong[k].x);
	}
}

/* All of i's pairs, summed by the other's group. A pair of two that may
 * both move is taken once, from the later group. */
static void take_edges(struct hood *h, uint32_t i)
{
	struct round *r = h->r;
	uint32_t own = r->group[i];
	double vote = (double)r->vote[i];
	double least = EDGE_LEAST * r->size[own];

	for (size_t q = 0; q < h->n_groups; q++) {
		uint32_t g = h->groups[q];
		struct edge e = { own, g, (double)h->sum[g] * vote };
		h->sum[g] = 0;
		if (g < own && e.v >= least * r->size[g])
			vec_push(&r->edges, e);
	}
	h->n_groups = 0;
}

static void set_up(struct hood *h)
{
	const struct round *r = h->r;
	size_t m = (size_t)r->m + 1, n = (size_t)r->n_groups + 1;

	h->voter = xcalloc(m, sizeof(*h->voter));
	for (uint32_t i = 0; i < r->m; i++)
		h->voter[i] = (struct voter){ r->group[i], r->vote[i] };
	h->of = xcalloc(m * h->k + 1, sizeof(*h->of));
	h->n = xcalloc(m, sizeof(*h->n));
	lists_init(&h->mine, m);
	lists_init(&h->rows, m);
	lists_init(&h->back, m);
	h->asked = xcalloc(m, sizeof(*h->asked));
	h->at = xcalloc(n, sizeof(*h->at));
	h->sum = xcalloc(n, sizeof(*h->sum));
	h->groups = xcalloc(n, sizeof(*h->groups));
}

static void tear_down(struct hood *h)
{
	free(h->voter);
	free(h->of);
	free(h->n);
	lists_release(&h->mine);
	lists_release(&h->rows);
	lists_release(&h->back);
	free(h->asked);
	free(h->at);
	free(h->sum);
	free(h->groups);
}

void round_smooth(struct round *r)
{
	struct hood h = { .r = r, .k = (uint32_t)r->t->p.smooth_k };

	if (h.k > K_MAX)
		h.k = K_MAX;
	set_up(&h);
	make_rows(&h);
	turn_round(&h);
	for (uint32_t i = 0; i < r->m; i++) {
		if (r->fixed[i])
			continue;
		see_around(&h, i);
		take_edges(&h, i);
	}
	tear_down(&h);
}
