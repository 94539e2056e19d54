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

static float shared_weight(const struct topic *t, bool full,
			   const struct entry *a, const struct entry *b)
{
	float w = (float)a->w * (float)b->w / (WEIGHT_ONE * WEIGHT_ONE);

	if (t->vocab.dims.v[a->dim].space == SPACE_NAME)
		w *= (float)t->p.w_name;
	if (full && t->vocab.dims.v[a->dim].space == SPACE_TITLE)
		w *= (float)t->p.w_title;
	return w;
}

void shared_of(struct topic *t, const struct art *a, const struct art *b)
{
	size_t nb = art_n_words(b);
	bool full = a->flags & b->flags & ART_FULL;

	finder_set(&t->finder, art_entries(t, a, HAND_LEFT), art_n_words(a));
	t->keys.len = 0;
	const struct entry *e = art_entries(t, b, HAND_RIGHT);
	for (size_t k = 0; k < nb; k++, e++) {
		const struct entry *o = finder_get(&t->finder, e->dim);
		if (!o)
			continue;
		float w = shared_weight(t, full, o, e);
		if (w > 0)
			vec_push(&t->keys, key_make(w, e->dim));
	}
	if (a->lang != b->lang)
		cross_shared(t, a, b);
	keys_sort(&t->keys);
}

static bool is_number(const char *s)
{
	return *s >= '0' && *s <= '9';
}

static bool has_term(const struct evidence_vec *why, const char *term)
{
	for (size_t i = 0; i < why->len; i++)
		if (why->v[i].term && name_is_same(why->v[i].term, term))
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
	const struct key_vec *keys = &t->keys;
	double sum = 0;

	shared_of(t, a, b);
	for (size_t i = 0; i < keys->len; i++)
		sum += (double)key_weight(keys->v[i]);
	for (size_t i = 0; i < keys->len && why->len < REASONS_MAX; i++) {
		uint32_t dim = key_number(keys->v[i]);
		const char *word = vocab_surface(&t->vocab, dim);
		enum space space = t->vocab.dims.v[dim].space;
		if (!*word || space == SPACE_TITLE || has_term(why, word))
			continue;
		add_reason(why,
			   is_number(word)     ? EVIDENCE_NUMBER :
			   space == SPACE_NAME ? EVIDENCE_NAME :
						 EVIDENCE_TERM,
			   word, (double)key_weight(keys->v[i]) / sum);
	}
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
		if (o && art_cur(t, o)->thread == p->thread)
			return true;
	}
	return false;
}

/* How much of the shorter text is in the other one. */
static double part_of(const struct art *a, const struct art *copy)
{
	struct hashes own;

	if (!art_is_full(a))
		return 1;
	sketch_read(&own, a, art_sketch(a));
	return sketch_share(&own, copy, 0);
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
		add_reason(&out->why, EVIDENCE_COPY, NULL, part_of(a, copy));
	if (!near)
		return;
	shared_reasons(t, a, near, &out->why);
	if (a->flags & near->flags & ART_DATED)
		add_reason(&out->why, EVIDENCE_DATE, NULL,
			   (double)(a->t > near->t ? a->t - near->t :
						     near->t - a->t));
}

static bool is_news(const struct topic *t, const struct art *a)
{
	const struct place *c = art_cur(t, a), *s = art_shown(t, a);

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
		struct art *a = t->arts.v[i];
		if (!(a->flags & ART_OPEN) || !is_news(t, a))
			continue;
		struct membership m;
		struct place cur = *art_cur(t, a);
		why_place(t, a, &cur, &m);
		fn(&m, ctx);
		evidence_vec_release(&m.why);
		a->flags |= ART_SHOWN;
		art_stand(t, a, cur, cur);
	}
}
