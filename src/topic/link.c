/* link.c - an article's strongest links to earlier ones, from sums.
 *
 * A link is a sum times a decay by the time between. Which are the strongest
 * is known from the sums times a bound of the decay, nearly; only of those is
 * the decay computed. Common terms that found nobody (sums.c) count here.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define LINK_MIN 0.02f /* weaker ones are none */
#define AHEAD 8 /* candidates whose vectors are asked for */
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

/* ---- decay --------------------------------------------------------------- */

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

void link_init(struct topic *t)
{
	for (int full = 0; full < 2; full++)
		for (int hour = 0; hour < DECAY_HOURS; hour++)
			t->decay_by_hour[full][hour] =
				decay_after(t, hour * (int64_t)3600, full);
	for (uint32_t code = 0; code < 256; code++)
		t->sums.weight[code] = weight_float(code);
}

static float decay_of(const struct topic *t, const struct art *a,
		      const struct art *b)
{
	return issue_factor(t, a, b) *
	       decay(t, when_of(a), when_of(b), art_is_full(a) && art_is_full(b));
}

double link_timeless(const struct topic *t, const struct art *a,
		     const struct art *b, float w)
{
	return (double)(w / decay_of(t, a, b));
}

/* ---- the strongest --------------------------------------------------------- */

struct pick {
	struct topic *t;
	const struct art *art; /* the article at hand */
	struct when me;
	/* Of a sum with a headline and with a full text. */
	float scale[2];
	float share[SPACES]; /* of a link between full texts, by space */
	struct key_vec *best; /* heap of the strongest so far, then older */
	size_t max;
	float least; /* weaker ones are refused */
};

static float most(double a, double b)
{
	return (float)(a > b ? a : b);
}

/* What a sum must have, so that a link may become of it. A little less is
 * asked for than must be, for rounding. */
static float least_sum(const struct pick *p)
{
	const struct topic_params *c = &p->t->p;
	float scale = most((double)p->scale[0], (double)p->scale[1]);
	float decay = most(1, most(c->undated_full, c->undated_head));

	return 0.9999f * LINK_MIN / (scale * decay);
}

/* The classes of weights by which the strongest are found: sixteen between a
 * number and its double. */
#define CLASSES 128
#define CLASS_SHIFT 19 /* of the bits of a float */

static uint32_t bits_of(float w)
{
	uint32_t bits;

	memcpy(&bits, &w, sizeof(bits));
	return bits;
}

static uint32_t class_of(float w)
{
	uint32_t c = (bits_of(w) >> CLASS_SHIFT) -
		     (bits_of(LINK_MIN) >> CLASS_SHIFT);

	return c < CLASSES ? c : CLASSES - 1;
}

/* The class that the strongest `max` are in, or above it. */
static uint32_t class_of_best(const struct found *v, size_t n, size_t max)
{
	uint32_t count[CLASSES] = { 0 }, c = CLASSES;
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		count[class_of(v[i].w)]++;
	while (c && sum < max)
		sum += count[--c];
	return c;
}

/* A sum as a weight before its decay. */
static float scaled(const struct pick *p, float sum, uint32_t flags)
{
	return sum * p->scale[(flags & ART_FULL) != 0];
}

/* What sums may become at most, in place of nothing; without those of which
 * no link becomes. */
static void bound_all(struct pick *p)
{
	const struct topic *t = p->t;
	struct found *v = t->sums.over;
	size_t n = 0;

	for (size_t i = 0; i < t->sums.n_over; i++) {
		uint32_t k = v[i].place;
		struct when when = t->when[k];
		uint32_t flags = when_flags(when);
		bool full = flags & when_flags(p->me) & ART_FULL;
		float w = scaled(p, t->sums.v[k], flags) *
			  decay_bound(t, p->me, when, full);
		v[n] = (struct found){ k, w };
		n += (flags & ART_OPEN) && w >= LINK_MIN;
	}
	p->t->sums.n_over = n;
}

/* Of what is taken, the factor takes the place of the sum. */
static void consider(struct pick *p, uint32_t k)
{
	struct topic *t = p->t;
	struct when when = t->when[k];
	uint32_t both = when_flags(when) & when_flags(p->me);
	float w = scaled(p, t->sums.v[k], when_flags(when));
	float factor = decay(t, p->me, when, both & ART_FULL);

	w *= factor;
	if (both & ART_SERIES) {
		float issue = issue_factor(t, p->art, t->arts.v[k]);
		w *= issue;
		factor *= issue;
	}
	if (w < p->least)
		return;
	t->sums.v[k] = factor;
	__builtin_prefetch(t->arts.v[k]);
	keys_offer(p->best, p->max, key_make(w, t->base + k));
	if (p->best->len < p->max)
		return;
	w = key_weight(p->best->v[0]);
	p->least = w > LINK_MIN ? w : LINK_MIN;
}

/* First those that may be the strongest, so that the others are refused by
 * their bounds alone: decay only takes away. */
static void pick_best(struct pick *p)
{
	const struct found *v = p->t->sums.over;

	bound_all(p);
	size_t n = p->t->sums.n_over;
	uint32_t class = class_of_best(v, n, p->max);
	for (size_t i = 0; i < n; i++)
		if (class_of(v[i].w) >= class)
			consider(p, v[i].place);
	for (size_t i = 0; i < n; i++)
		if (class_of(v[i].w) < class && v[i].w >= p->least)
			consider(p, v[i].place);
}

/* ---- exact weights --------------------------------------------------------- */

/* The whole sum of the article that the finder knows with another. */
static float exact_weight(const struct pick *p, const struct art *b)
{
	struct topic *t = p->t;
	bool full = when_flags(p->me) & b->flags & ART_FULL;
	/* Entries lie by space. */
	size_t n = art_n_words(b) - (full ? 0 : b->n_vec[SPACE_NAME]);
	const float whole[SPACES] = { 1, 1, 1 };
	float dot = art_dot(t, b, n, full ? p->share : whole);

	if (b->lang != p->art->lang)
		dot += (float)t->p.w_cross * cross_dot(t, p->art, b);
	return scaled(p, dot, b->flags);
}

/* Candidates were found without common terms; these count all the same.
 * They lie all over the memory: each is asked for while others are read. */
static void make_exact(struct topic *t, const struct art *a, struct pick *p)
{
	struct key_vec *h = p->best;

	for (size_t k = 0; k < h->len && k < AHEAD; k++)
		art_prefetch(art_at(t, key_number(h->v[k])));
	finder_set(&t->finder, a->vec, art_n_words(a));
	for (size_t k = 0; k < h->len; k++) {
		uint32_t seq = key_number(h->v[k]);
		if (k + AHEAD < h->len)
			art_prefetch(art_at(t, key_number(h->v[k + AHEAD])));
		float w = exact_weight(p, art_at(t, seq));
		if (w >= COPY_LINK)
			sketch_prefetch(art_at(t, seq));
		h->v[k] = key_make(w * t->sums.v[seq - t->base], seq);
	}
}

/* ---- the article's links ---------------------------------------------------- */

/* Which of the strongest links are to a text that is the same, or in this
 * one, or around it. In place of the sums stand what links were multiplied
 * by. */
static void find_copies(const struct topic *t, struct art *a, uint32_t seq)
{
	const struct link *back = art_back(a);
	struct hashes own;

	a->copies = 0;
	sketch_read(&own, a, t->coming->sketch);
	for (size_t k = 0; k < a->n_back && k < 64; k++) {
		uint32_t place = seq - t->base - link_apart(back[k]);
		const struct art *b = t->arts.v[place];
		bool both = art_is_full(a) && art_is_full(b);
		bool same;
		if (both)
			same = link_w(back[k]) / t->sums.v[place] >=
				       COPY_LINK &&
			       sketch_share(&own, b, t->p.copy_share) >=
				       t->p.copy_share;
		else
			same = !art_is_full(a) && !art_is_full(b) && a->title_key &&
			       a->title_key == b->title_key;
		a->copies |= (uint64_t)same << k;
	}
}

static void set_back(struct coming *c, uint32_t seq,
		     const struct key_vec *best)
{
	size_t n = 0;

	for (size_t k = 0; k < best->len; k++) {
		uint32_t apart = seq - key_number(best->v[k]);
		if (apart < LINK_FAR)
			c->back[n++] = link_of(apart, key_weight(best->v[k]));
	}
	c->art.n_back = (uint16_t)n;
}

void link_make(struct topic *t, uint32_t seq)
{
	struct art *a = art_at(t, seq);
	bool full = art_is_full(a);
	float mixed = (float)t->p.mixed_scale;
	struct pick p = {
		.t = t,
		.art = a,
		.me = when_of(a),
		.scale = { full ? mixed : (float)t->p.head_scale,
			   full ? 1 : mixed },
		/* Headlines have few words and many weak links, which
		 * smoothing makes something of. */
		.max = (size_t)(full ? t->p.links_back : t->p.links_head),
		.best = &t->keys,
		.least = LINK_MIN,
	};

	if (p.max > LINKS_MAX)
		p.max = LINKS_MAX;
	space_shares(t, p.share);
	index_room(t);
	bool partial = sums_make(t, a, p.share, least_sum(&p));
	t->keys.len = 0;
	pick_best(&p);
	if (partial)
		make_exact(t, a, &p);
	keys_sort(&t->keys);
	set_back(t->coming, seq, &t->keys);
	find_copies(t, a, seq);
	memset(t->sums.v, 0, t->arts.len * sizeof(*t->sums.v));
}
