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

struct share {
	uint32_t i;
	float n;
};

/* The strongest neighbours, forward and backward. */
struct hood {
	struct round *r;
	uint32_t k; /* at most so many */
	struct share *of; /* k for each article */
	uint32_t *n; /* how many it has */
	size_t *start; /* back: who has i among his */
	struct share *back;
	float *x, *z; /* dense, of the article at hand */
	struct u32_vec seen;
	double *sum; /* by group, of the article at hand */
	struct u32_vec groups;
};

/* Insert by strength; among equals the older first. */
static void strongest(struct hood *h, uint32_t i)
{
	const struct round *r = h->r;
	struct share *top = h->of + (size_t)i * h->k;
	uint32_t n = 0;
	double sum = 0;

	for (size_t e = r->start[i]; e < r->start[i + 1]; e++) {
		struct share s = { r->row[e].i, r->row[e].x };
		if (s.n <= 0)
			continue;
		uint32_t at = n;
		while (at > 0 && (top[at - 1].n < s.n ||
				  (!(top[at - 1].n > s.n) &&
				   top[at - 1].i > s.i)))
			at--;
		if (at == h->k)
			continue;
		if (n < h->k)
			n++;
		memmove(top + at + 1, top + at, (n - 1 - at) * sizeof(*top));
		top[at] = s;
	}
	for (uint32_t k = 0; k < n; k++)
		sum += (double)top[k].n;
	/* One weak link must not count as the whole neighbourhood. */
	double least = round_art(r, i)->flags & ART_FULL ?
			       r->t->p.least_full :
			       r->t->p.least_head;
	if (sum < least)
		sum = least;
	for (uint32_t k = 0; k < n; k++)
		top[k].n = (float)((double)top[k].n / sum);
	h->n[i] = n;
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
			const struct share *s = &h->of[(size_t)j * h->k + k];
			if (!left[s->i])
				continue;
			h->back[h->start[s->i] + --left[s->i]] =
				(struct share){ j, s->n };
		}
	}
	free(left);
}

static void see(struct hood *h, uint32_t j, float z)
{
	if (h->z[j] == 0.0f && h->x[j] == 0.0f)
		vec_push(&h->seen, j);
	h->z[j] += z;
}

static void see_around(struct hood *h, uint32_t i)
{
	const struct round *r = h->r;
	const struct share *mine = h->of + (size_t)i * h->k;

	for (size_t e = r->start[i]; e < r->start[i + 1]; e++) {
		const struct near *k = &r->row[e];
		if (k->x <= 0)
			continue;
		see(h, k->i, 0);
		h->x[k->i] = k->x;
		for (size_t b = h->start[k->i]; b < h->start[k->i + 1]; b++)
			see(h, h->back[b].i, h->back[b].n * k->x);
	}
	for (size_t b = h->start[i]; b < h->start[i + 1]; b++)
		see(h, h->back[b].i, h->back[b].n);
	for (uint32_t k = 0; k < h->n[i]; k++) {
		uint32_t via = mine[k].i;
		see(h, via, mine[k].n);
		for (size_t e = r->start[via]; e < r->start[via + 1]; e++)
			if (r->row[e].x > 0)
				see(h, r->row[e].i, mine[k].n * r->row[e].x);
	}
}

static double smooth_of(const struct round *r, uint32_t i)
{
	return round_art(r, i)->flags & ART_FULL ? r->t->p.smooth_full :
						   r->t->p.smooth_head;
}

/* All of i's pairs, summed by the other's group. A pair of two that may
 * both move is taken once, from the younger. */
static void sum_pairs(struct hood *h, uint32_t i)
{
	struct round *r = h->r;

	for (size_t q = 0; q < h->seen.len; q++) {
		uint32_t j = h->seen.v[q];
		double s = (smooth_of(r, i) + smooth_of(r, j)) / 2;
		double y = (1 - s) * (double)h->x[j] +
			   s * 0.5 * (double)h->z[j];
		h->x[j] = h->z[j] = 0;
		if (j == i || (!r->fixed[j] && j > i) ||
		    r->group[i] == r->group[j])
			continue;
		uint32_t g = r->group[j];
		if (h->sum[g] == 0.0)
			vec_push(&h->groups, g);
		h->sum[g] += y * (double)r->vote[i] * (double)r->vote[j];
	}
	h->seen.len = 0;
	for (size_t q = 0; q < h->groups.len; q++) {
		uint32_t g = h->groups.v[q];
		struct edge e = { r->group[i], g, h->sum[g] };
		h->sum[g] = 0;
		vec_push(&r->edges, e);
	}
	h->groups.len = 0;
}

void round_smooth(struct round *r)
{
	struct hood h = { .r = r, .k = (uint32_t)r->t->p.smooth_k };
	size_t m = (size_t)r->m + 1;

	if (h.k > K_MAX)
		h.k = K_MAX;
	/* One place more, into which the weakest falls. */
	h.of = xcalloc(m * h.k + 1, sizeof(*h.of));
	h.n = xcalloc(m, sizeof(*h.n));
	h.x = xcalloc(m, sizeof(*h.x));
	h.z = xcalloc(m, sizeof(*h.z));
	h.sum = xcalloc((size_t)r->n_groups + 1, sizeof(*h.sum));
	for (uint32_t i = 0; i < r->m; i++)
		strongest(&h, i);
	turn_round(&h);
	for (uint32_t i = 0; i < r->m; i++) {
		if (r->fixed[i])
			continue;
		see_around(&h, i);
		sum_pairs(&h, i);
	}
	free(h.of);
	free(h.n);
	free(h.x);
	free(h.z);
	free(h.sum);
	free(h.start);
	free(h.back);
	vec_release(&h.seen);
	vec_release(&h.groups);
}
