/* index.c - who is like whom: postings, links, and leaving.
 *
 * An article's dot products with all open ones come from one walk over the
 * postings of its terms. Its strongest links to earlier articles (`back`)
 * never change; those from later ones are made from them (onward.c).
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define BLOCK 16 /* sums looked at together */
#define LIST_AHEAD 512 /* postings of a list that are asked for beforehand */
#define FINDER_SLOTS 8192 /* at least, 16 for an entry */
#define LINK_MIN 0.02f /* weaker ones are none */
#define COPY_LINK 0.3f /* copies are at least so alike, decay aside */

static float space_share(const struct topic *t, enum space space)
{
	double sum = 1 + t->p.w_title + t->p.w_name;
	double part = space == SPACE_TITLE ? t->p.w_title :
		      space == SPACE_NAME  ? t->p.w_name :
					     1.0;

	return (float)(part / sum);
}

static void space_shares(const struct topic *t, float share[SPACES])
{
	for (int k = 0; k < SPACES; k++)
		share[k] = space_share(t, (enum space)k);
}

void finder_set(struct finder *f, const struct entry *v, size_t n)
{
	size_t size = FINDER_SLOTS;

	while (size < n * 16)
		size *= 2;
	for (size_t i = 0; i < f->used.len; i++)
		f->slots[f->used.v[i]] = 0;
	f->used.len = 0;
	if (size > f->n_slots) {
		free(f->slots);
		f->slots = xcalloc(size, sizeof(*f->slots));
		f->n_slots = size;
		f->mask = size - 1;
	}
	vec_reserve(&f->used, n);
	f->v = v;
	for (size_t i = 0; i < n; i++) {
		size_t at = v[i].dim & f->mask;
		while (f->slots[at])
			at = (at + 1) & f->mask;
		f->slots[at] = (uint16_t)(i + 1);
		f->used.v[f->used.len++] = (uint32_t)at;
	}
}

void finder_release(struct finder *f)
{
	free(f->slots);
	vec_release(&f->used);
	*f = (struct finder){ 0 };
}

static bool is_full(const struct art *a)
{
	return a->flags & ART_FULL;
}

static const struct span no_span = { INT64_MAX, INT64_MIN, false };

static void sums_reserve(struct topic *t)
{
	/* Whole blocks, the last one with room behind. */
	if (t->arts.len + BLOCK <= t->cap_sums)
		return;
	size_t old = t->cap_sums;
	size_t cap = (t->arts.len + t->arts.len / 2) / BLOCK * BLOCK + 256;
	t->dot = xreallocarray(t->dot, cap, sizeof(*t->dot));
	memset(t->dot + old, 0, (cap - old) * sizeof(*t->dot));
	t->when = xreallocarray(t->when, cap, sizeof(*t->when));
	memset(t->when + old, 0, (cap - old) * sizeof(*t->when));
	t->spans = xreallocarray(t->spans, cap / SPAN + 1, sizeof(*t->spans));
	for (size_t k = old ? old / SPAN + 1 : 0; k < cap / SPAN + 1; k++)
		t->spans[k] = no_span;
	t->cap_sums = cap;
}

static struct when when_of(const struct art *a)
{
	return when_make(a->t, a->flags);
}

static void span_add(struct topic *t, size_t k)
{
	struct span *s = &t->spans[k / SPAN];
	int64_t at = when_t(t->when[k]);

	s->from = at < s->from ? at : s->from;
	s->to = at > s->to ? at : s->to;
	s->undated |= !(when_flags(t->when[k]) & ART_DATED);
}

void index_add(struct topic *t, uint32_t seq)
{
	const struct art *a = art_at(t, seq);
	size_t n = art_n_entries(a);

	sums_reserve(t);
	t->when[seq - t->base] = when_of(a);
	span_add(t, seq - t->base);
	for (size_t i = 0; i < n; i++) {
		const struct entry *e = &a->vec[i];
		struct member m = { seq, e->w };
		plist_add(&t->vocab, &t->vocab.dims.v[e->dim], !is_full(a), m);
	}
}

/* ---- sums over postings -------------------------------------------------- */

static void add_dots(struct topic *t, const struct plist *l, float w)
{
	plist_dots(l, w, t->dot, t->base);
}

/* The lists lie all over the memory: all are asked for before the first is
 * walked, so that the waiting is for many at a time. */
static void prefetch_lists(const struct topic *t, const struct art *a,
			   size_t many)
{
	const struct dim *d = t->vocab.dims.v;
	size_t n = art_n_words(a);

	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(&d[a->vec[i].dim]);
	for (size_t i = 0; i < n; i++) {
		const struct plist *post = d[a->vec[i].dim].post;
		for (int k = 0; k < 2; k++)
			for (uint32_t m = 0; post[k].n_open <= many &&
					     m < post[k].len && m < LIST_AHEAD;
			     m += 64 / sizeof(*post->v))
				__builtin_prefetch(post[k].v + m);
	}
}

/* Entries lie by space. */
static enum space space_at(const struct art *a, size_t i)
{
	size_t words = a->n_vec[SPACE_WORD];

	return i < words			   ? SPACE_WORD :
	       i < words + a->n_vec[SPACE_TITLE] ? SPACE_TITLE :
						   SPACE_NAME;
}

/* True if common terms were left out, so that sums are too small. Of the
 * few terms of a headline none can be spared that a full text can. */
static bool sum_all(struct topic *t, const struct art *a,
		    const float share[SPACES])
{
	size_t n = art_n_words(a);
	size_t many = common_limit(t, t->p.many_open);
	size_t many_full = common_limit(t, t->p.many_open_full);
	bool full = is_full(a), partial = false;

	prefetch_lists(t, a, full ? many_full : many);
	for (size_t i = 0; i < n; i++) {
		const struct entry *e = &a->vec[i];
		const struct dim *d = &t->vocab.dims.v[e->dim];
		enum space space = space_at(a, i);
		size_t n_open = (size_t)d->post[0].n_open + d->post[1].n_open;
		float w = (float)e->w / (WEIGHT_ONE * WEIGHT_ONE);
		partial |= n_open > many || (full && n_open > many_full);
		if (full && n_open <= many_full)
			add_dots(t, &d->post[0], w * share[space]);
		if (n_open > many)
			continue;
		add_dots(t, &d->post[1], w);
		if (!full)
			add_dots(t, &d->post[0], w);
	}
	return partial;
}

/* What articles of other languages share with it, by their keys. */
static void sum_keys(struct topic *t, const struct art *a)
{
	const struct entry *e = a->vec + art_n_words(a);
	float part = (float)t->p.w_cross / (WEIGHT_ONE * WEIGHT_ONE);
	size_t many = common_limit(t, t->p.many_open);

	for (uint16_t l = 0; l < t->vocab.langs.len; l++) {
		if (l == a->lang || !t->vocab.langs.v[l].n_open)
			continue;
		for (size_t i = 0; i < a->n_vec[SPACE_KEY]; i++) {
			uint32_t k = cross_dim(t, e[i].dim, a->lang, l);
			const struct dim *d = &t->vocab.dims.v[k];
			if (k == NONE || (size_t)d->post[0].n_open +
						 d->post[1].n_open > many)
				continue;
			add_dots(t, &d->post[0], part * (float)e[i].w);
			add_dots(t, &d->post[1], part * (float)e[i].w);
		}
	}
}

/* ---- from sums to links -------------------------------------------------- */

/* What is left of a link to another number of the same series. */
static float issue_factor(const struct topic *t, const struct art *a,
			  const struct art *b)
{
	if (!(a->flags & b->flags & ART_SERIES) || a->series == b->series ||
	    a->series >> 16 != b->series >> 16)
		return 1;
	return (float)t->p.other_issue;
}

static float decay_after(const struct topic *t, int64_t seconds, bool full)
{
	double dt = (double)seconds / DAY;
	double tau = full ? t->p.tau_full : t->p.tau_head;
	double low = full ? t->p.floor_full : t->p.floor_head;

	return (float)(low + (1 - low) / (1 + dt / tau * sqrt(dt / tau)));
}

/* Seconds between the two, -1 if one has no date. */
static int64_t apart(struct when a, struct when b)
{
	if (!(when_flags(a) & when_flags(b) & ART_DATED))
		return -1;
	int64_t ta = when_t(a), tb = when_t(b);
	return ta > tb ? ta - tb : tb - ta;
}

static float decay_undated(const struct topic *t, bool full)
{
	return (float)(full ? t->p.undated_full : t->p.undated_head);
}

static float decay(const struct topic *t, struct when a, struct when b,
		   bool full)
{
	int64_t dt = apart(a, b);

	return dt < 0 ? decay_undated(t, full) : decay_after(t, dt, full);
}

/* No less, and hardly more: that of the hour begun. */
static float decay_hourly(const struct topic *t, int64_t dt, bool full)
{
	int64_t hour = dt / 3600;

	return t->decay_by_hour[full][hour < DECAY_HOURS ? hour :
							     DECAY_HOURS - 1];
}

static float decay_bound(const struct topic *t, struct when a, struct when b,
			 bool full)
{
	int64_t dt = apart(a, b);

	return dt < 0 ? decay_undated(t, full) : decay_hourly(t, dt, full);
}

/* The same for a full text and all of a span. */
static float span_bound(const struct topic *t, struct when a,
			const struct span *s)
{
	int64_t at = when_t(a);

	if (s->from > s->to || s->undated || !(when_flags(a) & ART_DATED))
		return 1 > t->p.undated_full ? 1.0f : decay_undated(t, true);
	return decay_hourly(t, at < s->from ? s->from - at :
			       at > s->to   ? at - s->to :
					      0, true);
}

void index_init(struct topic *t)
{
	for (int full = 0; full < 2; full++)
		for (int hour = 0; hour < DECAY_HOURS; hour++)
			t->decay_by_hour[full][hour] =
				decay_after(t, hour * (int64_t)3600, full);
}

static float decay_of(const struct topic *t, const struct art *a,
		      const struct art *b)
{
	return issue_factor(t, a, b) *
	       decay(t, when_of(a), when_of(b), is_full(a) && is_full(b));
}

double link_timeless(const struct topic *t, const struct art *a,
		     const struct art *b, float w)
{
	return (double)(w / decay_of(t, a, b));
}

/* Which of the strongest links are to a text that is the same, or in this
 * one, or around it. In place of the sums stand what links were multiplied
 * by. */
static void find_copies(const struct topic *t, struct art *a)
{
	a->copies = 0;
	for (size_t k = 0; k < a->n_back && k < 64; k++) {
		const struct art *b = art_at(t, a->back[k].seq);
		bool both = is_full(a) && is_full(b);
		bool same;
		if (both)
			same = a->back[k].w /
					       t->dot[a->back[k].seq -
						      t->base] >=
				       COPY_LINK &&
			       sketch_share(a, b, t->p.copy_share) >=
				       t->p.copy_share;
		else
			same = !is_full(a) && !is_full(b) && a->title_key &&
			       a->title_key == b->title_key;
		a->copies |= (uint64_t)same << k;
	}
}

/* The sums to look at, and the best links so far. */
struct pick {
	const struct topic *t;
	const struct art *art; /* the article at hand */
	struct when me;
	float scale[2]; /* of a link between headlines; with a full text */
	float share[SPACES]; /* of one that is, by space */
	struct key_vec *best; /* heap of the strongest so far, then older */
	size_t max;
	float least; /* weaker ones are refused */
};

static void offer(struct pick *p, size_t k, float w)
{
	keys_offer(p->best, p->max, key_make(w, p->t->base + (uint32_t)k));
	if (p->best->len < p->max)
		return;
	w = key_weight(p->best->v[0]);
	p->least = w > LINK_MIN ? w : LINK_MIN;
}

/* Of what is offered, the factor takes the place of the sum. */
static void consider(struct pick *p, size_t k, float w, bool full)
{
	struct when when = p->t->when[k];

	if (!(when_flags(when) & ART_OPEN) ||
	    w * decay_bound(p->t, p->me, when, full) < p->least)
		return;
	float factor = decay(p->t, p->me, when, full);
	w *= factor;
	if (when_flags(when) & when_flags(p->me) & ART_SERIES) {
		float issue = issue_factor(p->t, p->art, &p->t->arts.v[k]);
		w *= issue;
		factor *= issue;
	}
	if (w < p->least)
		return;
	p->t->dot[k] = factor;
	offer(p, k, w);
}

/* Is any of these sums worth a look? Without branches, so that the compiler
 * takes several at once. */
static bool any_from(const float *dot, float least)
{
	float top[4] = { 0 };

	for (int i = 0; i < BLOCK; i += 4)
		for (int k = 0; k < 4; k++)
			top[k] = dot[i + k] > top[k] ? dot[i + k] : top[k];
	return top[0] >= least || top[1] >= least || top[2] >= least ||
	       top[3] >= least;
}

/* `part`: of the least weight, that a sum must have here. */
static void pick_block(struct pick *p, size_t block, float part)
{
	const float *dot = p->t->dot;

	__builtin_prefetch(&p->t->when[block * BLOCK]);
	__builtin_prefetch(&p->t->when[block * BLOCK + BLOCK / 2]);
	for (size_t k = (block + 1) * BLOCK; k-- > block * BLOCK;)
		if (dot[k] >= p->least * part)
			consider(p, k, dot[k], true);
}

/* From the newest, which fill the heap with what is strong, so that the
 * rest is refused by its sum alone: decay only takes away, and of old spans
 * most of it. A little less is asked for than must be, for rounding. */
static void pick_full(struct pick *p)
{
	const float *dot = p->t->dot;

	for (size_t s = p->t->arts.len / SPAN + 1; s-- > 0;) {
		size_t end = (s + 1) * (SPAN / BLOCK);
		size_t all = p->t->arts.len / BLOCK + 1;
		float part = 0.9999f /
			     span_bound(p->t, p->me, &p->t->spans[s]);
		for (size_t b = end < all ? end : all;
		     b-- > s * (SPAN / BLOCK);)
			if (any_from(dot + b * BLOCK, p->least * part))
				pick_block(p, b, part);
	}
}

/* Of a link with a headline at one end or both. */
static float mixed_weight(const struct pick *p, float dot, uint32_t flags)
{
	return dot * p->scale[(when_flags(p->me) | flags) & ART_FULL];
}

static void pick_mixed(struct pick *p)
{
	const struct topic *t = p->t;

	for (size_t k = t->arts.len; k-- > 0;) {
		if (t->dot[k] <= 0)
			continue;
		uint32_t flags = when_flags(t->when[k]);
		bool full = when_flags(p->me) & flags & ART_FULL;
		float w = full ? t->dot[k] : mixed_weight(p, t->dot[k], flags);
		if (w >= p->least)
			consider(p, k, w, full);
	}
}

/* The whole sum of the article that the finder knows with another. */
static float exact_weight(const struct pick *p, const struct art *b)
{
	const struct topic *t = p->t;
	bool full = when_flags(p->me) & b->flags & ART_FULL;
	size_t i = 0;
	float dot = 0;

	/* Entries lie by space. */
	for (int space = 0; space < SPACE_KEY && (full || space < SPACE_NAME);
	     space++) {
		float share = full ? p->share[space] : 1;
		for (size_t end = i + b->n_vec[space]; i < end; i++) {
			const struct entry *e = &b->vec[i];
			const struct entry *o = finder_get(&t->finder, e->dim);
			if (!o)
				continue;
			dot += (float)o->w * (float)e->w /
			       (WEIGHT_ONE * WEIGHT_ONE) * share;
		}
	}
	if (b->lang != p->art->lang)
		dot += (float)t->p.w_cross * cross_dot(t, p->art, b);
	return full ? dot : mixed_weight(p, dot, b->flags);
}

static void prefetch_vector(const struct art *a)
{
	for (size_t i = 0; i < art_n_words(a); i += 10)
		__builtin_prefetch(a->vec + i);
}

/* Candidates were found without common terms; these count all the same.
 * They and their vectors lie all over the memory: each is asked for while
 * those before it are read. */
static void make_exact(struct topic *t, const struct art *a, struct pick *p)
{
	struct key_vec *h = p->best;

	finder_set(&t->finder, a->vec, art_n_entries(a));
	for (size_t k = 0; k < h->len; k++) {
		uint32_t seq = key_number(h->v[k]);
		const struct art *b = art_at(t, seq);
		if (k + 8 < h->len)
			__builtin_prefetch(art_at(t, key_number(h->v[k + 8])));
		if (k + 3 < h->len)
			prefetch_vector(art_at(t, key_number(h->v[k + 3])));
		h->v[k] = key_make(exact_weight(p, b) * t->dot[seq - t->base],
				   seq);
	}
}

static void set_back(struct art *a, const struct key_vec *best)
{
	a->back = xreallocarray(NULL, best->len + 1, sizeof(*a->back));
	for (size_t k = 0; k < best->len; k++)
		a->back[k] = (struct link){ key_number(best->v[k]),
					    key_weight(best->v[k]) };
	a->n_back = (uint16_t)best->len;
}

void index_link(struct topic *t, uint32_t seq)
{
	struct art *a = art_at(t, seq);
	struct pick p = {
		.t = t,
		.art = a,
		.me = when_of(a),
		.scale = { (float)t->p.head_scale, (float)t->p.mixed_scale },
		/* Headlines have few words and many weak links, which
		 * smoothing makes something of. */
		.max = (size_t)(is_full(a) ? t->p.links_back :
					     t->p.links_head),
		.best = &t->keys,
		.least = LINK_MIN,
	};

	space_shares(t, p.share);
	sums_reserve(t);
	bool partial = sum_all(t, a, p.share);
	sum_keys(t, a);
	t->keys.len = 0;
	if (is_full(a) && !t->n_open_head)
		pick_full(&p);
	else
		pick_mixed(&p);
	if (partial)
		make_exact(t, a, &p);
	keys_sort(&t->keys);
	set_back(a, &t->keys);
	find_copies(t, a);
	memset(t->dot, 0, t->arts.len * sizeof(*t->dot));
}

/* ---- leaving ------------------------------------------------------------- */

void art_release(struct art *a)
{
	free(a->vec);
	free(a->back);
	free(a->sketch);
	a->vec = NULL;
	a->back = NULL;
	a->sketch = NULL;
	a->n_back = a->n_sketch = 0;
	memset(a->n_vec, 0, sizeof(a->n_vec));
}

void index_close(struct topic *t, uint32_t seq)
{
	struct art *a = art_at(t, seq);
	size_t n = art_n_entries(a);

	for (size_t i = 0; i < n; i++)
		t->vocab.dims.v[a->vec[i].dim].post[!is_full(a)].n_open--;
	idmap_remove(&t->ids, (uint64_t)a->id);
	t->n_open--;
	t->vocab.langs.v[a->lang].n_open--;
	t->n_open_head -= !is_full(a);
	a->flags &= ~(uint32_t)ART_OPEN;
	t->when[seq - t->base] = when_of(a);
	art_release(a);
}

/* Worth the walk only when a fourth of it is dead. */
static bool is_worth_sweeping(const struct plist *l)
{
	return l->len && (l->len > l->n_open + l->len / 4 + 1 || !l->n_open);
}

/* Postings of numbers that arts[] no longer holds must all be gone before
 * `base` moves; so the front goes only with a full sweep. */
static void drop_front(struct topic *t)
{
	size_t n = 0;

	while (n < t->arts.len && !(t->arts.v[n].flags & ART_OPEN))
		n++;
	if (!n || n < t->arts.len / 4)
		return;
	for (size_t i = 0; i < t->vocab.dims.len; i++)
		for (int k = 0; k < 2; k++)
			if (t->vocab.dims.v[i].post[k].len)
				plist_sweep(t, &t->vocab.dims.v[i], k);
	t->arts.len -= n;
	memmove(t->arts.v, t->arts.v + n, t->arts.len * sizeof(*t->arts.v));
	memmove(t->when, t->when + n, t->arts.len * sizeof(*t->when));
	t->base += (uint32_t)n;
	for (size_t k = 0; k < t->cap_sums / SPAN + 1; k++)
		t->spans[k] = no_span;
	for (size_t k = 0; k < t->arts.len; k++)
		if (t->arts.v[k].flags & ART_OPEN)
			span_add(t, k);
}

void index_sweep(struct topic *t)
{
	for (size_t i = 0; i < t->vocab.dims.len; i++) {
		struct dim *d = &t->vocab.dims.v[i];
		for (int k = 0; k < 2; k++)
			if (is_worth_sweeping(&d->post[k]))
				plist_sweep(t, d, k);
	}
	drop_front(t);
}
