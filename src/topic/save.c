/* save.c - the state as chunks; state_priv.h says which.
 *
 * A save after a few articles writes: the header, the last segment of each
 * growing list, one chunk of frequency changes, the last articles, and the
 * places of what may still move. Nothing else changes.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"

#include "state_priv.h"

#include "thrum/base/banned.h"

struct writer {
	struct topic *t;
	struct saver *s;
	topic_chunk_fn fn;
	void *ctx;
	struct buf b;
	enum status st;
};

struct saver *saver_new(void)
{
	return xcalloc(1, sizeof(struct saver));
}

void saver_free(struct saver *s)
{
	if (!s)
		return;
	vec_release(&s->places);
	free(s);
}

uint64_t *saver_place(struct saver *s, uint32_t segment)
{
	uint64_t none = 0;

	if (!s->places.len)
		s->first_place = segment;
	while (segment - s->first_place >= s->places.len)
		vec_push(&s->places, none);
	return &s->places.v[segment - s->first_place];
}

static void begin(struct writer *w)
{
	buf_clear(&w->b);
	buf_add_u64(&w->b, 0);
}

static uint64_t finish(struct writer *w)
{
	uint64_t h = hash64(w->b.ptr + 8, w->b.len - 8, STATE_VERSION);

	for (int i = 0; i < 8; i++)
		w->b.ptr[i] = (char)(h >> (8 * i));
	return h;
}

static void emit(struct writer *w, char kind, uint32_t number)
{
	char key[16];

	if (w->st)
		return;
	w->st = buf_status(&w->b);
	snprintf(key, sizeof(key), "%c%" PRIu32, kind, number);
	if (!w->st)
		w->st = w->fn(key, w->b.ptr, w->b.len, w->ctx);
}

static void drop(struct writer *w, char kind, uint32_t number)
{
	char key[16];

	snprintf(key, sizeof(key), "%c%" PRIu32, kind, number);
	if (!w->st)
		w->st = w->fn(key, NULL, 0, w->ctx);
}

static void add_signed(struct buf *b, int64_t v)
{
	buf_add_varint(b, zigzag(v));
}

static void add_float(struct buf *b, float f)
{
	uint32_t u;

	memcpy(&u, &f, sizeof(u));
	buf_add_u32(b, u);
}

/* All numbers are others now: what the store holds is written over, and
 * dropped where less is left. */
static void begin_anew(struct writer *w)
{
	const struct vocab *v = &w->t->vocab;
	struct saver *s = w->s;
	uint32_t n = 0;

	if (!s->renumbered)
		return;
	for (n = (uint32_t)v->dims.len / SEGMENT; n * SEGMENT < s->n_dims; n++)
		drop(w, 'd', n);
	for (n = (uint32_t)v->terms.len / SEGMENT; n * SEGMENT < s->n_terms;
	     n++) {
		drop(w, 't', n);
		drop(w, 'f', n);
	}
	s->n_dims = s->n_terms = 0;
	s->frequencies = false;
}

/* ---- vocabulary ---------------------------------------------------------- */

static void save_dims(struct writer *w)
{
	const struct vocab *v = &w->t->vocab;

	for (size_t seg = w->s->n_dims / SEGMENT;
	     seg * SEGMENT < v->dims.len && w->s->n_dims < v->dims.len;
	     seg++) {
		begin(w);
		for (size_t i = seg * SEGMENT;
		     i < v->dims.len && i < (seg + 1) * SEGMENT; i++) {
			const struct dim *d = &v->dims.v[i];
			const char *s = d->space == SPACE_TITLE ?
						"" :
						v->surfaces.ptr + d->surface;
			buf_add_u64(&w->b, d->hash);
			buf_addc(&w->b, (char)d->space);
			buf_add_varint(&w->b, strlen(s));
			buf_adds(&w->b, s);
		}
		finish(w);
		emit(w, 'd', (uint32_t)seg);
	}
	w->s->n_dims = (uint32_t)v->dims.len;
}

static void save_terms(struct writer *w)
{
	const struct vocab *v = &w->t->vocab;

	for (size_t seg = w->s->n_terms / SEGMENT;
	     seg * SEGMENT < v->terms.len && w->s->n_terms < v->terms.len;
	     seg++) {
		begin(w);
		for (size_t i = seg * SEGMENT;
		     i < v->terms.len && i < (seg + 1) * SEGMENT; i++) {
			const struct term *m = &v->terms.v[i];
			buf_add_u64(&w->b, m->hash);
			buf_add_varint(&w->b, m->dim);
			buf_add_varint(&w->b, m->lang);
			buf_addc(&w->b, (char)m->space);
		}
		finish(w);
		emit(w, 't', (uint32_t)seg);
	}
	w->s->n_terms = (uint32_t)v->terms.len;
}

static void save_all_frequencies(struct writer *w)
{
	const struct vocab *v = &w->t->vocab;

	for (size_t seg = 0; seg * SEGMENT < v->terms.len; seg++) {
		begin(w);
		for (size_t i = seg * SEGMENT;
		     i < v->terms.len && i < (seg + 1) * SEGMENT; i++)
			for (int k = 0; k < 3; k++)
				buf_add_varint(&w->b, v->terms.v[i].df[k]);
		finish(w);
		emit(w, 'f', (uint32_t)seg);
	}
	for (uint32_t i = 0; i < w->s->n_deltas; i++)
		drop(w, 'g', i);
	w->s->n_deltas = 0;
	w->s->frequencies = true;
}

static int by_number(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	return a < b ? -1 : a > b;
}

static void save_changed_frequencies(struct writer *w)
{
	struct vocab *v = &w->t->vocab;
	uint32_t last = 0;

	qsort(v->touched.v, v->touched.len, sizeof(*v->touched.v), by_number);
	begin(w);
	for (size_t i = 0; i < v->touched.len; i++) {
		uint32_t id = v->touched.v[i];
		const struct term *m = &v->terms.v[id];
		buf_add_varint(&w->b, id - last);
		for (int k = 0; k < 3; k++)
			buf_add_varint(&w->b, m->df[k] - m->saved[k]);
		last = id;
	}
	finish(w);
	emit(w, 'g', w->s->n_deltas++);
}

static void save_frequencies(struct writer *w)
{
	struct vocab *v = &w->t->vocab;

	if (!v->touched.len && w->s->frequencies)
		return;
	if (!w->s->frequencies || w->s->n_deltas >= DELTAS_MAX ||
	    v->touched.len > v->terms.len / 4)
		save_all_frequencies(w);
	else
		save_changed_frequencies(w);
	for (size_t i = 0; i < v->touched.len; i++) {
		struct term *m = &v->terms.v[v->touched.v[i]];
		memcpy(m->saved, m->df, sizeof(m->saved));
	}
	v->touched.len = 0;
}

/* ---- articles ------------------------------------------------------------ */

/* Many numbers are of links: they are put into room that was made for all of
 * them. */
#define VARINT32 5 /* bytes at most */

static char *put_varint(char *p, uint32_t v)
{
	for (; v >= 0x80; v >>= 7)
		*p++ = (char)(v | 0x80);
	*p++ = (char)v;
	return p;
}

static char *put_u32(char *p, uint32_t v)
{
	for (int i = 0; i < 4; i++)
		*p++ = (char)(v >> (8 * i));
	return p;
}

static void save_vectors(struct buf *b, const struct art *a)
{
	size_t len;
	const void *packed = art_packed(a, &len);

	for (int k = 0; k < SPACES; k++)
		buf_add_varint(b, a->n_vec[k]);
	buf_add(b, packed, len);
	buf_addc(b, (char)a->n_sketch);
	buf_addc(b, (char)a->sketch_len);
	buf_addc(b, (char)a->sketch_shift);
	buf_add(b, art_sketch(a), a->sketch_len);
}

static void save_links(struct buf *b, const struct art *a)
{
	const struct link *back = art_back(a);
	char *from = buf_reserve(b, VARINT32 + a->n_back * 4u);
	char *p = from;

	if (!p)
		return;
	p = put_varint(p, a->n_back);
	for (size_t i = 0; i < a->n_back; i++)
		p = put_u32(p, back[i].bits);
	buf_grew(b, (size_t)(p - from));
}

static void save_art(struct buf *b, const struct art *a)
{
	buf_add_varint(b, (uint64_t)a->id);
	add_signed(b, a->t);
	buf_add_varint(b, a->flags & (ART_FULL | ART_DATED));
	buf_add_varint(b, a->lang);
	buf_add_u64(b, a->title_key);
	buf_add_u32(b, a->series);
	buf_add_u64(b, a->copies);
	save_vectors(b, a);
	save_links(b, a);
}

/* The segment's articles that are open; a number before each. */
static void save_art_segment(struct writer *w, uint32_t seg)
{
	const struct topic *t = w->t;

	begin(w);
	for (uint32_t k = 0; k < ARTS; k++) {
		uint32_t seq = seg * ARTS + k;
		if (!art_is_open(t, seq))
			continue;
		buf_add_varint(&w->b, k);
		save_art(&w->b, art_at(t, seq));
	}
	finish(w);
	emit(w, 'a', seg);
}

static void save_arts(struct writer *w)
{
	struct topic *t = w->t;
	uint32_t from = w->s->next / ARTS, first = t->base / ARTS;

	if (w->s->renumbered)
		from = first;

	for (uint32_t seg = w->s->first_art; seg < first; seg++)
		if (seg * ARTS < w->s->next)
			drop(w, 'a', seg);
	w->s->first_art = first;
	if (w->s->next < t->next || w->s->renumbered)
		for (uint32_t seg = from > first ? from : first;
		     seg * ARTS < t->next; seg++)
			save_art_segment(w, seg);
	w->s->next = t->next;
}

/* ---- places -------------------------------------------------------------- */

static void save_place(struct buf *b, const struct place *p, int64_t id)
{
	add_signed(b, p->thread - id);
	add_signed(b, p->near ? p->near - id : 0);
	add_signed(b, p->copy_of ? p->copy_of - id : 0);
	add_float(b, p->score);
	buf_addc(b, (char)p->fixed);
}

static void save_standing(struct buf *b, const struct topic *t,
			  const struct art *a)
{
	const struct place *told = art_shown(t, a);
	bool same = stands_same(&a->real, told);
	bool shown = a->flags & ART_SHOWN;

	buf_addc(b, (char)((shown ? PLACE_SHOWN : 0) |
			   (same ? PLACE_SAME : 0) |
			   (a->flags & ART_FIXED ? PLACE_FIXED : 0)));
	add_float(b, a->level);
	save_place(b, &a->real, a->id);
	if (shown && !same)
		save_place(b, told, a->id);
}

static void save_place_segment(struct writer *w, uint32_t seg)
{
	const struct topic *t = w->t;

	begin(w);
	for (uint32_t k = 0; k < PLACES; k++) {
		uint32_t seq = seg * PLACES + k;
		if (!art_is_open(t, seq))
			continue;
		buf_add_varint(&w->b, k);
		save_standing(&w->b, t, art_at(t, seq));
	}
	uint64_t h = finish(w), *old = saver_place(w->s, seg);
	if (*old == h)
		return;
	*old = h;
	emit(w, 's', seg);
}

static void save_places(struct writer *w)
{
	const struct topic *t = w->t;
	uint32_t first = t->base / PLACES;
	size_t gone = 0;

	while (gone < w->s->places.len && w->s->first_place + gone < first) {
		drop(w, 's', w->s->first_place + (uint32_t)gone);
		gone++;
	}
	w->s->places.len -= gone;
	w->s->first_place += (uint32_t)gone;
	if (gone)
		memmove(w->s->places.v, w->s->places.v + gone,
			w->s->places.len * sizeof(*w->s->places.v));
	for (uint32_t seg = first; seg * PLACES < t->next; seg++)
		save_place_segment(w, seg);
}

/* ---- header -------------------------------------------------------------- */

static void save_header(struct writer *w)
{
	const struct topic *t = w->t;
	struct buf *b = &w->b;

	begin(w);
	buf_add_varint(b, STATE_VERSION);
	buf_add_u64(b, params_hash(&t->p));
	buf_add_varint(b, t->base);
	buf_add_varint(b, t->next);
	buf_add_varint(b, t->first_new);
	buf_add_varint(b, t->has_clock);
	add_signed(b, t->clock);
	add_signed(b, t->block);
	buf_add_varint(b, t->vocab.dims.len);
	buf_add_varint(b, t->vocab.terms.len);
	buf_add_varint(b, t->vocab.forget_at);
	buf_add_varint(b, t->vocab.langs.len);
	for (size_t i = 0; i < t->vocab.langs.len; i++) {
		buf_add(b, t->vocab.langs.v[i].tag, 4);
		for (int k = 0; k < COUNTS; k++)
			buf_add_varint(b, t->vocab.langs.v[i].n[k]);
	}
	buf_add_varint(b, t->edits.len);
	for (size_t i = 0; i < t->edits.len; i++) {
		add_signed(b, t->edits.v[i].id);
		buf_add_varint(b, t->edits.v[i].kind);
		add_signed(b, t->edits.v[i].a);
		add_signed(b, t->edits.v[i].b);
	}
	buf_add_varint(b, t->gone.len);
	for (size_t i = 0; i < t->gone.len; i++) {
		const struct membership *m = &t->gone.v[i];
		struct place p = { m->thread_id, m->near_id, m->copy_of,
				   (float)m->score, m->fixed };
		buf_add_varint(b, (uint64_t)m->article_id);
		save_place(b, &p, m->article_id);
	}
	uint64_t h = finish(w);
	if (h != w->s->header)
		emit(w, 'h', 0);
	w->s->header = h;
}

enum status topic_save(struct topic *t, topic_chunk_fn fn, void *ctx)
{
	struct writer w = { .t = t, .fn = fn, .ctx = ctx };

	if (!t->saver)
		t->saver = saver_new();
	w.s = t->saver;
	buf_init(&w.b, BUF_MAX_DEFAULT);
	begin_anew(&w);
	save_dims(&w);
	save_terms(&w);
	save_frequencies(&w);
	save_arts(&w);
	save_places(&w);
	save_header(&w);
	w.s->renumbered = false;
	buf_release(&w.b);
	if (w.st) {
		/* Not known what got through: all of it the next time. */
		saver_free(t->saver);
		t->saver = saver_new();
		t->saver->n_deltas = DELTAS_MAX + 1;
	}
	return w.st;
}
