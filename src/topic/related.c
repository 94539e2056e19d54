/* related.c - what sets a thread apart, and which threads are its kin.
 *
 * Kin are other events of the same story: below what makes one thread, but
 * clearly above the background. Time is left out of it (an earlier chapter
 * may be weeks old): the link's decay is taken off again.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define NAMES_MAX 6
#define KIN_NAMES 4
#define KIN_MIN 0.08 /* weaker ones are none */

/* Open threads of the last decision: members chained in order of age. */
struct catalog {
	struct idmap first, last; /* thread id -> place in arts[] */
	uint32_t *next; /* by place; NONE ends */
};

void catalog_free(struct catalog *c)
{
	if (!c)
		return;
	idmap_release(&c->first);
	idmap_release(&c->last);
	free(c->next);
	free(c);
}

static const struct catalog *catalog_get(struct topic *t)
{
	if (t->catalog)
		return t->catalog;
	struct catalog *c = xcalloc(1, sizeof(*c));
	c->next = xcalloc(t->arts.len + 1, sizeof(*c->next));
	for (uint32_t k = 0; k < t->arts.len; k++) {
		const struct art *a = &t->arts.v[k];
		c->next[k] = NONE;
		if (!(a->flags & ART_OPEN) || !a->cur.thread)
			continue;
		uint64_t id = (uint64_t)a->cur.thread;
		uint32_t *last = idmap_put(&c->last, id);
		if (*last == NONE)
			*idmap_put(&c->first, id) = k;
		else
			c->next[*last] = k;
		*last = k;
	}
	t->catalog = c;
	return c;
}

/* ---- the central report -------------------------------------------------- */

static double sum_in(const struct topic *t, const struct art *a,
		     const struct link *l, size_t n)
{
	double sum = 0;

	for (size_t k = 0; k < n; k++)
		if (art_is_open(t, l[k].seq) &&
		    art_at(t, l[k].seq)->cur.thread == a->cur.thread)
			sum += (double)l[k].w;
	return sum;
}

static double centrality(const struct topic *t, const struct art *a)
{
	return sum_in(t, a, a->back, a->n_back) +
	       sum_in(t, a, a->on, a->n_on);
}

/* ---- names --------------------------------------------------------------- */

struct weighed {
	uint32_t dim, n; /* n: reports that have it */
	float w;
};
struct weighed_vec {
	VEC_FIELDS(struct weighed);
};

static int by_weight(const void *pa, const void *pb)
{
	const struct weighed *a = pa, *b = pb;

	if (a->w != b->w)
		return a->w < b->w ? 1 : -1;
	return a->dim < b->dim ? -1 : a->dim > b->dim;
}

/* Written with a capital, or in a script that has none? */
static bool is_namelike(const char *s)
{
	unsigned char c = (unsigned char)*s;

	return (c >= 'A' && c <= 'Z') || c >= 0xc3;
}

static void weigh_entries(struct topic *t, const struct art *a,
			  struct idmap *at, struct weighed_vec *list)
{
	size_t n = art_n_entries(a);

	for (size_t i = 0; i < n; i++) {
		const struct entry *e = &a->vec[i];
		enum space space = t->vocab.dims.v[e->dim].space;
		const char *s = vocab_surface(&t->vocab, e->dim);
		if (space == SPACE_TITLE || !is_namelike(s))
			continue;
		uint32_t *k = idmap_put(at, (uint64_t)e->dim + 1);
		if (*k == NONE) {
			struct weighed w = { .dim = e->dim };
			*k = (uint32_t)list->len;
			vec_push(list, w);
		}
		/* Names proper go before words with a capital. */
		float f = space == SPACE_NAME ? 2.0f : 1.0f;
		list->v[*k].w += f * (float)e->w / WEIGHT_ONE;
		list->v[*k].n++;
	}
}

/* Is either a part of the other, as written? */
static bool overlaps(const struct buf *names, size_t from, const char *s)
{
	const char *all = names->ptr + from;

	if (strstr(all, s))
		return true;
	while (*all) {
		size_t n = strcspn(all, "\n");
		char *one = xstrndup(all, n);
		bool in = n && strstr(s, one);
		free(one);
		if (in)
			return true;
		all += n + (all[n] == '\n');
	}
	return false;
}

static void pick_names(struct topic *t, struct weighed_vec *list,
		       uint32_t members, struct buf *names)
{
	size_t from = names->len, n = 0;

	vec_sort(list, by_weight);
	for (size_t i = 0; i < list->len && n < NAMES_MAX; i++) {
		const char *s = vocab_surface(&t->vocab, list->v[i].dim);
		if (list->v[i].n * 3 < members ||
		    overlaps(names, from, s))
			continue;
		if (n++)
			buf_addc(names, '\n');
		buf_adds(names, s);
	}
}

int topic_describe(struct topic *t, int64_t thread_id,
		   struct topic_summary *out, struct buf *names)
{
	const struct catalog *c = catalog_get(t);
	uint32_t k = idmap_get(&c->first, (uint64_t)thread_id);
	struct weighed_vec list = { 0 };
	struct idmap at = { 0 };
	double best = -1;
	int n = 0;

	if (k == NONE)
		return 0;
	for (; k != NONE; k = c->next[k], n++) {
		const struct art *a = &t->arts.v[k];
		double sum = centrality(t, a);
		if (sum > best) {
			best = sum;
			out->central = a->id;
		}
		weigh_entries(t, a, &at, &list);
	}
	out->n_members = n;
	pick_names(t, &list, (uint32_t)n, names);
	idmap_release(&at);
	vec_release(&list);
	return 1;
}

/* ---- kin ----------------------------------------------------------------- */

struct kin {
	int64_t thread;
	double sum, best;
	uint32_t mine, theirs; /* the strongest pair, numbers */
	uint32_t members; /* of the other thread */
};
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

static void add_kin(struct topic *t, uint32_t seq, const struct link *l,
		    struct idmap *at, struct kin_vec *kin)
{
	const struct art *a = art_at(t, seq);

	if (!art_is_open(t, l->seq))
		return;
	const struct art *b = art_at(t, l->seq);
	if (!b->cur.thread || b->cur.thread == a->cur.thread)
		return;
	double x = link_timeless(t, a, b, l->w);
	if (a->flags & b->flags & ART_FULL)
		x -= t->p.local_share / 2 * (double)(a->level + b->level);
	if (x <= 0)
		return;
	uint32_t *k = idmap_put(at, (uint64_t)b->cur.thread);
	if (*k == NONE) {
		struct kin new = { .thread = b->cur.thread };
		*k = (uint32_t)kin->len;
		vec_push(kin, new);
	}
	struct kin *q = &kin->v[*k];
	q->sum += x;
	if (x > q->best) {
		q->best = x;
		q->mine = seq;
		q->theirs = l->seq;
	}
}

/* Half the average link, half the strongest: a chapter may touch another
 * with one of its reports only. */
static void score_kin(struct topic *t, struct kin_vec *kin, uint32_t members)
{
	const struct catalog *c = catalog_get(t);

	for (size_t i = 0; i < kin->len; i++) {
		struct kin *q = &kin->v[i];
		uint32_t k = idmap_get(&c->first, (uint64_t)q->thread);
		for (; k != NONE; k = c->next[k])
			q->members++;
		double avg = q->sum / ((double)members * q->members);
		q->sum = (avg + q->best) / 2;
		if (q->sum > 1)
			q->sum = 1;
	}
	vec_sort(kin, by_score);
}

static char *shared_names(struct topic *t, const struct kin *q)
{
	struct buf out = BUF_INIT;
	size_t used = 0;

	shared_of(t, art_at(t, q->mine), art_at(t, q->theirs));
	for (size_t i = 0; i < t->keys.len && used < KIN_NAMES; i++) {
		uint32_t dim = key_number(t->keys.v[i]);
		const char *word = vocab_surface(&t->vocab, dim);
		if (t->vocab.dims.v[dim].space == SPACE_TITLE ||
		    !is_namelike(word) || strstr(out.ptr, word))
			continue;
		if (used++)
			buf_adds(&out, ", ");
		buf_adds(&out, word);
	}
	return buf_detach(&out);
}

size_t topic_related(struct topic *t, int64_t thread_id,
		     struct thread_link *out, size_t max)
{
	const struct catalog *c = catalog_get(t);
	uint32_t k = idmap_get(&c->first, (uint64_t)thread_id);
	struct idmap at = { 0 };
	struct kin_vec kin = { 0 };
	uint32_t members = 0;
	size_t n = 0;

	for (; k != NONE; k = c->next[k], members++) {
		const struct art *a = &t->arts.v[k];
		uint32_t seq = t->base + k;
		for (size_t i = 0; i < a->n_back; i++)
			add_kin(t, seq, &a->back[i], &at, &kin);
		for (size_t i = 0; i < a->n_on; i++)
			add_kin(t, seq, &a->on[i], &at, &kin);
	}
	score_kin(t, &kin, members);
	for (; n < kin.len && n < max && kin.v[n].sum >= KIN_MIN; n++)
		out[n] = (struct thread_link){
			.thread_id = thread_id,
			.other_id = kin.v[n].thread,
			.score = kin.v[n].sum,
			.names = shared_names(t, &kin.v[n]),
		};
	idmap_release(&at);
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
