/* join.c - agglomeration by average link over a sparse graph.
 *
 * The pair of groups with the largest average link is joined while that is
 * at least theta; two fixed threads never are. A heap whose entries carry
 * the versions of their two groups: what is out of date is dropped when it
 * comes up. In the end articles that nothing joined go to the thread which
 * they fit best, if that is clear. Ties go to the lower numbers, so that the result is one.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

/* Packed: of the memory that a decision takes, most is these. */
struct __attribute__((packed, aligned(4))) cell {
	uint32_t g;
	double v; /* summed links */
};
struct cells {
	VEC_FIELDS(struct cell);
};
struct cand {
	double avg;
	uint32_t a, b, va, vb; /* groups, a < b, and their versions */
};
struct heap {
	VEC_FIELDS(struct cand);
};

struct joiner {
	struct round *r;
	const struct pair_vec *cannot;
	double theta;
	struct cells *row; /* by group; cap 0: still in first[] */
	struct cell *first; /* all rows before anything is joined */
	uint32_t *version;
	bool *dead, *bound; /* bound: a cannot-link concerns it */
	uint32_t *at; /* scratch: group -> place in a row + 1 */
	struct cells both; /* scratch: two rows as one */
	struct heap heap;
};

static bool is_first(const struct cand *x, const struct cand *y)
{
	if (x->avg != y->avg)
		return x->avg > y->avg;
	return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void heap_push(struct heap *h, const struct cand *c)
{
	vec_push(h, *c);
	size_t i = h->len - 1;
	while (i && is_first(c, &h->v[(i - 1) / 2])) {
		h->v[i] = h->v[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	h->v[i] = *c;
}

static struct cand heap_pop(struct heap *h)
{
	struct cand top = h->v[0], last = h->v[--h->len];
	size_t i = 0;

	for (;;) {
		size_t k = 2 * i + 1;
		if (k >= h->len)
			break;
		if (k + 1 < h->len && is_first(&h->v[k + 1], &h->v[k]))
			k++;
		if (!is_first(&h->v[k], &last))
			break;
		h->v[i] = h->v[k];
		i = k;
	}
	if (h->len)
		h->v[i] = last;
	return top;
}

static void consider(struct joiner *j, uint32_t a, uint32_t b, double avg)
{
	struct cand c = { avg, a < b ? a : b, a < b ? b : a, 0, 0 };
	c.va = j->version[c.a];
	c.vb = j->version[c.b];
	heap_push(&j->heap, &c);
}

/* An article keeps its strongest links only: of all pairs among n of one
 * event, how many have theirs? */
static double kept_share(double n, double links)
{
	return n <= links ? 1 : links * (2 * n - links) / (n * n);
}

/* Of what may still move in both groups: how much may be fixed next, being
 * headlines? */
static double ripe_share(const struct round *r, uint32_t a, uint32_t b)
{
	double ripe = 0, size = 0;

	if (a >= r->n_fixed) {
		ripe += r->ripe_heads[a];
		size += r->size[a];
	}
	if (b >= r->n_fixed) {
		ripe += r->ripe_heads[b];
		size += r->size[b];
	}
	return size > 0 ? ripe / size : 0;
}

/* The average link. Of headlines, a large group's average falls, since each
 * has few of the words that the others share: there a group's size makes up
 * for some of it. Headlines that may be fixed next, and never join again if
 * they do not now, join more easily. */
static double average(const struct round *r, uint32_t a, uint32_t b, double v)
{
	const struct topic_params *p = &r->t->p;
	double both = r->size[a] * r->size[b];
	double n = (double)r->count[a] + r->count[b];
	double heads = r->heads[a] + r->heads[b];

	if (heads <= 0)
		return v / (both * kept_share(n, p->links_back));
	double share = heads / (r->size[a] + r->size[b]);
	double links = share * p->links_head + (1 - share) * p->links_back;
	v *= 1 + p->ripe_head * ripe_share(r, a, b);
	return v / (pow(both, 1 - share * p->grow_head) *
		    kept_share(n, links));
}

/* All pairs of this row, or those with a later one. */
static void consider_row(struct joiner *j, uint32_t a, uint32_t from)
{
	const struct round *r = j->r;
	const struct cells *row = &j->row[a];
	double theta = j->theta;
	/* Two fixed threads are not joined. */
	uint32_t least = a < r->n_fixed ? r->n_fixed : 0;

	if (least < from)
		least = from;
	for (size_t i = 0; i < row->len; i++) {
		uint32_t b = row->v[i].g;
		if (b < least)
			continue;
		double avg = average(r, a, b, row->v[i].v);
		if (avg >= theta)
			consider(j, a, b, avg);
	}
}

static uint32_t find(uint32_t *rep, uint32_t g)
{
	while (rep[g] != g) {
		rep[g] = rep[rep[g]];
		g = rep[g];
	}
	return g;
}

static bool is_forbidden(const struct joiner *j, uint32_t a, uint32_t b)
{
	if (!j->bound[a] || !j->bound[b])
		return false;
	for (size_t i = 0; i < j->cannot->len; i++) {
		uint32_t x = find(j->r->rep, j->cannot->v[i].a);
		uint32_t y = find(j->r->rep, j->cannot->v[i].b);
		if ((x == a && y == b) || (x == b && y == a))
			return true;
	}
	return false;
}

/* What has been put together becomes the row, with some room for the next
 * time: of the memory that a decision takes, most would else be room. */
static void row_set(struct cells *row, const struct cells *from)
{
	if (from->len > (row->cap ? row->cap : row->len)) {
		if (row->cap)
			free(row->v);
		row->cap = from->len + from->len / 4;
		row->v = xreallocarray(NULL, row->cap, sizeof(*row->v));
	}
	if (from->len)
		memcpy(row->v, from->v, from->len * sizeof(*row->v));
	row->len = from->len;
}

static void row_release(struct cells *row)
{
	if (row->cap)
		free(row->v);
	*row = (struct cells){ 0 };
}

static void add_to_both(struct joiner *j, uint32_t a, const struct cells *row)
{
	struct cells *both = &j->both;

	for (size_t i = 0; i < row->len; i++) {
		struct cell c = row->v[i];
		c.g = find(j->r->rep, c.g);
		if (c.g == a)
			continue;
		if (j->at[c.g]) {
			both->v[j->at[c.g] - 1].v += c.v;
		} else {
			both->v[both->len++] = c;
			j->at[c.g] = (uint32_t)both->len;
		}
	}
}

/* a's row becomes that of both. Other rows go on naming b: whoever reads a
 * row asks find() who stands for its cells today, so that no row but these
 * two is touched. */
static void merge_rows(struct joiner *j, uint32_t a, uint32_t b)
{
	struct cells *ra = &j->row[a], *rb = &j->row[b];
	struct cells *both = &j->both;

	both->len = 0;
	vec_reserve(both, ra->len + rb->len);
	add_to_both(j, a, ra);
	add_to_both(j, a, rb);
	for (size_t i = 0; i < both->len; i++)
		j->at[both->v[i].g] = 0;
	row_release(rb);
	row_set(ra, both);
}

static void join(struct joiner *j, uint32_t a, uint32_t b)
{
	struct round *r = j->r;

	j->dead[b] = true;
	r->rep[b] = a;
	j->version[a]++;
	r->size[a] += r->size[b];
	r->heads[a] += r->heads[b];
	r->ripe_heads[a] += r->ripe_heads[b];
	r->count[a] += r->count[b];
	j->bound[a] |= j->bound[b];
	merge_rows(j, a, b);
	consider_row(j, a, 0);
}

static void add_cell(struct joiner *j, uint32_t a, uint32_t b, double v)
{
	struct cells *row = &j->row[a];

	row->v[row->len++] = (struct cell){ b, v };
}

/* Every edge stands in two rows, in the order of the edges. */
static void make_rows(struct joiner *j)
{
	const struct edge_vec *edges = &j->r->edges;
	size_t at = 0;

	j->first = xcalloc(2 * edges->len + 1, sizeof(*j->first));
	for (size_t i = 0; i < edges->len; i++) {
		j->row[edges->v[i].a].len++;
		j->row[edges->v[i].b].len++;
	}
	for (uint32_t g = 0; g < j->r->n_groups; g++) {
		j->row[g].v = j->first + at;
		at += j->row[g].len;
		j->row[g].len = 0;
	}
	for (size_t i = 0; i < edges->len; i++) {
		const struct edge *e = &edges->v[i];
		add_cell(j, e->a, e->b, e->v);
		add_cell(j, e->b, e->a, e->v);
	}
}

/* Edges between the same two groups become one. */
static void collect(struct joiner *j, uint32_t g)
{
	struct cells *row = &j->row[g];
	size_t n = 0;

	for (size_t i = 0; i < row->len; i++) {
		struct cell c = row->v[i];
		if (j->at[c.g]) {
			row->v[j->at[c.g] - 1].v += c.v;
		} else {
			row->v[n++] = c;
			j->at[c.g] = (uint32_t)n;
		}
	}
	row->len = n;
	for (size_t i = 0; i < n; i++)
		j->at[row->v[i].g] = 0;
}

static void set_up(struct joiner *j)
{
	struct round *r = j->r;
	size_t n = (size_t)r->n_groups + 1;

	j->row = xcalloc(n, sizeof(*j->row));
	j->version = xcalloc(n, sizeof(*j->version));
	j->dead = xcalloc(n, sizeof(*j->dead));
	j->bound = xcalloc(n, sizeof(*j->bound));
	j->at = xcalloc(n, sizeof(*j->at));
	for (size_t i = 0; i < j->cannot->len; i++)
		j->bound[j->cannot->v[i].a] = j->bound[j->cannot->v[i].b] =
			true;
	make_rows(j);
	for (uint32_t g = 0; g < r->n_groups; g++)
		collect(j, g);
	for (uint32_t g = 0; g < r->n_groups; g++)
		consider_row(j, g, g + 1);
}

static void tear_down(struct joiner *j)
{
	for (uint32_t g = 0; g < j->r->n_groups; g++)
		row_release(&j->row[g]);
	free(j->row);
	free(j->first);
	free(j->version);
	free(j->dead);
	free(j->bound);
	free(j->at);
	vec_release(&j->both);
	vec_release(&j->heap);
}

/* Which thread a group of one article fits best: with at least the average
 * link asked for, and by far before the next, be that thread or another lone
 * article. NONE = it stays alone. */
static uint32_t host_of(struct joiner *j, uint32_t g, double least)
{
	const struct round *r = j->r;
	struct cells *all = &j->both;
	double best = 0, next = 0;
	uint32_t host = NONE;

	all->len = 0;
	vec_reserve(all, j->row[g].len);
	add_to_both(j, g, &j->row[g]);
	for (size_t i = 0; i < all->len; i++) {
		const struct cell *c = &all->v[i];
		double avg = average(r, g, c->g, c->v);
		j->at[c->g] = 0;
		if (is_forbidden(j, g, c->g))
			continue;
		next = avg > best ? best : avg > next ? avg : next;
		host = avg > best ? c->g : host;
		best = avg > best ? avg : best;
	}
	if (host == NONE || r->count[host] < 2 || best < least ||
	    best < next * r->t->p.lone_lead)
		return NONE;
	return host;
}

/* Where joining has ended, what is still alone is seldom a thing of its own.
 * All look at the same threads, before any of them is in one. */
static void take_in_lone(struct joiner *j, double least)
{
	struct round *r = j->r;
	uint32_t *host = xcalloc((size_t)r->n_groups + 1, sizeof(*host));

	for (uint32_t g = r->n_fixed; g < r->n_groups; g++)
		host[g] = j->dead[g] || r->count[g] != 1 ?
				  NONE : host_of(j, g, least);
	for (uint32_t g = r->n_fixed; g < r->n_groups; g++) {
		uint32_t h = host[g];
		if (h == NONE || is_forbidden(j, g, h))
			continue;
		r->rep[g] = h;
		r->size[h] += r->size[g];
		r->count[h]++;
		j->bound[h] |= j->bound[g];
	}
	free(host);
}

static void standing(struct round *r, uint32_t *out)
{
	for (uint32_t g = 0; g < r->n_groups; g++)
		out[g] = find(r->rep, g);
}

void round_join(struct round *r, const struct pair_vec *cannot,
		const struct thetas *theta)
{
	struct joiner j = { .r = r, .cannot = cannot, .theta = theta->any };
	bool strict = true;

	r->rep = xcalloc((size_t)r->n_groups + 1, sizeof(*r->rep));
	r->rep_strict = xcalloc((size_t)r->n_groups + 1, sizeof(*r->rep));
	for (uint32_t g = 0; g < r->n_groups; g++)
		r->rep[g] = g;
	set_up(&j);
	while (j.heap.len) {
		struct cand c = heap_pop(&j.heap);
		if (strict && c.avg < theta->ripe) {
			strict = false;
			standing(r, r->rep_strict);
		}
		if (j.dead[c.a] || j.dead[c.b] ||
		    j.version[c.a] != c.va || j.version[c.b] != c.vb ||
		    is_forbidden(&j, c.a, c.b))
			continue;
		/* Fixed threads have the lower numbers, so they survive. */
		join(&j, c.a, c.b);
	}
	if (strict)
		standing(r, r->rep_strict);
	take_in_lone(&j, theta->lone);
	standing(r, r->rep);
	tear_down(&j);
}
