/* related.c - what sets a thread apart, and which threads are its kin.
 *
 * Kin are other events of the same story: below what makes one thread, but
 * clearly above the background. Time is left out of it (an earlier chapter
 * may be weeks old): the link's decay is taken off again. Links find who may
 * be kin; kin.c says who is.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define KIN_FIRST 0.07 /* by the links; weaker ones are not looked at */
#define KIN_LOOK 8 /* of so many strongest */

void catalog_free(struct catalog *c)
{
	if (!c)
		return;
	idmap_release(&c->first);
	free(c->next);
	free(c->of);
	free(c->seen);
	free(c->members);
	means_release(&c->means);
	onward_release(&c->on);
	free(c);
}

static uint32_t *places_make(size_t n)
{
	uint32_t *v = xcalloc(n + 1, sizeof(*v));

	for (size_t k = 0; k < n; k++)
		v[k] = NONE;
	return v;
}

/* Every open article into its thread's chain. */
static void chain_all(struct catalog *c, const struct topic *t)
{
	uint32_t *last = c->seen;

	for (uint32_t k = 0; k < t->arts.len; k++) {
		const struct art *a = t->arts.v[k];
		if (!(a->flags & ART_OPEN) || !art_cur(t, a)->thread)
			continue;
		uint32_t *first = idmap_put(&c->first,
					    (uint64_t)art_cur(t, a)->thread);
		if (*first == NONE)
			*first = k;
		else
			c->next[last[*first]] = k;
		last[*first] = k;
		c->of[k] = *first;
		c->members[*first]++;
	}
	for (uint32_t k = 0; k < t->arts.len; k++)
		last[k] = NONE;
}

/* Of what was decided. */
static void catalog_make(struct topic *t)
{
	struct catalog *c = xcalloc(1, sizeof(*c));
	size_t n = t->arts.len;

	c->next = places_make(n);
	c->of = places_make(n);
	c->seen = places_make(n);
	c->members = xcalloc(n + 1, sizeof(*c->members));
	means_init(&c->means, t);
	chain_all(c, t);
	onward_make(&c->on, t, NULL);
	t->catalog = c;
}

static const struct catalog *catalog_get(struct topic *t)
{
	if (!t->catalog)
		catalog_make(t);
	return t->catalog;
}

/* First place of the thread of the one at this place; NONE = it is in none, or no
 * longer open. */
static uint32_t thread_at(const struct topic *t, const struct catalog *c,
			  uint32_t off)
{
	return off < t->arts.len ? c->of[off] : NONE;
}

/* ---- the central report -------------------------------------------------- */

static double centrality(const struct topic *t, const struct catalog *c,
			 uint32_t place)
{
	struct links l = links_of(t, &c->on, place);
	double sum[2] = { 0 };

	for (int part = 0; part < 2; part++)
		for (size_t k = 0; k < l.n[part]; k++)
			if (thread_at(t, c, links_place(&l, part, k)) ==
			    c->of[place])
				sum[part] += (double)link_w(l.v[part][k]);
	return sum[0] + sum[1];
}

/* Of the open members from place k on; 0 = there is none. */
static int64_t central_of(const struct topic *t, const struct catalog *c,
			  uint32_t k)
{
	int64_t central = k == NONE ? 0 : t->arts.v[k]->id;
	double best = -1;

	if (k == NONE || c->next[k] == NONE)
		return central;
	for (; k != NONE; k = c->next[k]) {
		double sum = centrality(t, c, k);
		if (sum > best) {
			best = sum;
			central = t->arts.v[k]->id;
		}
	}
	return central;
}

int topic_is_open(struct topic *t, int64_t thread_id)
{
	return idmap_get(&catalog_get(t)->first, (uint64_t)thread_id) != NONE;
}

int64_t topic_central(struct topic *t, int64_t thread_id)
{
	const struct catalog *c = catalog_get(t);

	return central_of(t, c, idmap_get(&c->first, (uint64_t)thread_id));
}

int topic_describe(struct topic *t, int64_t thread_id,
		   struct topic_summary *out, struct buf *names)
{
	const struct catalog *c = catalog_get(t);
	uint32_t first = idmap_get(&c->first, (uint64_t)thread_id);
	struct u32_vec places = { 0 };

	if (first == NONE)
		return 0;
	for (uint32_t k = first; k != NONE; k = c->next[k])
		vec_push(&places, k);
	out->central = central_of(t, c, first);
	out->n_members = (int)places.len;
	names_of(t, places.v, (uint32_t)places.len, names);
	vec_release(&places);
	return 1;
}

void topic_each_thread(struct topic *t, topic_thread_fn fn, void *ctx)
{
	const struct catalog *c = catalog_get(t);

	for (uint32_t k = 0; k < t->arts.len; k++)
		if (c->of[k] == k)
			fn(art_cur(t, t->arts.v[k])->thread, ctx);
}

/* The place before which articles leave because there are too many: decide.c
 * lets the oldest go, and all of a flood of gibberish. */
static uint32_t crowded_place(const struct topic *t, size_t n)
{
	size_t max = (size_t)t->p.max_open, surplus = 0;
	uint32_t k = 0;

	if (t->vocab.dims.len > 2 * (size_t)t->p.max_terms)
		return NONE;
	if (t->n_open + n > max)
		surplus = t->n_open + n - max;
	for (; k < t->arts.len && surplus; k++)
		surplus -= (t->arts.v[k]->flags & ART_OPEN) != 0;
	return k;
}

struct topic_limit topic_limit_of(const struct topic *t, int64_t newest,
				  size_t n)
{
	int64_t clock = t->has_clock && t->clock > newest ? t->clock : newest;

	return (struct topic_limit){
		.past = clock - (int64_t)(t->p.active_days * DAY),
		.place = crowded_place(t, n),
	};
}

int topic_is_leaving(struct topic *t, int64_t thread_id,
		     const struct topic_limit *limit)
{
	const struct catalog *c = catalog_get(t);
	uint32_t k = idmap_get(&c->first, (uint64_t)thread_id);

	for (; k != NONE; k = c->next[k])
		if (k < limit->place || t->arts.v[k]->t < limit->past)
			return 1;
	return 0;
}

/* ---- kin ----------------------------------------------------------------- */

struct kin_vec {
	VEC_FIELDS(struct kin);
};

static int by_score(const void *pa, const void *pb)
{
	const struct kin *a = pa, *b = pb;

	if (a->sum != b->sum)
		return a->sum < b->sum ? 1 : -1;
	return a->thread < b->thread ? -1 : a->thread > b->thread;
}

/* A link speaks for the thread at its other end. */
static void add_kin(struct topic *t, const struct links *l, int part, size_t i,
		    struct kin_vec *kin)
{
	const struct catalog *c = t->catalog;
	uint32_t place = l->place, other = links_place(l, part, i);
	uint32_t first = thread_at(t, c, other);

	if (first == NONE || first == c->of[place])
		return;
	const struct art *a = t->arts.v[place], *b = t->arts.v[other];
	double x = link_timeless(t, a, b, link_w(l->v[part][i]));
	if (a->flags & b->flags & ART_FULL)
		x -= t->p.local_share / 2 * (double)(a->level + b->level);
	if (x <= 0)
		return;
	if (c->seen[first] == NONE) {
		struct kin new = { .thread = art_cur(t, b)->thread,
				   .first = first };
		c->seen[first] = (uint32_t)kin->len;
		vec_push(kin, new);
	}
	struct kin *q = &kin->v[c->seen[first]];
	q->sum += x;
	if (x > q->best) {
		q->best = x;
		q->mine = t->base + place;
		q->theirs = t->base + other;
	}
}

static void find_kin(struct topic *t, uint32_t first, struct kin_vec *kin)
{
	const struct catalog *c = t->catalog;

	for (uint32_t k = first; k != NONE; k = c->next[k]) {
		struct links l = links_of(t, &c->on, k);
		for (int part = 0; part < 2; part++)
			for (size_t i = 0; i < l.n[part]; i++)
				add_kin(t, &l, part, i, kin);
	}
	for (size_t i = 0; i < kin->len; i++)
		c->seen[kin->v[i].first] = NONE;
}

/* Half the average link, half the strongest: a chapter may touch another
 * with one of its reports only. */
static void score_kin(const struct topic *t, struct kin_vec *kin,
		      uint32_t members)
{
	size_t n = 0;

	for (size_t i = 0; i < kin->len; i++) {
		struct kin q = kin->v[i];
		q.members = t->catalog->members[q.first];
		double avg = q.sum / ((double)members * q.members);
		q.sum = (avg + q.best) / 2;
		if (q.sum > 1)
			q.sum = 1;
		if (q.sum >= KIN_FIRST)
			kin->v[n++] = q;
	}
	kin->len = n;
	vec_sort(kin, by_score);
}

/* The second look. */
static void look_again(struct topic *t, uint32_t first, struct kin_vec *kin)
{
	struct mean_own mine;
	size_t n = 0;

	if (!kin->len)
		return;
	mean_own_init(&mine, t, first);
	if (kin->len > KIN_LOOK)
		kin->len = KIN_LOOK;
	for (size_t i = 0; i < kin->len; i++) {
		struct kin q = kin->v[i];
		q.sum = kin_score(t, &q, &mine);
		if (q.sum > 0)
			kin->v[n++] = q;
	}
	kin->len = n;
	vec_sort(kin, by_score);
	mean_own_release(&mine, t);
}

size_t topic_related(struct topic *t, int64_t thread_id,
		     struct thread_link *out, size_t max)
{
	const struct catalog *c = catalog_get(t);
	uint32_t first = idmap_get(&c->first, (uint64_t)thread_id);
	struct kin_vec kin = { 0 };
	size_t n = 0;

	if (first == NONE)
		return 0;
	uint32_t members = c->members[first];
	find_kin(t, first, &kin);
	score_kin(t, &kin, members);
	look_again(t, first, &kin);
	/* Without a name in common they are alike in style or template. */
	for (size_t i = 0; i < kin.len && n < max; i++) {
		struct thread_link l = {
			.thread_id = thread_id,
			.other_id = kin.v[i].thread,
			.score = kin.v[i].sum,
			.names = kin_names(t, &kin.v[i], members),
		};
		if (*l.names)
			out[n++] = l;
		else
			free(l.names);
	}
	vec_release(&kin);
	return n;
}

void topic_links_release(struct thread_link *links, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(links[i].names);
		links[i].names = NULL;
	}
}
