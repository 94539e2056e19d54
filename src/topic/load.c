/* load.c - chunks back to a state; state_priv.h says which there are.
 *
 * Chunks come in any order, so they are kept until all are there and read
 * in the order of their meaning. Whatever is not exactly as save.c writes it
 * is damage: nothing is guessed, the caller threads anew. What follows from
 * the rest (postings, links from later articles, hash tables) is not saved
 * but made again, in order of arrival, which gives the same as it was.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"

#include "state_priv.h"

#include "thrum/base/banned.h"

#define ENTRIES_MAX 4096 /* of one kind in one article */
#define TRIM_EVERY 128 /* chunks */
#define COUNT_MAX (1u << 30)
#define LANGS_SANE 64
#define ARTS_SANE (1u << 22)

static const char kinds[] = "hdtfgas"; /* in the order of reading */

struct chunk {
	uint8_t kind; /* place in kinds[] */
	uint32_t number;
	char *bytes; /* NULL = read */
	size_t len;
	uint64_t hash;
};
struct loader {
	VEC_FIELDS(struct chunk);
	/* From the header. */
	uint32_t n_dims, n_terms;
};

void loader_free(struct loader *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->len; i++)
		free(l->v[i].bytes);
	vec_release(l);
	free(l);
}

static bool parse_key(const char *key, struct chunk *c)
{
	const char *kind = *key ? strchr(kinds, *key) : NULL;
	uint64_t n = 0;

	if (!kind || !key[1] || strlen(key) > 11)
		return false;
	for (const char *p = key + 1; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		n = n * 10 + (uint64_t)(*p - '0');
	}
	if (n >= UINT32_MAX / SEGMENT)
		return false;
	c->kind = (uint8_t)(kind - kinds);
	c->number = (uint32_t)n;
	return true;
}

enum status topic_load_chunk(struct topic *t, const char *key,
			     const void *bytes, size_t len)
{
	struct chunk c = { .len = len };
	struct rdr r = { bytes, (const unsigned char *)bytes + len, false };

	if (!len || !parse_key(key, &c))
		return ST_CORRUPT;
	uint64_t h = rdr_u64(&r);
	if (r.bad || h != hash64(r.p, (size_t)(r.end - r.p), STATE_VERSION))
		return ST_CORRUPT;
	if (!t->loader)
		t->loader = xcalloc(1, sizeof(*t->loader));
	c.hash = h;
	c.bytes = xstrndup(bytes, len);
	vec_push(t->loader, c);
	return ST_OK;
}

static int by_key(const void *pa, const void *pb)
{
	const struct chunk *a = pa, *b = pb;

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

/* ---- pieces -------------------------------------------------------------- */

static int64_t get_signed(struct rdr *r)
{
	return unzigzag(rdr_varint(r));
}

static inline uint32_t get_number(struct rdr *r, uint64_t max)
{
	uint64_t v = rdr_varint(r);

	if (v > max)
		r->bad = true;
	return r->bad ? 0 : (uint32_t)v;
}

static unsigned get_byte(struct rdr *r)
{
	const unsigned char *p = rdr_bytes(r, 1);

	return p ? *p : 0;
}

/* Between 0 and 4: no weight of ours is larger. */
static float get_float(struct rdr *r)
{
	uint32_t u = rdr_u32(r);
	float f;

	memcpy(&f, &u, sizeof(f));
	if (!isfinite(f) || f < 0 || f > 4) {
		r->bad = true;
		return 0;
	}
	return f;
}

/* id + difference, without overflow. */
static int64_t get_id(struct rdr *r, int64_t id)
{
	uint64_t d = (uint64_t)get_signed(r);
	int64_t v = (int64_t)((uint64_t)id + d);

	if (v <= 0 && v != 0)
		r->bad = true;
	return v;
}

static void get_place(struct rdr *r, int64_t id, struct place *p)
{
	p->thread = get_id(r, id);
	p->near = get_id(r, id);
	p->copy_of = get_id(r, id);
	/* A difference of 0 to itself means none. */
	if (p->near == id)
		p->near = 0;
	if (p->copy_of == id)
		p->copy_of = 0;
	p->score = get_float(r);
	p->fixed = get_byte(r) != 0;
}

/* ---- chunks -------------------------------------------------------------- */

static void load_edits(struct topic *t, struct rdr *r)
{
	uint32_t n = get_number(r, COUNT_MAX);

	for (uint32_t i = 0; i < n && !r->bad; i++) {
		struct edit e = { .id = get_signed(r) };
		e.kind = get_number(r, EDIT_KINDS - 1);
		e.a = get_signed(r);
		e.b = get_signed(r);
		if (!r->bad)
			vec_push(&t->edits, e);
	}
}

static void load_gone(struct topic *t, struct rdr *r)
{
	uint32_t n = get_number(r, COUNT_MAX);

	for (uint32_t i = 0; i < n && !r->bad; i++) {
		struct membership m = { .article_id =
						(int64_t)rdr_varint(r) };
		struct place p;
		get_place(r, m.article_id, &p);
		m.thread_id = p.thread;
		m.near_id = p.near;
		m.copy_of = p.copy_of;
		m.score = (double)p.score;
		m.fixed = p.fixed;
		if (!r->bad)
			vec_push(&t->gone, m);
	}
}

static void load_langs(struct topic *t, struct rdr *r)
{
	uint32_t n = get_number(r, LANGS_SANE);

	for (uint32_t i = 0; i < n && !r->bad; i++) {
		struct lang l = { 0 };
		const char *tag = rdr_bytes(r, sizeof(l.tag));
		if (!tag || tag[sizeof(l.tag) - 1]) {
			r->bad = true;
			return;
		}
		memcpy(l.tag, tag, sizeof(l.tag));
		for (int k = 0; k < COUNTS; k++)
			l.n[k] = get_number(r, COUNT_MAX);
		vec_push(&t->vocab.langs, l);
	}
}

static enum status load_header(struct topic *t, struct rdr *r)
{
	struct loader *l = t->loader;

	if (rdr_varint(r) != STATE_VERSION || r->bad)
		return ST_VERSION;
	if (rdr_u64(r) != params_hash(&t->p))
		return ST_VERSION;
	t->base = get_number(r, UINT32_MAX - 1);
	t->next = get_number(r, UINT32_MAX - 1);
	t->first_new = get_number(r, UINT32_MAX - 1);
	t->has_clock = get_number(r, 1);
	t->clock = get_signed(r);
	t->block = get_signed(r);
	l->n_dims = get_number(r, COUNT_MAX);
	l->n_terms = get_number(r, COUNT_MAX);
	t->vocab.forget_at = get_number(r, COUNT_MAX);
	load_langs(t, r);
	load_edits(t, r);
	load_gone(t, r);
	if (t->base > t->first_new || t->first_new > t->next ||
	    t->next - t->base > ARTS_SANE)
		r->bad = true;
	return r->bad || r->p != r->end ? ST_CORRUPT : ST_OK;
}

static void load_dims(struct topic *t, struct rdr *r)
{
	struct vocab *v = &t->vocab;

	while (r->p < r->end && !r->bad) {
		uint64_t hash = rdr_u64(r);
		unsigned space = get_byte(r);
		size_t n = get_number(r, 64);
		const char *s = rdr_bytes(r, n);
		uint32_t next = (uint32_t)v->dims.len;
		if (r->bad || space >= SPACES || memchr(s, 0, n) ||
		    vocab_dim(v, hash, (enum space)space) != next) {
			r->bad = true;
			return;
		}
		v->dims.v[next].surface = vocab_surface_new(v, s, n);
	}
}

static void load_terms(struct topic *t, struct rdr *r)
{
	struct vocab *v = &t->vocab;

	while (r->p < r->end && !r->bad) {
		uint64_t hash = rdr_u64(r);
		uint32_t dim = get_number(r, v->dims.len);
		uint32_t lang = get_number(r, v->langs.len);
		unsigned space = get_byte(r);
		uint32_t *at = idmap_put(&v->term_ids, hash);
		if (r->bad || dim >= v->dims.len || lang >= v->langs.len ||
		    space >= SPACES || *at != NONE) {
			r->bad = true;
			return;
		}
		*at = vocab_term_new(v, hash, (uint16_t)lang, (uint8_t)space);
		v->terms.v[*at].dim = dim;
	}
}

static void load_frequencies(struct topic *t, struct rdr *r, uint32_t seg)
{
	struct vocab *v = &t->vocab;
	size_t i = (size_t)seg * SEGMENT;

	for (; r->p < r->end && !r->bad; i++) {
		if (i >= v->terms.len) {
			r->bad = true;
			return;
		}
		for (int k = 0; k < 3; k++)
			v->terms.v[i].df[k] = get_number(r, COUNT_MAX);
	}
}

static void load_deltas(struct topic *t, struct rdr *r)
{
	struct vocab *v = &t->vocab;
	uint64_t id = 0;

	while (r->p < r->end && !r->bad) {
		id += get_number(r, v->terms.len);
		if (id >= v->terms.len) {
			r->bad = true;
			return;
		}
		struct term *m = &v->terms.v[id];
		for (int k = 0; k < 3; k++) {
			m->df[k] += get_number(r, COUNT_MAX);
			if (m->df[k] > COUNT_MAX)
				r->bad = true;
		}
	}
}

/* What comes before all is known that goes into one block of memory. */
struct parts {
	struct kept kept;
	struct link back[LINKS_MAX];
};
_Static_assert(LINKS_MAX <= UINT16_MAX, "n_back");

static void load_vectors(struct rdr *r, struct art *a, struct parts *to)
{
	size_t n = 0;

	for (int k = 0; k < SPACES; k++) {
		a->n_vec[k] = (uint16_t)get_number(r, ENTRIES_MAX);
		n += a->n_vec[k];
	}
	to->kept.packed = packed_read(r, n, &to->kept.packed_len);
}

static void load_sketch(struct rdr *r, struct art *a, struct parts *to)
{
	unsigned n = get_byte(r);

	size_t len = get_byte(r);

	a->sketch_shift = (uint8_t)get_byte(r);
	a->n_sketch = (uint8_t)n;
	a->sketch_len = (uint8_t)len;
	to->kept.sketch = rdr_bytes(r, len);
	if (n > SKETCH_MAX || a->sketch_shift > 32 - SKETCH_BITS ||
	    !to->kept.sketch || !sketch_is_whole(to->kept.sketch, len, n))
		r->bad = true;
}

static void load_links(struct rdr *r, uint32_t seq, struct art *a,
		       struct parts *to)
{
	uint32_t n = get_number(r, LINKS_MAX);

	for (uint32_t i = 0; i < n && !r->bad; i++) {
		to->back[i].bits = rdr_u32(r);
		uint32_t apart = link_apart(to->back[i]);
		if (!apart || apart > seq)
			r->bad = true;
	}
	to->kept.back = to->back;
	a->n_back = (uint16_t)n;
}

/* The lists that its entries will be in are longer by one. False: it has
 * entries that nobody can have. */
static bool count_entries(struct topic *t, const struct art *a)
{
	const struct entry *e = art_entries(t, a, HAND_LEFT);
	size_t n = art_n_entries(a), n_dims = t->vocab.dims.len;
	int kind = !art_is_full(a);

	for (size_t i = 0; i < n; i++) {
		if (e[i].dim >= n_dims || !e[i].w)
			return false;
		t->vocab.dims.v[e[i].dim].post[kind].n_open++;
	}
	return true;
}

/* One of no place has left. */
static void release_closed(struct topic *t, uint32_t place)
{
	const struct art *a = t->arts.v[place];
	const struct entry *e = art_entries(t, a, HAND_LEFT);
	size_t n = art_n_entries(a);
	int kind = !art_is_full(a);

	for (size_t i = 0; i < n; i++)
		t->vocab.dims.v[e[i].dim].post[kind].n_open--;
	art_release(t, place);
}

static void load_art(struct topic *t, struct rdr *r, uint32_t seq,
		     struct parts *parts)
{
	struct art a = { 0 };

	a.id = (int64_t)rdr_varint(r);
	a.t = get_signed(r);
	a.flags = get_number(r, ART_FULL | ART_DATED);
	a.lang = (uint16_t)get_number(r, t->vocab.langs.len);
	a.title_key = rdr_u64(r);
	a.series = rdr_u32(r);
	a.flags |= a.series ? ART_SERIES : 0;
	a.copies = rdr_u64(r);
	load_vectors(r, &a, parts);
	load_sketch(r, &a, parts);
	load_links(r, seq, &a, parts);
	if (a.id <= 0 || a.lang >= t->vocab.langs.len || seq >= t->next)
		r->bad = true;
	/* One that left before its segment did is not kept. */
	if (r->bad || seq < t->base)
		return;
	struct art **place = &t->arts.v[seq - t->base];
	if (*place != &t->nobody) {
		r->bad = true;
		return;
	}
	*place = art_keep(t, &a, &parts->kept);
	if (!count_entries(t, *place))
		r->bad = true;
}

static void load_arts(struct topic *t, struct rdr *r, uint32_t seg)
{
	struct parts *parts = xreallocarray(NULL, 1, sizeof(*parts));

	while (r->p < r->end && !r->bad) {
		uint32_t k = get_number(r, ARTS - 1);
		load_art(t, r, seg * ARTS + k, parts);
	}
	free(parts);
}


static void load_places(struct topic *t, struct rdr *r, uint32_t seg)
{
	while (r->p < r->end && !r->bad) {
		uint32_t seq = seg * PLACES + get_number(r, PLACES - 1);
		if (seq < t->base || seq >= t->next) {
			r->bad = true;
			return;
		}
		struct art *a = art_at(t, seq);
		unsigned bits = get_byte(r);
		if (a == &t->nobody || a->flags & ART_OPEN || bits > 7) {
			r->bad = true;
			return;
		}
		a->flags |= ART_OPEN;
		a->flags |= bits & PLACE_SHOWN ? ART_SHOWN : 0;
		a->flags |= bits & PLACE_FIXED ? ART_FIXED : 0;
		a->level = get_float(r);
		get_place(r, a->id, &a->real);
		struct place shown = a->real;
		if (bits & PLACE_SHOWN && !(bits & PLACE_SAME))
			get_place(r, a->id, &shown);
		art_stand(t, a, shown, shown);
	}
}

/* ---- all together -------------------------------------------------------- */

static void load_one(struct topic *t, const struct chunk *c, struct rdr *r)
{
	switch (kinds[c->kind]) {
	case 'd':
		if (t->vocab.dims.len != (size_t)c->number * SEGMENT)
			r->bad = true;
		load_dims(t, r);
		break;
	case 't':
		if (t->vocab.terms.len != (size_t)c->number * SEGMENT)
			r->bad = true;
		load_terms(t, r);
		break;
	case 'f':
		load_frequencies(t, r, c->number);
		break;
	case 'g':
		load_deltas(t, r);
		break;
	case 'a':
		load_arts(t, r, c->number);
		break;
	default:
		load_places(t, r, c->number);
		break;
	}
}

static void reserve_arts(struct topic *t)
{
	for (uint32_t seq = t->base; seq < t->next; seq++)
		vec_push(&t->arts, &t->nobody);
}

/* What was saved, so that the next save writes changes only. */
static void note_saved(struct topic *t)
{
	const struct loader *l = t->loader;
	struct saver *s = t->saver = saver_new();

	s->n_dims = l->n_dims;
	s->n_terms = l->n_terms;
	s->next = t->next;
	s->first_art = UINT32_MAX;
	for (size_t i = 0; i < l->len; i++) {
		const struct chunk *c = &l->v[i];
		switch (kinds[c->kind]) {
		case 'g':
			s->n_deltas = c->number + 1;
			break;
		case 'f':
			s->frequencies = true;
			break;
		case 'a':
			if (c->number < s->first_art)
				s->first_art = c->number;
			break;
		case 's':
			*saver_place(s, c->number) = c->hash;
			break;
		default:
			break;
		}
	}
	if (s->first_art == UINT32_MAX)
		s->first_art = t->base / ARTS;
}

static enum status rebuild(struct topic *t)
{
	struct vocab *v = &t->vocab;
	size_t n_open = 0;

	for (size_t i = 0; i < v->terms.len; i++) {
		struct term *m = &v->terms.v[i];
		memcpy(m->saved, m->df, sizeof(m->saved));
	}
	vocab_find_titles(v);
	for (uint32_t seq = t->base; seq < t->next; seq++) {
		struct art *a = art_at(t, seq);
		if (a->flags & ART_OPEN)
			n_open++;
		else
			release_closed(t, seq - t->base);
	}
	lists_reserve(t, n_open);
	for (uint32_t seq = t->base; seq < t->next; seq++) {
		struct art *a = art_at(t, seq);
		if (!(a->flags & ART_OPEN))
			continue;
		uint32_t *at = idmap_put(&t->ids, (uint64_t)a->id);
		if (*at != NONE)
			return ST_CORRUPT;
		*at = seq;
		index_add(t, seq);
		t->n_open++;
		t->vocab.langs.v[a->lang].n_open++;
		t->n_open_head += !(a->flags & ART_FULL);
	}
	return ST_OK;
}

static enum status load_all(struct topic *t)
{
	struct loader *l = t->loader;
	enum status st = ST_OK;

	vec_sort(l, by_key);
	for (size_t i = 0; i < l->len && !st; i++) {
		struct chunk *c = &l->v[i];
		struct rdr r = { (const unsigned char *)c->bytes + 8,
				 (const unsigned char *)c->bytes + c->len,
				 false };
		if (i && !by_key(&l->v[i - 1], c))
			return ST_CORRUPT;
		if (!i != (c->kind == 0))
			return ST_CORRUPT;
		if (!i) {
			st = load_header(t, &r);
			if (!st)
				reserve_arts(t);
			continue;
		}
		load_one(t, c, &r);
		if (r.bad)
			st = ST_CORRUPT;
		/* What is made of it takes as much again. */
		free(c->bytes);
		c->bytes = NULL;
		if (i % TRIM_EVERY == 0)
			mem_trim();
	}
	if (!st && (t->vocab.dims.len != l->n_dims ||
		    t->vocab.terms.len != l->n_terms))
		st = ST_CORRUPT;
	if (!st)
		note_saved(t);
	return st ? st : rebuild(t);
}

enum status topic_load_end(struct topic *t)
{
	enum status st;

	if (!t->loader)
		return ST_OK;
	st = load_all(t);
	loader_free(t->loader);
	t->loader = NULL;
	return st;
}
