/* rows.c - who takes part in a decision, and how they are linked.
 *
 * Background level of an article: the mean of its links ranked 4 to 13, what
 * it has in common with half the news. A link counts by how far it stands
 * above the levels of its two ends; headlines have none.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define RANKS_MAX 64
#define LINK_LEAST 0.02f /* above the background: weaker ones join nothing */

static int64_t days(double d)
{
	return (int64_t)(d * DAY);
}

/* Has it left the window? New ones take part once, however old. */
static bool is_past(const struct topic *t, const struct art *a, uint32_t seq)
{
	return seq < t->first_new &&
	       a->t < t->clock - days(t->p.active_days);
}

/* May it no longer move? Only what a tick has placed can be fixed. */
static bool is_fixed(const struct topic *t, const struct art *a, uint32_t seq)
{
	if (a->flags & ART_FIXED)
		return true;
	return a->real.thread &&
	       (a->t < t->clock - days(t->p.horizon_days) ||
		(int64_t)seq < (int64_t)t->next - t->p.max_live);
}

/* Would as many newer ones as came since the last tick make it fixed? Of a
 * stream without dates only. */
static bool is_ripe(const struct topic *t, const struct art *a, uint32_t seq)
{
	int64_t fresh = (int64_t)t->next - t->first_new;

	return !(a->flags & ART_FIXED) &&
	       (int64_t)seq < (int64_t)t->next + fresh - t->p.max_live;
}

static void take_part(struct round *r)
{
	struct topic *t = r->t;
	size_t n = t->arts.len;

	r->seq = xcalloc(n + 1, sizeof(*r->seq));
	r->pos = xcalloc(n + 1, sizeof(*r->pos));
	r->ripe = xcalloc(n + 1, sizeof(*r->ripe));
	r->ripe_head = xcalloc(n + 1, sizeof(*r->ripe_head));
	r->fixed = xcalloc(n + 1, sizeof(*r->fixed));
	r->full = xcalloc(n + 1, sizeof(*r->full));
	r->lang = xcalloc(n + 1, sizeof(*r->lang));
	r->one_language = true;
	for (uint32_t k = 0; k < n; k++) {
		const struct art *a = t->arts.v[k];
		uint32_t seq = t->base + k;
		r->pos[k] = NONE;
		if (!(a->flags & ART_OPEN) || is_past(t, a, seq))
			continue;
		r->fixed[r->m] = is_fixed(t, a, seq);
		r->full[r->m] = a->flags & ART_FULL;
		r->lang[r->m] = a->lang;
		r->one_language &= a->lang == r->lang[0];
		bool ripe = is_ripe(t, a, seq);
		r->ripe[r->m] = ripe && r->full[r->m];
		r->ripe_head[r->m] = ripe && !r->full[r->m];
		r->seq[r->m] = seq;
		r->pos[k] = r->m++;
	}
}

/* A fixed thread is fixed with the article that founded it, so that its id
 * is an article of it as long as that is open. */
static void fix_founders(struct round *r)
{
	struct topic *t = r->t;

	for (uint32_t i = 0; i < r->m; i++) {
		if (!r->fixed[i])
			continue;
		int64_t thread = round_art(r, i)->real.thread;
		uint32_t f = idmap_get(&t->ids, (uint64_t)thread);
		if (f == NONE || r->pos[f - t->base] == NONE ||
		    art_at(t, f)->real.thread != thread)
			continue;
		r->fixed[r->pos[f - t->base]] = true;
	}
}

/* The mean of the links ranked from..to, missing ones 0. */
static float level_of(const struct round *r, const struct links *l)
{
	const struct topic_params *p = &r->t->p;
	int from = p->local_from, to = p->local_to;
	float top[RANKS_MAX];
	int n = 0;

	if (to > RANKS_MAX)
		to = RANKS_MAX;
	for (int part = 0; part < 2; part++) {
		for (size_t k = 0; k < l->n[part]; k++) {
			float w = link_w(l->v[part][k]);
			if (n == to && (to == 0 || top[to - 1] >= w))
				continue;
			if (round_place(r, links_place(l, part, k)) == NONE)
				continue;
			int at = n < to ? n++ : to - 1;
			for (; at > 0 && top[at - 1] < w; at--)
				top[at] = top[at - 1];
			top[at] = w;
		}
	}
	double sum = 0;
	for (int k = from - 1; k < n; k++)
		sum += (double)top[k];
	return to < from ? 0.0f : (float)(sum / (to - from + 1));
}

static uint32_t count_strong(const struct round *r, const struct links *l)
{
	uint32_t sum = 0;

	for (int part = 0; part < 2; part++)
		for (size_t k = 0; k < l->n[part]; k++)
			sum += (double)link_w(l->v[part][k]) >=
				       r->t->p.copy_link &&
			       round_place(r, links_place(l, part, k)) != NONE;
	return sum;
}

/* How many are so strongly linked that both are one text's copies, by place
 * in the round; both ends of a link are counted from the later one's list,
 * which begins with the strongest. */
static uint32_t *count_copies(const struct round *r)
{
	uint32_t *n = xcalloc((size_t)r->m + 1, sizeof(*n));

	for (uint32_t i = 0; i < r->m; i++) {
		const struct art *a = round_art(r, i);
		prefetch_back(r->t, r->seq[i] - r->t->base);
		for (size_t k = 0; k < a->n_back; k++) {
			struct link l = art_back(a)[k];
			if ((double)link_w(l) < r->t->p.copy_link)
				break;
			uint32_t j = round_place(r, r->seq[i] - r->t->base -
							    link_apart(l));
			if (j == NONE)
				continue;
			n[i]++;
			n[j]++;
		}
	}
	/* Not all of its later links are kept. */
	for (uint32_t i = 0; i < r->m; i++) {
		uint32_t off = r->seq[i] - r->t->base;
		if (r->on.n[off] < (uint32_t)r->t->p.links_on)
			continue;
		struct links l = links_of(r->t, &r->on, off);
		n[i] = count_strong(r, &l);
	}
	return n;
}

static void levels_and_votes(struct round *r)
{
	uint32_t *copies = count_copies(r);

	r->level = xcalloc((size_t)r->m + 1, sizeof(*r->level));
	r->vote = xcalloc((size_t)r->m + 1, sizeof(*r->vote));
	for (uint32_t i = 0; i < r->m; i++) {
		r->vote[i] = 1.0f / (1.0f + (float)copies[i]);
		r->level[i] = round_art(r, i)->level;
		if (r->fixed[i] || !r->full[i])
			continue;
		struct links l = links_of(r->t, &r->on,
					  r->seq[i] - r->t->base);
		r->level[i] = level_of(r, &l);
	}
	free(copies);
}

size_t round_links(const struct round *r, uint32_t i)
{
	return (size_t)round_art(r, i)->n_back +
	       r->on.n[r->seq[i] - r->t->base];
}

/* A row in the making. */
struct row_maker {
	const struct round *r;
	bool full;
	float level;
	float share;
	uint32_t least; /* bits of a link: none with less is in it, whatever its
			 * other end */
};
/* What it takes from a list; gives how many. */
static size_t add_links(const struct row_maker *m, const struct links *l,
			int part, struct near *out)
{
	const struct round *r = m->r;
	size_t n = 0;

	for (size_t k = 0; k < l->n[part]; k++) {
		struct link e = l->v[part][k];
		if (e.bits < m->least)
			continue;
		const struct place_level *o =
			round_end(r, links_place(l, part, k));
		if (!o || o->i == NONE)
			continue;
		float x = link_w(e);
		if (m->full && o->level >= 0)
			x -= m->share * (m->level + o->level);
		out[n] = (struct near){ o->i, x };
		n += x > LINK_LEAST;
	}
	return n;
}

size_t round_row(const struct round *r, uint32_t i, struct near *out)
{
	struct links l = links_of(r->t, &r->on, r->seq[i] - r->t->base);
	struct row_maker m = {
		.r = r,
		.full = r->full[i],
		.level = r->level[i],
		.share = (float)(r->t->p.local_share / 2),
	};
	float least = LINK_LEAST;

	prefetch_back(r->t, r->seq[i] - r->t->base);
	/* A little less than would be right, for rounding. */
	if (m.full && !r->t->n_open_head)
		least += 0.999f * m.share * m.level;
	m.least = link_of(0, least).bits;
	/* Strongest first. */
	while (l.n[0] && l.v[0][l.n[0] - 1].bits < m.least)
		l.n[0]--;
	size_t n = add_links(&m, &l, 0, out);
	return n + add_links(&m, &l, 1, out + n);
}

/* What rows ask of the other end of each link, close together. */
static void make_ends(struct round *r)
{
	const struct topic *t = r->t;

	r->end = xcalloc(t->arts.len + 1, sizeof(*r->end));
	for (size_t k = 0; k < t->arts.len; k++) {
		uint32_t i = r->pos[k];
		r->end[k] = (struct place_level){ i, -1 };
		if (i != NONE && r->full[i])
			r->end[k].level = r->level[i];
	}
}

/* Half of all links are too weak for a row, and of those who may not move
 * nobody looks at them otherwise, unless the reader has moved some. */
static void make_onward(struct round *r)
{
	const struct topic *t = r->t;
	float *of = xcalloc(t->arts.len + 1, sizeof(*of));
	struct levels l = {
		.of = of,
		.share = (float)(t->p.local_share / 2),
		/* A little less than would be right, for rounding. */
		.least = 0.999f * LINK_LEAST,
	};

	for (size_t k = 0; k < t->arts.len; k++) {
		uint32_t i = r->pos[k];
		bool known = i != NONE && r->fixed[i] && r->full[i];
		of[k] = known ? t->arts.v[k]->level : -1;
	}
	onward_make(&r->on, t, t->edits.len ? NULL : &l);
	free(of);
}

void round_init(struct round *r, struct topic *t)
{
	*r = (struct round){ .t = t };
	take_part(r);
	fix_founders(r);
	make_onward(r);
	levels_and_votes(r);
	make_ends(r);
}

void round_release(struct round *r)
{
	free(r->seq);
	free(r->pos);
	free(r->end);
	free(r->fixed);
	free(r->ripe);
	free(r->ripe_head);
	free(r->full);
	free(r->lang);
	free(r->level);
	free(r->vote);
	onward_release(&r->on);
	free(r->group);
	free(r->thread);
	free(r->size);
	free(r->heads);
	free(r->ripe_heads);
	free(r->count);
	free(r->rep);
	free(r->rep_strict);
	vec_release(&r->edges);
}
