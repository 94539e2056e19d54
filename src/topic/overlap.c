/* overlap.c - what two threads have in common: the words of their reports,
 * summed.
 *
 * The sums of a thread are made once and kept as long as there is room: most
 * threads are looked at from several others. Those of the thread at hand lie
 * in a table by dimension as well, so that nothing is sorted or searched. They
 * are whole numbers, and so are their products as far as a double holds them:
 * the order in which they are added up changes nothing.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define MEMBERS 32 /* reports of a thread that count */

#define POOL_MAX 1000000 /* sums kept; all go when there are more */

void means_init(struct means *m, const struct topic *t)
{
	m->table = xcalloc(t->vocab.dims.len + 1, sizeof(*m->table));
	m->of = xcalloc(t->arts.len + 1, sizeof(*m->of));
	m->n = t->arts.len;
}

void means_release(struct means *m)
{
	vec_release(&m->pool);
	free(m->table);
	free(m->of);
}

static void sum_up(struct means *m, const struct topic *t, uint32_t first)
{
	const struct catalog *c = t->catalog;
	uint32_t n = 0;

	for (uint32_t k = first; k != NONE && n < MEMBERS; k = c->next[k], n++) {
		const struct art *a = t->arts.v[k];
		const struct entry *v = art_entries(t, a, HAND_LEFT);
		for (size_t e = 0; e < a->n_vec[SPACE_WORD]; e++) {
			struct dim_sum *s = &m->table[v[e].dim];
			struct part new = { v[e].dim, 0 };
			if (!s->sum)
				vec_push(&m->pool, new);
			s->sum += v[e].w;
		}
	}
}

/* Of the thread whose oldest report is there. */
static struct mean *mean_of(const struct topic *t, uint32_t first)
{
	struct means *m = &t->catalog->means;
	struct mean *mean = &m->of[first];
	double sum = 0;

	if (mean->len)
		return mean;
	mean->start = (uint32_t)m->pool.len;
	sum_up(m, t, first);
	mean->len = (uint32_t)m->pool.len - mean->start;
	for (size_t i = mean->start; i < m->pool.len; i++) {
		struct part *p = &m->pool.v[i];
		p->sum = m->table[p->dim].sum;
		m->table[p->dim].sum = 0;
		sum += (double)p->sum * p->sum;
	}
	mean->norm = sqrt(sum);
	return mean;
}

static void set_own(struct mean_own *own, const struct topic *t, bool there)
{
	struct means *m = &t->catalog->means;
	const struct part *p = m->pool.v + own->mean.start;

	for (size_t i = 0; i < own->mean.len; i++)
		m->table[p[i].dim].own = there ? p[i].sum : 0;
}

void mean_own_init(struct mean_own *own, const struct topic *t, uint32_t first)
{
	struct means *m = &t->catalog->means;

	if (m->pool.len > POOL_MAX) {
		m->pool.len = 0;
		memset(m->of, 0, m->n * sizeof(*m->of));
	}
	*own = (struct mean_own){ .members = t->catalog->members[first],
				  .mean = *mean_of(t, first) };
	set_own(own, t, true);
}

void mean_own_release(struct mean_own *own, const struct topic *t)
{
	set_own(own, t, false);
	vec_release(&own->shared);
}

double mean_compare(struct mean_own *own, const struct topic *t,
		    uint32_t first)
{
	struct means *m = &t->catalog->means;
	const struct mean *mean = mean_of(t, first);
	const struct part *p = m->pool.v + mean->start;
	double sum = 0;

	own->shared.len = 0;
	own->norms = own->mean.norm * mean->norm;
	for (size_t i = 0; i < mean->len; i++) {
		uint32_t mine = m->table[p[i].dim].own;
		struct share both = { p[i].dim, (double)mine * p[i].sum };
		if (!mine)
			continue;
		sum += both.x;
		vec_push(&own->shared, both);
	}
	return own->norms > 0 ? sum / own->norms : 0;
}
