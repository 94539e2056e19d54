/* smooth.c - links seen through the neighbours' eyes, summed by group.
 *
 * With n_ik the share of k in i's strongest links (15 at most, those of its own
 * language first) and x_kk = 1:
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
#define RANKS 80
#define RANK_FIRST ((127u - 8) << 3)
/* A weaker average between groups is none: nothing is ever joined by it, and
 * most are. */
#define EDGE_LEAST 0.01
/* Lists that are asked for beforehand, and how much of each, in links. */
#define AHEAD 6
#define LIST_AHEAD 32
#define LINE (64 / sizeof(struct brief))

struct near_vec {
	VEC_FIELDS(struct near);
};
/* A list for each article. */
struct lists {
	struct near_vec all;
	size_t *start;
	uint32_t *n; /* 0 where there is none */
};
/* A member of a list in four bytes: who, and above that the weight in twelve
 * bits, five of them of exponent: within 0.4 %, from 2^-20 to 2^12. There are
 * many, and seeing is waiting for the memory. */
struct brief {
	uint32_t bits;
};
#define BRIEF_WHO 20 /* bits */
#define BRIEF_SHIFT 16 /* of a float's bits that are left out */
#define BRIEF_ZERO ((127u - 20) << 23)
#define BRIEF_MOST 4095u
_Static_assert(ROUND_MAX >> BRIEF_WHO == 0, "place");
struct brief_vec {
	VEC_FIELDS(struct brief);
};
/* Lists by group: of groups, weights count votes. */
struct spread {
	uint32_t start, n;
};
struct group_lists {
	struct brief_vec all;
	struct spread *of;
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
	struct near_vec row, parted, grouped; /* scratch: a row, by language, by
					       * group */
	struct brief *of; /* k for each article */
	uint32_t *n; /* how many it has */
	struct lists mine; /* rows of those who may move, by article */
	struct group_lists rows; /* theirs and their strongest's */
	struct group_lists back; /* who has it among his strongest: for all in
				  * `mine` */
	bool *asked; /* for back */
	uint32_t *at; /* scratch: group -> place in a list + 1; all 0 */
	float *sum; /* by group, of the article at hand; all 0 */
	uint32_t *groups; /* that are in sum */
	size_t n_groups;
};

static uint32_t brief_who(struct brief b)
{
	return b.bits & ((1u << BRIEF_WHO) - 1);
}

static float brief_x(struct brief b)
{
	uint32_t bits = (b.bits >> BRIEF_WHO << BRIEF_SHIFT) + BRIEF_ZERO;
	float x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

static struct brief brief_of(const struct near *n)
{
	uint32_t bits;

	memcpy(&bits, &n->x, sizeof(bits));
	bits += 1u << (BRIEF_SHIFT - 1);
	bits = bits > BRIEF_ZERO ? (bits - BRIEF_ZERO) >> BRIEF_SHIFT : 0;
	bits = bits < BRIEF_MOST ? bits : BRIEF_MOST;
	return (struct brief){ bits << BRIEF_WHO | n->i };
}

/* The same weight with another. */
static struct brief brief_turned(struct brief b, uint32_t who)
{
	return (struct brief){ b.bits >> BRIEF_WHO << BRIEF_WHO | who };
}

static bool is_stronger(const struct near *a, const struct near *b)
{
	return a->x > b->x || (!(a->x < b->x) && a->i < b->i);
}

/* Positive floats by exponent and three bits, from 2^-8 to 4. */
static unsigned rank_of(float x)
{
	uint32_t bits;

	memcpy(&bits, &x, sizeof(bits));
	bits >>= 20;
	if (bits < RANK_FIRST)
		return 0;
	return bits - RANK_FIRST < RANKS ? bits - RANK_FIRST : RANKS - 1;
}

/* The k strongest of n > k, among equals the older: whole ranks, and what
 * is left of the last by insertion. */
static void select_strongest(struct near *top, uint32_t k,
			     const struct near *row, size_t n)
{
	uint32_t count[RANKS] = { 0 }, above = 0, in = 0, out = 0;
	unsigned last = RANKS - 1;

	for (size_t e = 0; e < n; e++)
		count[rank_of(row[e].x)]++;
	while (above + count[last] < k)
		above += count[last--];
	for (size_t e = 0; e < n; e++) {
		unsigned rank = rank_of(row[e].x);
		if (rank > last)
			top[out++] = row[e];
		if (rank != last)
			continue;
		uint32_t at = in;
		struct near *v = top + above;
		if (at == k - above && !is_stronger(&row[e], &v[--at]))
			continue;
		for (; at > 0 && is_stronger(&row[e], &v[at - 1]); at--)
			v[at] = v[at - 1];
		v[at] = row[e];
		in += in < k - above;
	}
}

/* Of this many; how many there are. */
static uint32_t take_strongest(struct near *top, uint32_t k,
			       const struct near *row, size_t n)
{
	if (k && n > k)
		select_strongest(top, k, row, n);
	else if (k && n)
		memcpy(top, row, n * sizeof(*top));
	return n < k ? (uint32_t)n : k;
}

/* Their links become shares of `whole`, which they do not exceed; gives the
 * part of it that is left. */
static double share_out(struct near *top, uint32_t n, double whole,
			double least)
{
	double sum = 0;

	for (uint32_t k = 0; k < n; k++)
		sum += (double)top[k].x;
	/* One weak link must not count as the whole neighbourhood. */
	double all = sum < least ? least : sum;
	for (uint32_t k = 0; k < n; k++)
		top[k].x = (float)((double)top[k].x * whole / all);
	return whole * (1 - sum / all);
}

/* The row in h->parted, those of i's language first; how many these are. */
static size_t part_row(struct hood *h, uint32_t i, const struct near *row,
		       size_t n_row)
{
	const struct round *r = h->r;
	size_t own = 0, behind = n_row;

	vec_reserve(&h->parted, n_row);
	for (size_t e = 0; e < n_row; e++)
		h->parted.v[r->lang[row[e].i] == r->lang[i] ? own++ :
							      --behind] =
			row[e];
	return own;
}

/* Those of its row. Reports of other languages are weakly alike to many and
 * would crowd out its own where these are few: they have what is left. */
static void strongest(struct hood *h, uint32_t i, const struct near *row,
		      size_t n_row)
{
	const struct round *r = h->r;
	struct near top[K_MAX];
	double least = r->full[i] ? r->t->p.least_full :
				    r->t->p.least_head;
	size_t own = n_row;

	if (!r->one_language && n_row) {
		own = part_row(h, i, row, n_row);
		row = h->parted.v;
	}
	uint32_t n = take_strongest(top, h->k, row, own);
	double left = share_out(top, n, 1, least);
	h->n[i] = n;
	if (own < n_row && left > 0) {
		h->n[i] += take_strongest(top + n, h->k - n, row + own,
					  n_row - own);
		share_out(top + n, h->n[i] - n, left, least);
	}
	for (uint32_t k = 0; k < h->n[i]; k++)
		h->of[(size_t)i * h->k + k] = brief_of(&top[k]);
}

/* These by group as the list of i, for which there is room. */
static void keep_list(struct hood *h, struct group_lists *l, uint32_t i,
		      const struct near *v, size_t n)
{
	uint32_t len = 0;

	vec_reserve(&h->grouped, n);
	struct near *out = h->grouped.v;
	for (size_t e = 0; e < n; e++) {
		struct voter o = h->voter[v[e].i];
		float x = v[e].x * o.vote;
		uint32_t at = h->at[o.group];
		if (at) {
			out[at - 1].x += x;
		} else {
			out[len++] = (struct near){ o.group, x };
			h->at[o.group] = len;
		}
	}
	for (uint32_t e = 0; e < len; e++) {
		h->at[out[e].i] = 0;
		l->all.v[l->all.len + e] = brief_of(&out[e]);
	}
	l->of[i] = (struct spread){ (uint32_t)l->all.len, len };
	l->all.len += len;
}

/* The row of i behind all others. */
static size_t make_row(struct hood *h, struct near_vec *all, uint32_t i)
{
	size_t at = all->len;

	vec_reserve(all, at + round_links(h->r, i));
	size_t n = round_row(h->r, i, all->v + at);
	strongest(h, i, all->v + at, n);
	return n;
}

/* Those of who may move, who is in them, and who is among their strongest. */
static void make_mine(struct hood *h, bool *via)
{
	const struct round *r = h->r;
	struct lists *l = &h->mine;

	for (uint32_t i = 0; i < r->m; i++) {
		if (r->fixed[i])
			continue;
		l->start[i] = l->all.len;
		l->n[i] = (uint32_t)make_row(h, &l->all, i);
		l->all.len += l->n[i];
		h->asked[i] = true;
		for (uint32_t k = 0; k < h->n[i]; k++)
			via[brief_who(h->of[(size_t)i * h->k + k])] = true;
		for (size_t e = 0; e < l->n[i]; e++)
			h->asked[l->all.v[l->start[i] + e].i] = true;
	}
}

/* Everybody's strongest. Rows are looked at of those who may move and of
 * their strongest only, so others are not kept. */
static void make_rows(struct hood *h)
{
	const struct round *r = h->r;
	struct brief_vec *all = &h->rows.all;
	bool *via = xcalloc((size_t)r->m + 1, sizeof(*via));

	make_mine(h, via);
	for (uint32_t i = 0; i < r->m; i++) {
		bool fixed = r->fixed[i];
		size_t n = fixed ? make_row(h, &h->row, i) : h->mine.n[i];
		const struct near *row =
			fixed ? h->row.v : h->mine.all.v + h->mine.start[i];
		if (fixed && !via[i])
			continue;
		vec_reserve(all, all->len + n);
		keep_list(h, &h->rows, i, row, n);
	}
	free(via);
}

/* Among whose strongest is i? Of the hub of a thousand copies only the
 * youngest such are kept, so that it costs no more than others. */
static void turn_round(struct hood *h)
{
	const struct round *r = h->r;
	struct group_lists *b = &h->back;
	size_t max = (size_t)r->t->p.links_back + r->t->p.links_on;
	size_t *start = xcalloc((size_t)r->m + 1, sizeof(*start));
	uint32_t *n = xcalloc((size_t)r->m + 1, sizeof(*n));
	size_t at = 0;

	for (uint32_t j = 0; j < r->m; j++) {
		const struct brief *of = h->of + (size_t)j * h->k;
		for (uint32_t k = 0; k < h->n[j]; k++)
			n[brief_who(of[k])] += h->asked[brief_who(of[k])];
	}
	for (uint32_t i = 0; i < r->m; i++) {
		start[i] = at;
		at += n[i] < max ? n[i] : max;
		n[i] = 0;
	}
	start[r->m] = at;
	vec_reserve(&b->all, at + 1);
	struct brief *v = b->all.v;
	for (uint32_t j = r->m; j-- > 0;) {
		const struct brief *of = h->of + (size_t)j * h->k;
		for (uint32_t k = 0; k < h->n[j]; k++) {
			uint32_t i = brief_who(of[k]);
			if (start[i] + n[i] < start[i + 1])
				v[start[i] + n[i]++] = brief_turned(of[k], j);
		}
	}
	/* By group they are no more than they were, so they go in place. */
	for (uint32_t i = 0; i < r->m; i++) {
		vec_reserve(&h->row, n[i]);
		for (uint32_t k = 0; k < n[i]; k++) {
			struct brief e = v[start[i] + k];
			h->row.v[k] = (struct near){ brief_who(e), brief_x(e) };
		}
		keep_list(h, b, i, h->row.v, n[i]);
	}
	free(start);
	free(n);
}

/* Add f times these. All that is seen is unlike 0; there is room for each
 * group once. */
static inline void see(struct hood *h, const struct brief *v, size_t n, float f)
{
	float *sum = h->sum;
	uint32_t *end = h->groups + h->n_groups;

	for (size_t k = 0; k < n; k++) {
		uint32_t g = brief_who(v[k]);
		float *s = &sum[g];
		*end = g;
		end += *s == 0.0f;
		*s += brief_x(v[k]) * f;
	}
	h->n_groups = (size_t)(end - h->groups);
}

/* What a list has, f times it. */
static void see_list(struct hood *h, const struct group_lists *l, uint32_t i,
		     float f)
{
	const struct spread *e = &l->of[i];

	see(h, l->all.v + e->start, e->n, f);
}

/* The lists lie all over the memory: each is asked for while those before
 * it are walked. */
static void prefetch_list(const struct group_lists *l, uint32_t i)
{
	const struct spread *e = &l->of[i];
	const struct brief *v = l->all.v + e->start;

	for (size_t k = 0; k < e->n && k < LIST_AHEAD; k += LINE)
		__builtin_prefetch(v + k);
}

static void see_around(struct hood *h, uint32_t i)
{
	const struct brief *strong = h->of + (size_t)i * h->k;
	const struct near *row = h->mine.all.v + h->mine.start[i];
	float s = (float)h->r->t->p.smooth;
	see_list(h, &h->rows, i, 1 - s);
	for (size_t e = 0; e < h->mine.n[i]; e++) {
		if (e + 2 * AHEAD < h->mine.n[i])
			__builtin_prefetch(&h->back.of[row[e + 2 * AHEAD].i]);
		if (e + AHEAD < h->mine.n[i])
			prefetch_list(&h->back, row[e + AHEAD].i);
		see_list(h, &h->back, row[e].i, s / 2 * row[e].x);
	}
	see_list(h, &h->back, i, s / 2);
	for (uint32_t k = 0; k < h->n[i]; k++) {
		uint32_t who = brief_who(strong[k]);
		float x = brief_x(strong[k]);
		struct voter o = h->voter[who];
		struct brief one =
			brief_of(&(struct near){ o.group, x * o.vote });
		if (k + 2 * AHEAD < h->n[i])
			__builtin_prefetch(&h->rows.of[brief_who(
				strong[k + 2 * AHEAD])]);
		if (k + AHEAD < h->n[i])
			prefetch_list(&h->rows, brief_who(strong[k + AHEAD]));
		see(h, &one, 1, s / 2);
		see_list(h, &h->rows, who, s / 2 * x);
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
	h->mine.start = xcalloc(m, sizeof(*h->mine.start));
	h->mine.n = xcalloc(m, sizeof(*h->mine.n));
	h->rows.of = xcalloc(m, sizeof(*h->rows.of));
	h->back.of = xcalloc(m, sizeof(*h->back.of));
	h->asked = xcalloc(m, sizeof(*h->asked));
	h->at = xcalloc(n, sizeof(*h->at));
	h->sum = xcalloc(n, sizeof(*h->sum));
	h->groups = xcalloc(n, sizeof(*h->groups));
}

static void tear_down(struct hood *h)
{
	free(h->voter);
	vec_release(&h->row);
	vec_release(&h->parted);
	vec_release(&h->grouped);
	free(h->of);
	free(h->n);
	vec_release(&h->mine.all);
	free(h->mine.start);
	free(h->mine.n);
	vec_release(&h->rows.all);
	free(h->rows.of);
	vec_release(&h->back.all);
	free(h->back.of);
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
