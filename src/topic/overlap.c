/* overlap.c - what two threads have in common: the words of their reports,
 * summed.
 *
 * The sums lie in a table by dimension, those of the thread at hand and of
 * the one that it is compared with side by side, and are 0 in between: so
 * nothing is sorted, and nothing looked at that neither has. They are whole
 * numbers, and so are their products as far as a double holds them: the order
 * in which they are added up changes nothing.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define MEMBERS 32 /* reports of a thread that count */

struct dim_sum *dim_sums_make(const struct topic *t)
{
	return xcalloc(t->vocab.dims.len + 1, sizeof(struct dim_sum));
}

void mean_own_init(struct mean_own *m, const struct topic *t, int64_t thread)
{
	const struct catalog *c = t->catalog;
	uint32_t first = idmap_get(&c->first, (uint64_t)thread), n = 0;
	double sum = 0;

	*m = (struct mean_own){ 0 };
	for (uint32_t k = first; k != NONE && n < MEMBERS; k = c->next[k], n++) {
		const struct art *a = &t->arts.v[k];
		const struct entry *v = art_entries(t, a, HAND_LEFT);
		for (size_t e = 0; e < a->n_vec[SPACE_WORD]; e++) {
			struct dim_sum *s = &c->sums[v[e].dim];
			if (!s->own)
				vec_push(&m->dims, v[e].dim);
			s->own += v[e].w;
		}
	}
	for (size_t i = 0; i < m->dims.len; i++) {
		double w = c->sums[m->dims.v[i]].own;
		sum += w * w;
	}
	m->norm = sqrt(sum);
	if (first == NONE)
		return;
	m->members = c->members[first];
	c->norms[first] = m->norm;
}

void mean_own_release(struct mean_own *m, const struct topic *t)
{
	for (size_t i = 0; i < m->dims.len; i++)
		t->catalog->sums[m->dims.v[i]].own = 0;
	vec_release(&m->dims);
	vec_release(&m->shared);
}

/* Sums of the other one; `whole`: of words too that ours has not. */
static void sum_theirs(const struct topic *t, uint32_t first, bool whole)
{
	const struct catalog *c = t->catalog;
	uint32_t n = 0;

	for (uint32_t k = first; k != NONE && n < MEMBERS; k = c->next[k], n++) {
		const struct art *a = &t->arts.v[k];
		const struct entry *v = art_entries(t, a, HAND_LEFT);
		for (size_t e = 0; e < a->n_vec[SPACE_WORD]; e++) {
			struct dim_sum *s = &c->sums[v[e].dim];
			if (whole || s->own)
				s->theirs += v[e].w;
		}
	}
}

/* Take them off again, each with what it shares with ours; the sum of their
 * squares. */
static double take_theirs(struct mean_own *m, const struct topic *t,
			  uint32_t first)
{
	const struct catalog *c = t->catalog;
	uint32_t n = 0;
	double sum = 0;

	m->shared.len = 0;
	for (uint32_t k = first; k != NONE && n < MEMBERS; k = c->next[k], n++) {
		const struct art *a = &t->arts.v[k];
		const struct entry *v = art_entries(t, a, HAND_LEFT);
		for (size_t e = 0; e < a->n_vec[SPACE_WORD]; e++) {
			struct dim_sum *s = &c->sums[v[e].dim];
			double w = s->theirs;
			if (!s->theirs)
				continue;
			sum += w * w;
			s->theirs = 0;
			if (!s->own)
				continue;
			struct share both = { v[e].dim, s->own * w };
			vec_push(&m->shared, both);
		}
	}
	return sum;
}

/* The same of a thread of one report, without adding up. */
static double take_one(struct mean_own *m, const struct topic *t, uint32_t k)
{
	const struct art *a = &t->arts.v[k];
	const struct entry *v = art_entries(t, a, HAND_LEFT);
	const struct dim_sum *sums = t->catalog->sums;
	double sum = 0;

	m->shared.len = 0;
	for (size_t e = 0; e < a->n_vec[SPACE_WORD]; e++) {
		uint32_t dim = v[e].dim, own = sums[dim].own;
		double w = v[e].w;
		sum += w * w;
		if (!own)
			continue;
		struct share both = { dim, own * w };
		vec_push(&m->shared, both);
	}
	return sum;
}

double mean_compare(struct mean_own *m, const struct topic *t, uint32_t first)
{
	double *norm = &t->catalog->norms[first], squares, sum = 0;
	bool whole = *norm < 0;

	if (t->catalog->members[first] == 1) {
		squares = take_one(m, t, first);
	} else {
		sum_theirs(t, first, whole);
		squares = take_theirs(m, t, first);
	}
	if (whole)
		*norm = sqrt(squares);
	m->norms = m->norm * *norm;
	for (size_t i = 0; i < m->shared.len; i++)
		sum += m->shared.v[i].x;
	return m->norms > 0 ? sum / m->norms : 0;
}
