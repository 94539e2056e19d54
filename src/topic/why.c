/* why.c - the reasons for a membership, and which memberships changed.
 *
 * Reasons are made when somebody asks for changes, from the vectors: the
 * parts of the dot product with the nearest report of the thread, as shares
 * of the whole.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define REASONS_MAX 12

static int by_weight(const void *pa, const void *pb)
{
	const struct shared *a = pa, *b = pb;

	if (a->w != b->w)
		return a->w < b->w ? 1 : -1;
	return a->dim < b->dim ? -1 : a->dim > b->dim;
}

static float shared_weight(const struct topic *t, const struct entry *a,
			   const struct entry *b)
{
	float w = (float)a->w * (float)b->w / (WEIGHT_ONE * WEIGHT_ONE);

	if (t->vocab.dims.v[a->dim].space == SPACE_NAME)
		w *= (float)t->p.w_name;
	if (t->vocab.dims.v[a->dim].space == SPACE_TITLE)
		w *= (float)t->p.w_title;
	return w;
}

struct shared *shared_of(struct topic *t, const struct art *a,
			 const struct art *b, size_t *n_out)
{
	size_t na = art_n_entries(a), nb = art_n_entries(b), n = 0;
	struct shared *s = xcalloc((na < nb ? na : nb) + 1, sizeof(*s));

	finder_set(&t->finder, a->vec, na);
	for (size_t k = 0; k < nb; k++) {
		const struct entry *e = &b->vec[k];
		const struct entry *o = finder_get(&t->finder, e->dim);
		if (o)
			s[n++] = (struct shared){ e->dim,
						  shared_weight(t, o, e) };
	}
	if (n)
		qsort(s, n, sizeof(*s), by_weight);
	*n_out = n;
	return s;
}

static bool is_number(const char *s)
{
	return *s >= '0' && *s <= '9';
}

static bool has_term(const struct evidence_vec *why, const char *term)
{
	for (size_t i = 0; i < why->len; i++)
		if (why->v[i].term && !strcmp(why->v[i].term, term))
			return true;
	return false;
}

static void add_reason(struct evidence_vec *why, enum evidence_kind kind,
		       const char *term, double weight)
{
	struct evidence e = { kind, xstrdup(term), weight };

	vec_push(why, e);
}

static void shared_reasons(struct topic *t, const struct art *a,
			   const struct art *b, struct evidence_vec *why)
{
	size_t n;
	struct shared *s = shared_of(t, a, b, &n);
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += (double)s[i].w;
	for (size_t i = 0; i < n && why->len < REASONS_MAX; i++) {
		const char *word = vocab_surface(&t->vocab, s[i].dim);
		enum space space = t->vocab.dims.v[s[i].dim].space;
		if (!*word || space == SPACE_TITLE || has_term(why, word))
			continue;
		add_reason(why,
			   is_number(word)     ? EVIDENCE_NUMBER :
			   space == SPACE_NAME ? EVIDENCE_NAME :
						 EVIDENCE_TERM,
			   word, (double)s[i].w / sum);
	}
	free(s);
}

static const struct art *art_of(const struct topic *t, int64_t id)
{
	uint32_t seq = id ? idmap_get(&t->ids, (uint64_t)id) : NONE;

	return seq == NONE ? NULL : art_at(t, seq);
}

/* The newest edit of this article that is honoured where it is. */
static bool is_by_edit(const struct topic *t, const struct art *a,
		       const struct place *p)
{
	for (size_t i = 0; i < t->edits.len; i++) {
		const struct edit *e = &t->edits.v[i];
		if (e->kind != EDIT_MUST_LINK ||
		    (e->a != a->id && e->b != a->id))
			continue;
		const struct art *o = art_of(t, e->a == a->id ? e->b : e->a);
		if (o && o->cur.thread == p->thread)
			return true;
	}
	return false;
}

void why_place(struct topic *t, const struct art *a,
	       const struct place *p, struct membership *out)
{
	const struct art *near = art_of(t, p->near);
	const struct art *copy = art_of(t, p->copy_of);

	*out = (struct membership){ .article_id = a->id,
				    .thread_id = p->thread,
				    .near_id = p->near,
				    .score = (double)p->score,
				    .copy_of = p->copy_of,
				    .fixed = p->fixed };
	if (is_by_edit(t, a, p))
		add_reason(&out->why, EVIDENCE_EDIT, NULL, 1);
	if (copy)
		add_reason(&out->why, EVIDENCE_COPY, NULL,
			   a->flags & ART_FULL ? sketch_share(a, copy) : 1);
	if (!near)
		return;
	shared_reasons(t, a, near, &out->why);
	if (a->flags & near->flags & ART_DATED)
		add_reason(&out->why, EVIDENCE_DATE, NULL,
			   (double)(a->t > near->t ? a->t - near->t :
						     near->t - a->t));
}

static bool is_news(const struct art *a)
{
	const struct place *c = &a->cur, *s = &a->shown;

	if (!c->thread)
		return false;
	return !(a->flags & ART_SHOWN) || c->thread != s->thread ||
	       c->near != s->near || c->copy_of != s->copy_of ||
	       c->fixed != s->fixed;
}

void topic_changes(struct topic *t, topic_member_fn fn, void *ctx)
{
	for (size_t i = 0; i < t->gone.len; i++) {
		fn(&t->gone.v[i], ctx);
		evidence_vec_release(&t->gone.v[i].why);
	}
	t->gone.len = 0;
	for (size_t i = 0; i < t->arts.len; i++) {
		struct art *a = &t->arts.v[i];
		if (!(a->flags & ART_OPEN) || !is_news(a))
			continue;
		struct membership m;
		why_place(t, a, &a->cur, &m);
		fn(&m, ctx);
		evidence_vec_release(&m.why);
		a->shown = a->cur;
		a->flags |= ART_SHOWN;
	}
}
