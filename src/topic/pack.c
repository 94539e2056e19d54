/* pack.c - what an article keeps, in one block of memory.
 *
 * Links, sketch, then the vector, packed: of each entry the lower half of
 * its dimension; then of each two bits of the step down from the code of the
 * weight before it; then what is above these, of those that have any, as
 * pairs of bytes: how many places on, and what to add there. Words that are
 * common were met early, so that their dimensions are low numbers, and
 * weights descend within a space: few have more. Of a vector with 170
 * entries that leaves 2.4 bytes an entry, and reading it all is quicker than
 * waiting for the memory of six. The same bytes are saved.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

#define GAP_MAX 255
#define PART_MAX 255
#define STEP_BITS 2
#define STEPS 4 /* in a byte */

struct halves {
	const uint8_t *low, *step; /* [n * 2], [n / STEPS, rounded up] */
	const uint8_t *far, *steep; /* pairs */
	size_t n_far, n_steep;
	const uint8_t *end;
};

/* Of an entry: what the pairs say. Takes no more room than the entry. */
struct upper {
	uint16_t far, steep;
};
_Static_assert(sizeof(struct upper) <= sizeof(struct entry), "room");

static size_t step_bytes(size_t n)
{
	return (n + STEPS - 1) / STEPS;
}

static unsigned step_at(const uint8_t *step, size_t i)
{
	return step[i / STEPS] >> (i % STEPS * STEP_BITS) &
	       ((1u << STEP_BITS) - 1);
}

/* Pairs for `part` at `gap` places on. */
static size_t add_pairs(struct buf *b, size_t gap, uint32_t part)
{
	size_t n = 0;

	for (; gap > GAP_MAX; gap -= GAP_MAX, n++) {
		buf_addc(b, (char)GAP_MAX);
		buf_addc(b, 0);
	}
	do {
		uint32_t some = part > PART_MAX ? PART_MAX : part;
		buf_addc(b, (char)gap);
		buf_addc(b, (char)some);
		part -= some;
		gap = 0;
		n++;
	} while (part);
	return n;
}

static uint8_t step_to(const struct entry *v, size_t i)
{
	return (uint8_t)((i ? weight_code(v[i - 1].w) : 0u) -
			 weight_code(v[i].w));
}

static size_t add_far(struct buf *b, const struct entry *v, size_t n)
{
	size_t last = 0, pairs = 0;

	for (size_t i = 0; i < n; i++) {
		if (!(v[i].dim >> 16))
			continue;
		pairs += add_pairs(b, i - last, v[i].dim >> 16);
		last = i;
	}
	return pairs;
}

static size_t add_steep(struct buf *b, const struct entry *v, size_t n)
{
	size_t last = 0, pairs = 0;

	for (size_t i = 0; i < n; i++) {
		if (!(step_to(v, i) >> STEP_BITS))
			continue;
		pairs += add_pairs(b, i - last, step_to(v, i) >> STEP_BITS);
		last = i;
	}
	return pairs;
}

/* Behind what the buffer holds. */
static void pack(struct buf *b, const struct entry *v, size_t n)
{
	size_t at = b->len;

	/* The counts are known when the pairs are there. */
	size_t n_far = add_far(b, v, n), n_steep = add_steep(b, v, n);
	size_t len = b->len - at;
	buf_truncate(b, at);
	buf_add_varint(b, n_far);
	buf_add_varint(b, n_steep);
	size_t fixed = 2 * n + step_bytes(n);
	uint8_t *p = (uint8_t *)buf_reserve(b, fixed + len);
	if (!p)
		BUG("a vector of no size that is made here");
	memset(p + 2 * n, 0, step_bytes(n));
	for (size_t i = 0; i < n; i++) {
		unsigned low = step_to(v, i) & ((1u << STEP_BITS) - 1);
		p[2 * i] = (uint8_t)v[i].dim;
		p[2 * i + 1] = (uint8_t)(v[i].dim >> 8);
		p[2 * n + i / STEPS] |=
			(uint8_t)(low << (i % STEPS * STEP_BITS));
	}
	buf_grew(b, fixed);
	add_far(b, v, n);
	add_steep(b, v, n);
}

static struct halves halves_of(const uint8_t *p, size_t n)
{
	struct halves h = { 0 };

	for (int shift = 0;; shift += 7, p++) {
		h.n_far |= (size_t)(*p & 0x7f) << shift;
		if (*p < 0x80)
			break;
	}
	p++;
	for (int shift = 0;; shift += 7, p++) {
		h.n_steep |= (size_t)(*p & 0x7f) << shift;
		if (*p < 0x80)
			break;
	}
	h.low = p + 1;
	h.step = h.low + 2 * n;
	h.far = h.step + step_bytes(n);
	h.steep = h.far + 2 * h.n_far;
	h.end = h.steep + 2 * h.n_steep;
	return h;
}

static void unpack(const uint8_t *p, size_t n, struct entry *out)
{
	struct halves h = halves_of(p, n);
	uint8_t code = 0;
	size_t i = 0, place = 0;

	for (size_t k = 0; k <= h.n_steep; k++) {
		size_t to = k < h.n_steep ? place + h.steep[2 * k] : n;
		for (; i < to; i++) {
			code = (uint8_t)(code - step_at(h.step, i));
			out[i].dim = (uint32_t)h.low[2 * i] |
				     (uint32_t)h.low[2 * i + 1] << 8;
			out[i].w = weight_of(code);
		}
		place = to;
		if (k < h.n_steep)
			code = (uint8_t)(code -
					 (h.steep[2 * k + 1] << STEP_BITS));
	}
	place = 0;
	for (size_t k = 0; k < h.n_far; k++) {
		place += h.far[2 * k];
		out[place].dim += (uint32_t)h.far[2 * k + 1] << 16;
	}
}

static bool is_within(const uint8_t *pairs, size_t n_pairs, size_t n)
{
	size_t place = 0;

	for (size_t k = 0; k < n_pairs; k++)
		place += pairs[2 * k];
	return !n_pairs || place < n;
}

const void *packed_read(struct rdr *r, size_t n, size_t *len)
{
	const unsigned char *p = r->p;
	uint64_t n_far = rdr_varint(r), n_steep = rdr_varint(r);
	size_t max = (size_t)(r->end - r->p) / 2, fixed = 2 * n + step_bytes(n);

	if (r->bad || n_far > max || n_steep > max - n_far || n > max) {
		r->bad = true;
		return NULL;
	}
	size_t pairs = (size_t)(n_far + n_steep);
	const unsigned char *v = rdr_bytes(r, fixed + 2 * pairs);
	if (!v || !is_within(v + fixed, (size_t)n_far, n) ||
	    !is_within(v + fixed + 2 * n_far, (size_t)n_steep, n)) {
		r->bad = true;
		return NULL;
	}
	*len = (size_t)(r->p - p);
	return p;
}

static uint8_t *packed_of(const struct art *a)
{
	return a->sketch + a->sketch_len;
}

const void *art_packed(const struct art *a, size_t *len)
{
	const uint8_t *p = packed_of(a);

	*len = (size_t)(halves_of(p, art_n_entries(a)).end - p);
	return p;
}

size_t art_memory(const struct art *a)
{
	size_t len = 0;

	if (a->back)
		art_packed(a, &len);
	return len + a->n_back * sizeof(*a->back) +
	       a->sketch_len;
}

void art_keep(struct art *a, const struct kept *k)
{
	size_t links = k->n_back * sizeof(*a->back);
	size_t sketch = k->sketch_len;
	char *block = xcalloc(1, links + sketch + k->packed_len);

	if (links)
		memcpy(block, k->back, links);
	if (sketch)
		memcpy(block + links, k->sketch, sketch);
	memcpy(block + links + sketch, k->packed, k->packed_len);
	a->n_back = (uint16_t)k->n_back;
	a->sketch_len = (uint8_t)k->sketch_len;
	a->back = (struct link *)(void *)block;
	a->sketch = (uint8_t *)block + links;
	a->vec = NULL;
}

void art_pack(struct topic *t, struct art *a)
{
	struct link *back = a->back;
	uint8_t *sketch = a->sketch;
	struct entry *vec = a->vec;

	buf_clear(&t->packing);
	pack(&t->packing, vec, art_n_entries(a));
	art_keep(a, &(struct kept){ back, a->n_back, sketch, a->sketch_len,
				    t->packing.ptr, t->packing.len });
	free(back);
	free(sketch);
	free(vec);
}

const struct entry *art_entries(const struct topic *t, const struct art *a,
				enum hand hand)
{
	struct entry_vec *v = &t->hands[hand];
	size_t n = art_n_entries(a);

	if (a->vec)
		return a->vec;
	vec_reserve(v, n + 1);
	if (n)
		unpack(packed_of(a), n, v->v);
	return v->v;
}

void art_prefetch(const struct art *a)
{
	const uint8_t *p = packed_of(a);

	/* Nearly always enough, with the pairs. */
	for (size_t i = 0; i < 3 * art_n_entries(a); i += 64)
		__builtin_prefetch(p + i);
}

/* What stands in pairs, by place, in `upper`. */
static void spread(const struct halves *h, size_t n, struct upper *upper)
{
	size_t place = 0;

	memset(upper, 0, n * sizeof(*upper));
	for (size_t k = 0; k < h->n_far; k++) {
		place += h->far[2 * k];
		upper[place].far += h->far[2 * k + 1];
	}
	place = 0;
	for (size_t k = 0; k < h->n_steep; k++) {
		place += h->steep[2 * k];
		upper[place].steep += h->steep[2 * k + 1];
	}
}

/* What is read of a vector. */
struct reading {
	struct halves h;
	const struct upper *upper;
	const uint16_t *slots;
	size_t mask;
	uint8_t code; /* of the last weight */
	struct hit *out; /* the next */
};

/* The entry at this place, with these bits of its step. */
static inline void read_hit(struct reading *r, size_t i, unsigned step)
{
	const uint8_t *low = r->h.low + 2 * i;
	uint32_t dim = low[0] | (uint32_t)low[1] << 8 |
		       (uint32_t)r->upper[i].far << 16;

	step = (step & ((1u << STEP_BITS) - 1)) +
	       ((unsigned)r->upper[i].steep << STEP_BITS);
	r->code = (uint8_t)(r->code - step);
	*r->out = (struct hit){ dim, (uint32_t)i, r->code };
	r->out += r->slots[dim & r->mask] != 0;
}

/* This is done for some thirty articles whenever one comes, so there is no
 * branch in it that nobody can foretell: most entries are not there, some
 * are. */
void art_hits(const struct topic *t, const struct art *a, size_t n,
	      struct hit_vec *hits)
{
	size_t all = art_n_entries(a), i = 0;
	struct entry_vec *hand = &t->hands[HAND_RIGHT];
	struct reading r = {
		.h = halves_of(packed_of(a), all),
		.slots = t->finder.slots,
		.mask = t->finder.mask,
	};

	vec_reserve(hand, all + 1);
	struct upper *upper = (struct upper *)(void *)hand->v;
	spread(&r.h, all, upper);
	r.upper = upper;
	vec_reserve(hits, n + 1);
	r.out = hits->v;
	for (; i + STEPS <= n; i += STEPS) {
		unsigned steps = r.h.step[i / STEPS];
		for (unsigned k = 0; k < STEPS; k++, steps >>= STEP_BITS)
			read_hit(&r, i + k, steps);
	}
	for (; i < n; i++)
		read_hit(&r, i, step_at(r.h.step, i));
	hits->len = (size_t)(r.out - hits->v);
}

void art_renumber(struct topic *t, struct art *a, const uint32_t *dim)
{
	struct entry_vec *v = &t->hands[HAND_LEFT];
	size_t n = art_n_entries(a), len;
	const void *old = art_packed(a, &len);

	art_entries(t, a, HAND_LEFT);
	for (size_t i = 0; i < n; i++)
		v->v[i].dim = dim[v->v[i].dim];
	buf_clear(&t->packing);
	pack(&t->packing, v->v, n);
	if (t->packing.len > len)
		BUG("a vector of lower numbers takes more room");
	memcpy((void *)(uintptr_t)old, t->packing.ptr, t->packing.len);
}

void art_release(struct art *a)
{
	free(a->back);
	a->back = NULL;
	a->sketch = NULL;
	a->n_back = a->n_sketch = a->sketch_len = 0;
	memset(a->n_vec, 0, sizeof(a->n_vec));
}
