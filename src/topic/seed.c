/* seed.c - the groups from which joining starts.
 *
 * Fixed threads are groups; every article that may move is one of its own.
 * The reader's edits come first, the newest first, so that it wins over what
 * contradicts it: must-links make one group of two articles (and of their
 * fixed threads), a cannot-link takes its first article out of a fixed
 * thread that holds both, together with what must stay with it.
 */
#include "config.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

/* Nodes: the round's articles by place, then the fixed threads. */
struct seeder {
	struct round *r;
	struct pair_vec *cannot; /* accepted, as places */
	uint32_t *up; /* union-find */
	bool *bound; /* by root: a cannot-link concerns it */
	bool *loose; /* by place: out of its fixed thread */
	struct idmap labels; /* thread id -> node - m */
	uint32_t n_labels;
	uint32_t *label; /* by place, of fixed ones; NONE */
	int64_t *id; /* by label */
	uint32_t *count; /* articles by label */
};

static uint32_t find(uint32_t *up, uint32_t i)
{
	while (up[i] != i) {
		up[i] = up[up[i]];
		i = up[i];
	}
	return i;
}

static bool is_forbidden(struct seeder *s, uint32_t a, uint32_t b)
{
	if (!s->bound[a] || !s->bound[b])
		return false;
	for (size_t i = 0; i < s->cannot->len; i++) {
		uint32_t x = find(s->up, s->cannot->v[i].a);
		uint32_t y = find(s->up, s->cannot->v[i].b);
		if ((x == a && y == b) || (x == b && y == a))
			return true;
	}
	return false;
}

static void try_union(struct seeder *s, uint32_t a, uint32_t b)
{
	a = find(s->up, a);
	b = find(s->up, b);
	if (a == b || is_forbidden(s, a, b))
		return;
	if (b < a) {
		uint32_t x = a;
		a = b;
		b = x;
	}
	s->up[b] = a;
	s->bound[a] |= s->bound[b];
}

static uint32_t place_of(const struct round *r, int64_t id)
{
	uint32_t seq = idmap_get(&r->t->ids, (uint64_t)id);

	return seq == NONE ? NONE : r->pos[seq - r->t->base];
}

static void forbid(struct seeder *s, uint32_t a, uint32_t b)
{
	uint32_t ra = find(s->up, a), rb = find(s->up, b);
	struct pair p = { a, b };

	if (ra == rb)
		return;
	vec_push(s->cannot, p);
	s->bound[ra] = s->bound[rb] = true;
}

static void take_edits(struct seeder *s)
{
	const struct edit_vec_priv *edits = &s->r->t->edits;

	for (size_t i = edits->len; i > 0; i--) {
		const struct edit *e = &edits->v[i - 1];
		uint32_t a = place_of(s->r, e->a), b = place_of(s->r, e->b);
		if (a == NONE || b == NONE || a == b)
			continue;
		if (e->kind == EDIT_MUST_LINK)
			try_union(s, a, b);
		else
			forbid(s, a, b);
	}
}

static void label_fixed(struct seeder *s)
{
	struct round *r = s->r;

	for (uint32_t i = 0; i < r->m; i++) {
		s->label[i] = NONE;
		if (!r->fixed[i])
			continue;
		int64_t id = round_art(r, i)->real.thread;
		uint32_t *at = idmap_put(&s->labels, (uint64_t)id);
		if (*at == NONE) {
			s->id[s->n_labels] = id;
			*at = s->n_labels++;
		}
		s->label[i] = *at;
		s->count[*at]++;
	}
}

/* `a` and what must stay with it leave the thread that holds b too. */
static void loosen(struct seeder *s)
{
	const struct round *r = s->r;

	for (size_t c = 0; c < s->cannot->len; c++) {
		struct pair p = s->cannot->v[c];
		uint32_t l = s->label[p.a];
		if (l == NONE || l != s->label[p.b] || s->loose[p.a] ||
		    s->loose[p.b])
			continue;
		uint32_t root = find(s->up, p.a);
		for (uint32_t i = 0; i < r->m; i++)
			if (s->label[i] == l && find(s->up, i) == root)
				s->loose[i] = true;
	}
}

static void join_labels(struct seeder *s)
{
	struct round *r = s->r;

	for (int bound = 0; bound < 2; bound++) {
		for (uint32_t i = 0; i < r->m; i++) {
			if (s->label[i] == NONE || s->loose[i] ||
			    s->bound[find(s->up, i)] != (bound == 1))
				continue;
			try_union(s, i, r->m + s->label[i]);
		}
	}
	for (uint32_t i = 0; i < r->m; i++)
		if (s->label[i] != NONE &&
		    find(s->up, i) != find(s->up, r->m + s->label[i]))
			r->fixed[i] = false;
}

/* The id that a group keeps: of its largest fixed thread, unless the
 * article that gave it is open and elsewhere. 0 = none. */
static void name_groups(struct seeder *s, const uint32_t *group_of_root)
{
	struct round *r = s->r;
	uint32_t *best = xcalloc((size_t)r->n_groups + 1, sizeof(*best));

	for (uint32_t l = 0; l < s->n_labels; l++) {
		uint32_t root = find(s->up, r->m + l);
		uint32_t g = group_of_root[root];
		uint32_t founder = place_of(r, s->id[l]);
		if (founder != NONE && find(s->up, founder) != root)
			continue;
		if (r->thread[g] && best[g] >= s->count[l])
			continue;
		best[g] = s->count[l];
		r->thread[g] = s->id[l];
	}
	free(best);
}

static void number_groups(struct seeder *s)
{
	struct round *r = s->r;
	uint32_t n = r->m + s->n_labels;
	uint32_t *of = xcalloc((size_t)n + 1, sizeof(*of));
	bool *fixed = xcalloc((size_t)n + 1, sizeof(*fixed));

	for (uint32_t k = 0; k < n; k++)
		of[k] = NONE;
	for (uint32_t l = 0; l < s->n_labels; l++)
		fixed[find(s->up, r->m + l)] = true;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < r->m; i++) {
			uint32_t root = find(s->up, i);
			if (of[root] != NONE || fixed[root] != !pass)
				continue;
			of[root] = r->n_groups++;
		}
		if (!pass)
			r->n_fixed = r->n_groups;
	}
	r->thread = xcalloc((size_t)r->n_groups + 1, sizeof(*r->thread));
	r->size = xcalloc((size_t)r->n_groups + 1, sizeof(*r->size));
	r->count = xcalloc((size_t)r->n_groups + 1, sizeof(*r->count));
	r->heads = xcalloc((size_t)r->n_groups + 1, sizeof(*r->heads));
	r->ripe_heads = xcalloc((size_t)r->n_groups + 1, sizeof(*r->heads));
	for (uint32_t i = 0; i < r->m; i++) {
		r->group[i] = of[find(s->up, i)];
		r->count[r->group[i]]++;
		r->size[r->group[i]] += (double)r->vote[i];
		if (!r->full[i])
			r->heads[r->group[i]] += (double)r->vote[i];
		if (r->ripe_head[i])
			r->ripe_heads[r->group[i]] += (double)r->vote[i];
	}
	/* A label that lost all its articles to edits has no group. */
	for (uint32_t l = 0; l < s->n_labels; l++)
		if (of[find(s->up, r->m + l)] == NONE)
			of[find(s->up, r->m + l)] = r->n_groups;
	name_groups(s, of);
	free(of);
	free(fixed);
}

static void cannot_by_group(struct seeder *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->cannot->len; i++) {
		struct pair p = s->cannot->v[i];
		p.a = s->r->group[p.a];
		p.b = s->r->group[p.b];
		if (p.a != p.b)
			s->cannot->v[n++] = p;
	}
	s->cannot->len = n;
}

void round_seed(struct round *r, struct pair_vec *cannot)
{
	size_t m = (size_t)r->m + 1;
	struct seeder s = { .r = r, .cannot = cannot };

	s.up = xcalloc(2 * m, sizeof(*s.up));
	s.bound = xcalloc(2 * m, sizeof(*s.bound));
	s.loose = xcalloc(m, sizeof(*s.loose));
	s.label = xcalloc(m, sizeof(*s.label));
	s.id = xcalloc(m, sizeof(*s.id));
	s.count = xcalloc(m, sizeof(*s.count));
	r->group = xcalloc(m, sizeof(*r->group));
	for (uint32_t i = 0; i < 2 * m; i++)
		s.up[i] = i;
	take_edits(&s);
	label_fixed(&s);
	loosen(&s);
	join_labels(&s);
	number_groups(&s);
	cannot_by_group(&s);
	idmap_release(&s.labels);
	free(s.up);
	free(s.bound);
	free(s.loose);
	free(s.label);
	free(s.id);
	free(s.count);
}
