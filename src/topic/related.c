/* related.c - what sets a thread apart, and which threads are its kin.
 *
 * Kin are other events of the same story: below what makes one thread, but
 * clearly above the background. Time is left out of it (an earlier chapter
 * may be weeks old): the link's decay is taken off again. Two full texts
 * must have a name in common that is not all over the window. Two headlines are
 * easily alike by one word ("first", "results"): of threads with headlines
 * the means of all reports are compared, and the heaviest word in common
 * counts half. doc/threading.md says how that was measured.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define KIN_NAMES 4
#define KIN_FIRST 0.1 /* by the links alone; weaker ones are not looked at */
#define KIN_LOOK 32 /* of so many strongest */
#define KIN_HEAD 0.12 /* by the means of threads with headlines */
/* Full texts: the more there is to choose from, the more is alike by chance. */
#define KIN_YOUNG 0.1 /* with so many open articles or less: */
#define KIN_FULL 0.14 /* with twice as many or more */
#define YOUNG 64
#define KIN_MEMBERS 64 /* reports of a thread in its mean */
/* What two full texts must share in rare names (of the link). */
#define RARE_MIN 0.03
/* In what part of the open articles beside those of the two threads a rare
 * name, a word that says something of headlines may be. */
#define RARE_NAME 0.2
#define RARE_WORD 0.1

/* Open threads of the last decision: members chained in order of age. */
struct catalog {
	struct idmap first, last; /* thread id -> place in arts[] */
	uint32_t *next; /* by place; NONE ends */
	struct onward on;
};

void catalog_free(struct catalog *c)
{
	if (!c)
		return;
	idmap_release(&c->first);
	idmap_release(&c->last);
	free(c->next);
	onward_release(&c->on);
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
	onward_make(&c->on, t);
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

static double centrality(const struct topic *t, const struct catalog *c,
			 uint32_t place)
{
	const struct art *a = &t->arts.v[place];
	struct links l = links_of(t, &c->on, place);

	return sum_in(t, a, l.v[0], l.n[0]) + sum_in(t, a, l.v[1], l.n[1]);
}

int topic_describe(struct topic *t, int64_t thread_id,
		   struct topic_summary *out, struct buf *names)
{
	const struct catalog *c = catalog_get(t);
	uint32_t k = idmap_get(&c->first, (uint64_t)thread_id);
	struct u32_vec places = { 0 };
	double best = -1;

	if (k == NONE)
		return 0;
	for (; k != NONE; k = c->next[k]) {
		double sum = centrality(t, c, k);
		if (sum > best) {
			best = sum;
			out->central = t->arts.v[k].id;
		}
		vec_push(&places, k);
	}
	out->n_members = (int)places.len;
	names_of(t, places.v, (uint32_t)places.len, names);
	vec_release(&places);
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
	size_t n = 0;

	for (size_t i = 0; i < kin->len; i++) {
		struct kin q = kin->v[i];
		/* Most are none of it, however few members they have. */
		if ((q.sum / members + q.best) / 2 < KIN_FIRST)
			continue;
		uint32_t k = idmap_get(&c->first, (uint64_t)q.thread);
		for (; k != NONE; k = c->next[k])
			q.members++;
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

/* ---- a second look ------------------------------------------------------- */

/* The mean of a thread's reports, by dimension: words only. */
struct part {
	uint32_t dim;
	double w;
};
struct mean {
	VEC_FIELDS(struct part);
};

static int by_dim(const void *pa, const void *pb)
{
	const struct part *a = pa, *b = pb;

	return a->dim < b->dim ? -1 : a->dim > b->dim;
}

static void mean_make(struct mean *m, struct topic *t, int64_t thread)
{
	const struct catalog *c = catalog_get(t);
	uint32_t k = idmap_get(&c->first, (uint64_t)thread);
	size_t n = 0;

	m->len = 0;
	for (int i = 0; k != NONE && i < KIN_MEMBERS; k = c->next[k], i++) {
		const struct art *a = &t->arts.v[k];
		for (size_t e = 0; e < a->n_vec[SPACE_WORD]; e++) {
			struct part p = { a->vec[e].dim, a->vec[e].w };
			vec_push(m, p);
		}
	}
	vec_sort(m, by_dim);
	for (size_t i = 0; i < m->len; i++)
		if (n && m->v[n - 1].dim == m->v[i].dim)
			m->v[n - 1].w += m->v[i].w;
		else
			m->v[n++] = m->v[i];
	m->len = n;
}

static double mean_square(const struct mean *m)
{
	double sum = 0;

	for (size_t i = 0; i < m->len; i++)
		sum += m->v[i].w * m->v[i].w;
	return sum;
}

/* In so few of the open articles that it tells both threads from others? */
static bool is_rare(const struct topic *t, uint32_t dim, double most)
{
	const struct plist *post = t->vocab.dims.v[dim].post;

	return post[0].n_open + post[1].n_open <= most;
}

/* Cosine over words in at most so many articles, less half of what the
 * heaviest in common gives. */
static double means_alike(const struct topic *t, const struct mean *a,
			  const struct mean *b, double most)
{
	double norm = sqrt(mean_square(a) * mean_square(b));
	double sum = 0, top = 0;
	size_t i = 0, j = 0;

	while (i < a->len && j < b->len) {
		if (a->v[i].dim != b->v[j].dim) {
			if (a->v[i].dim < b->v[j].dim)
				i++;
			else
				j++;
			continue;
		}
		bool rare = is_rare(t, a->v[i].dim, most);
		double x = a->v[i++].w * b->v[j++].w;
		if (!rare)
			continue;
		sum += x;
		if (x > top)
			top = x;
	}
	return norm > 0 ? (sum - top / 2) / norm : 0;
}

/* Do the strongest pair share names that few others have? Yes where a text
 * has none: of a script without capitals, or all in small letters. */
static bool share_rare_names(struct topic *t, const struct kin *q,
			     uint32_t members)
{
	const struct art *a = art_at(t, q->mine), *b = art_at(t, q->theirs);
	double most = RARE_NAME * (double)t->n_open + members + q->members;
	double sum = 0;

	if (!a->n_vec[SPACE_NAME] || !b->n_vec[SPACE_NAME])
		return true;
	shared_of(t, a, b);
	for (size_t i = 0; i < t->keys.len; i++) {
		uint32_t dim = key_number(t->keys.v[i]);
		if (t->vocab.dims.v[dim].space == SPACE_NAME &&
		    is_rare(t, dim, most) &&
		    name_is_one(vocab_surface(&t->vocab, dim)))
			sum += (double)key_weight(t->keys.v[i]);
	}
	return sum >= RARE_MIN;
}

static double least_of_full(const struct topic *t)
{
	double more = ((double)t->n_open - YOUNG) / YOUNG;

	if (more < 0)
		more = 0;
	if (more > 1)
		more = 1;
	return KIN_YOUNG + (KIN_FULL - KIN_YOUNG) * more;
}

/* The score of a headline's kin; of two languages only the link can tell. */
static double score_head(struct topic *t, const struct kin *q,
			 const struct mean *mine, uint32_t members)
{
	double most = RARE_WORD * (double)t->n_open + members + q->members;
	struct mean theirs = { 0 };

	if (art_at(t, q->mine)->lang != art_at(t, q->theirs)->lang)
		return q->sum;
	mean_make(&theirs, t, q->thread);
	double x = means_alike(t, mine, &theirs, most);
	vec_release(&theirs);
	return x;
}

static void look_again(struct topic *t, int64_t thread, uint32_t members,
		       struct kin_vec *kin)
{
	struct mean mine = { 0 };
	size_t n = 0;

	if (kin->len > KIN_LOOK)
		kin->len = KIN_LOOK;
	for (size_t i = 0; i < kin->len; i++) {
		struct kin q = kin->v[i];
		bool good;
		if (art_at(t, q.mine)->flags & art_at(t, q.theirs)->flags &
		    ART_FULL) {
			good = q.sum >= least_of_full(t) &&
			       share_rare_names(t, &q, members);
		} else {
			if (!mine.len)
				mean_make(&mine, t, thread);
			q.sum = score_head(t, &q, &mine, members);
			good = q.sum >= KIN_HEAD;
		}
		if (good)
			kin->v[n++] = q;
	}
	kin->len = n;
	vec_sort(kin, by_score);
	vec_release(&mine);
}

static bool is_told(const struct str_vec *names, const char *s)
{
	for (size_t i = 0; i < names->len; i++)
		if (name_overlaps(names->v[i], s))
			return true;
	return false;
}

static char *shared_names(struct topic *t, const struct kin *q)
{
	struct buf out = BUF_INIT;
	struct str_vec names = { 0 };

	shared_of(t, art_at(t, q->mine), art_at(t, q->theirs));
	for (size_t i = 0; i < t->keys.len && names.len < KIN_NAMES; i++) {
		uint32_t dim = key_number(t->keys.v[i]);
		const char *word = vocab_surface(&t->vocab, dim);
		if (t->vocab.dims.v[dim].space == SPACE_TITLE ||
		    !name_is_one(word) || is_told(&names, word))
			continue;
		buf_addf(&out, "%s%s", names.len ? ", " : "", word);
		str_vec_add_take(&names, xstrdup(word));
	}
	str_vec_release(&names);
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
		struct links l = links_of(t, &c->on, k);
		for (int part = 0; part < 2; part++)
			for (size_t i = 0; i < l.n[part]; i++)
				add_kin(t, t->base + k, &l.v[part][i], &at,
					&kin);
	}
	score_kin(t, &kin, members);
	look_again(t, thread_id, members, &kin);
	/* Without a name in common they are alike in style or template. */
	for (size_t i = 0; i < kin.len && n < max; i++) {
		struct thread_link l = {
			.thread_id = thread_id,
			.other_id = kin.v[i].thread,
			.score = kin.v[i].sum,
			.names = shared_names(t, &kin.v[i]),
		};
		if (*l.names)
			out[n++] = l;
		else
			free(l.names);
	}
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
