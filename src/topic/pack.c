/* pack.c - what an article keeps, in one block of memory.
 *
 * The article itself, links, sketch, then the vector, packed: of each entry the lower half of
 * its dimension; then of each two bits of the step down from the code of the
 * weight before it; then what is above these, of those that have any, as
 * pairs of bytes: how many places on, and what to add there. Words that are
 * common were met early, so that their dimensions are low numbers, and
 * weights descend within a space: few have more. Of a vector with 170
 * entries that leaves 2.5 bytes an entry, and reading it all is quicker than
 * waiting for the memory of six. The same bytes are saved.
 */
#include "config.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "thrum/base/alloc.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

_Static_assert(offsetof(struct coming, back) == sizeof(struct art), "behind");
_Static_assert(sizeof(struct art) % BLOCK_UNIT == 0, "side by side");

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

static size_t add_steep(struct buf *b, const uint8_t *step, size_t n)
{
	size_t last = 0, pairs = 0;

	for (size_t i = 0; i < n; i++) {
		if (!(step[i] >> STEP_BITS))
			continue;
		pairs += add_pairs(b, i - last, step[i] >> STEP_BITS);
		last = i;
	}
	return pairs;
}

/* Steps down from weight to weight. */
static void find_steps(struct buf *steps, const struct entry *v, size_t n)
{
	uint8_t last = 0;

	buf_clear(steps);
	uint8_t *to = (uint8_t *)buf_reserve(steps, n + 1);
	if (!to)
		BUG("a vector of no size that is made here");
	for (size_t i = 0; i < n; i++) {
		uint8_t code = weight_code(v[i].w);
		to[i] = (uint8_t)(last - code);
		last = code;
	}
}

/* Behind what the buffer holds. */
static void pack(struct topic *t, const struct entry *v, size_t n)
{
	struct buf *b = &t->packing;
	size_t at = b->len;

	find_steps(&t->steps, v, n);
	const uint8_t *step = (const uint8_t *)t->steps.ptr;
	/* The counts are known when the pairs are there. */
	size_t n_far = add_far(b, v, n), n_steep = add_steep(b, step, n);
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
		unsigned low = step[i] & ((1u << STEP_BITS) - 1);
		p[2 * i] = (uint8_t)v[i].dim;
		p[2 * i + 1] = (uint8_t)(v[i].dim >> 8);
		p[2 * n + i / STEPS] |=
			(uint8_t)(low << (i % STEPS * STEP_BITS));
	}
	buf_grew(b, fixed);
	add_far(b, v, n);
	add_steep(b, step, n);
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
	return (uint8_t *)(uintptr_t)(art_sketch(a) + a->sketch_len);
}

const void *art_packed(const struct art *a, size_t *len)
{
	const uint8_t *p = packed_of(a);

	*len = (size_t)(halves_of(p, art_n_entries(a)).end - p);
	return p;
}

struct art *art_keep(struct topic *t, const struct art *a, const struct kept *k)
{
	size_t links = a->n_back * sizeof(*k->back), sketch = a->sketch_len;
	size_t size = sizeof(*a) + links + sketch + k->packed_len;
	size_t units = (size + BLOCK_UNIT - 1) / BLOCK_UNIT;
	uint16_t slab;

	if (units > UINT16_MAX)
		BUG("an article of no size that is made here");
	struct art *to = blocks_take(&t->blocks, units * BLOCK_UNIT, &slab);
	*to = *a;
	to->vec = NULL;
	to->slab = slab;
	to->units = (uint16_t)units;
	char *p = (char *)(to + 1);
	if (links)
		memcpy(p, k->back, links);
	if (sketch)
		memcpy(p + links, k->sketch, sketch);
	memcpy(p + links + sketch, k->packed, k->packed_len);
	return to;
}

struct art *art_pack(struct topic *t)
{
	struct coming *c = t->coming;
	struct art *a = &c->art;

	buf_clear(&t->packing);
	pack(t, a->vec, art_n_entries(a));
	struct art *to = art_keep(t, a, &(struct kept){ c->back, c->sketch,
							t->packing.ptr,
							t->packing.len });
	free(a->vec);
	a->vec = NULL;
	return to;
}

void arts_move(struct topic *t)
{
	for (size_t i = 0; i < t->arts.len; i++) {
		struct art *a = t->arts.v[i];
		size_t size = (size_t)a->units * BLOCK_UNIT;
		uint16_t slab = a->slab;
		if (!size || !blocks_is_sparse(&t->blocks, slab))
			continue;
		struct art *to = blocks_take(&t->blocks, size, &a->slab);
		memcpy(to, a, size);
		t->arts.v[i] = to;
		blocks_give(&t->blocks, slab, size);
	}
}

void art_release(struct topic *t, uint32_t place)
{
	struct art *a = t->arts.v[place];

	t->arts.v[place] = &t->nobody;
	art_unstand(t, a);
	if (a->units)
		blocks_give(&t->blocks, a->slab, (size_t)a->units * BLOCK_UNIT);
}

void art_prefetch(const struct art *a)
{
	const uint8_t *p = packed_of(a);

	/* Nearly always enough, with the pairs. */
	for (size_t i = 0; i < 3 * art_n_entries(a); i += 64)
		__builtin_prefetch(p + i);
}

/* ---- reading -------------------------------------------------------------- */

/* What is read of a vector. */
struct reading {
	uint8_t *code; /* of each weight; before that, what pairs say of it */
	uint16_t *far; /* upper halves of dimensions */
	uint16_t *places; /* of those that the finder may have */
};

static struct reading reading_make(struct entry_vec *room, size_t n)
{
	struct reading r;

	_Static_assert(sizeof(*room->v) >=
			       2 * sizeof(*r.far) + sizeof(*r.code),
		       "room");
	vec_reserve(room, n + 1);
	r.far = (uint16_t *)(void *)room->v;
	r.places = r.far + n;
	r.code = (uint8_t *)(r.places + n);
	memset(r.far, 0, n * sizeof(*r.far));
	memset(r.code, 0, n);
	return r;
}

static void spread(const struct halves *h, struct reading *r)
{
	size_t place = 0;

	for (size_t k = 0; k < h->n_far; k++) {
		place += h->far[2 * k];
		r->far[place] = (uint16_t)(r->far[place] + h->far[2 * k + 1]);
	}
	place = 0;
	for (size_t k = 0; k < h->n_steep; k++) {
		place += h->steep[2 * k];
		r->code[place] = (uint8_t)(r->code[place] +
					   (h->steep[2 * k + 1] << STEP_BITS));
	}
}

#ifdef __SSE2__
#define AT_ONCE 16
_Static_assert(STEP_BITS == 2 && STEPS == 4, "as four bytes are parted");

/* Four bytes of steps, each step in a byte of its own. */
static inline __m128i part_steps(const uint8_t *step)
{
	const __m128i zero = _mm_setzero_si128(), low = _mm_set1_epi16(3);
	/* Each to the same place of two bytes. */
	const __m128i up = _mm_set_epi16(1, 4, 16, 64, 1, 4, 16, 64);
	int four;

	memcpy(&four, step, sizeof(four));
	__m128i x = _mm_cvtsi32_si128(four);
	x = _mm_unpacklo_epi8(x, x);
	x = _mm_unpacklo_epi16(x, x);
	__m128i a = _mm_mullo_epi16(_mm_unpacklo_epi8(x, zero), up);
	__m128i b = _mm_mullo_epi16(_mm_unpackhi_epi8(x, zero), up);
	a = _mm_and_si128(_mm_srli_epi16(a, 6), low);
	b = _mm_and_si128(_mm_srli_epi16(b, 6), low);
	return _mm_packus_epi16(a, b);
}

/* Codes of the first of n; gives how many. */
static size_t read_codes_at_once(const uint8_t *step, size_t n, uint8_t *code)
{
	__m128i last = _mm_setzero_si128(); /* everywhere */
	size_t i = 0;

	for (; i + AT_ONCE <= n; i += AT_ONCE) {
		__m128i *at = (__m128i *)(void *)(code + i);
		__m128i x = _mm_add_epi8(part_steps(step + i / STEPS),
					 _mm_loadu_si128(at));
		/* Each with all before it. */
		x = _mm_add_epi8(x, _mm_slli_si128(x, 1));
		x = _mm_add_epi8(x, _mm_slli_si128(x, 2));
		x = _mm_add_epi8(x, _mm_slli_si128(x, 4));
		x = _mm_add_epi8(x, _mm_slli_si128(x, 8));
		x = _mm_sub_epi8(last, x);
		_mm_storeu_si128(at, x);
		x = _mm_unpackhi_epi8(x, x);
		x = _mm_unpackhi_epi16(x, x);
		last = _mm_shuffle_epi32(x, 0xff);
	}
	return i;
}
#endif

static void read_codes(const uint8_t *step, size_t n, uint8_t *code)
{
	size_t i = 0;

#ifdef __SSE2__
	i = read_codes_at_once(step, n, code);
#endif
	uint8_t last = i ? code[i - 1] : 0;
	for (; i < n; i++) {
		last = (uint8_t)(last - step_at(step, i) - code[i]);
		code[i] = last;
	}
}

static inline size_t low_of(const uint8_t *low, size_t i)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	uint16_t both;

	memcpy(&both, low + 2 * i, sizeof(both));
	return both;
#else
	return low[2 * i] | (size_t)low[2 * i + 1] << 8;
#endif
}

static struct reading read_packed(const struct topic *t, const struct halves *h,
				  size_t all, size_t n)
{
	struct reading r = reading_make(&t->hands[HAND_READING], all);

	spread(h, &r);
	read_codes(h->step, n, r.code);
	return r;
}

const struct entry *art_entries(const struct topic *t, const struct art *a,
				enum hand hand)
{
	struct entry_vec *v = &t->hands[hand];
	size_t n = art_n_entries(a);

	if (a->vec)
		return a->vec;
	vec_reserve(v, n + 1);
	/* One that has left keeps nothing. */
	if (!n)
		return v->v;
	struct halves h = halves_of(packed_of(a), n);
	struct reading r = read_packed(t, &h, n, n);
	struct entry *out = v->v;
	for (size_t i = 0; i < n; i++)
		out[i] = (struct entry){
			(uint32_t)(low_of(h.low, i) | (size_t)r.far[i] << 16),
			weight_of(r.code[i]),
		};
	return out;
}

/* Places of those whose lower half is one that the finder has. This is done
 * for some thirty articles whenever one comes, so there is no branch in it
 * that nobody can foretell: most entries are not there, some are. */
static size_t find_places(const struct finder *f, const uint8_t *low, size_t n,
			  uint16_t *out)
{
	const uint16_t *slots = f->slots;
	size_t mask = f->mask, many = 0, i = 0;

	for (; i + 4 <= n; i += 4) {
		out[many] = (uint16_t)i;
		many += slots[low_of(low, i) & mask] != 0;
		out[many] = (uint16_t)(i + 1);
		many += slots[low_of(low, i + 1) & mask] != 0;
		out[many] = (uint16_t)(i + 2);
		many += slots[low_of(low, i + 2) & mask] != 0;
		out[many] = (uint16_t)(i + 3);
		many += slots[low_of(low, i + 3) & mask] != 0;
	}
	for (; i < n; i++) {
		out[many] = (uint16_t)i;
		many += slots[low_of(low, i) & mask] != 0;
	}
	return many;
}

float art_dot(const struct topic *t, const struct art *a, size_t n,
	      const float share[SPACES])
{
	size_t all = art_n_entries(a), behind = 0;
	struct halves h = halves_of(packed_of(a), all);
	struct reading r = read_packed(t, &h, all, n);
	const uint16_t *at = r.places;
	const uint16_t *end = at + find_places(&t->finder, h.low, n, r.places);
	float dot = 0;

	for (int space = 0; space <= SPACE_NAME; space++) {
		behind += a->n_vec[space];
		for (; at < end && *at < behind; at++) {
			uint32_t dim = (uint32_t)low_of(h.low, *at) |
				       (uint32_t)r.far[*at] << 16;
			const struct entry *o = finder_get(&t->finder, dim);
			if (o)
				dot += (float)o->w * weight_float(r.code[*at]) /
				       (WEIGHT_ONE * WEIGHT_ONE) * share[space];
		}
	}
	return dot;
}

/* ---- changing ------------------------------------------------------------- */

void art_renumber(struct topic *t, struct art *a, const uint32_t *dim)
{
	struct entry_vec *v = &t->hands[HAND_LEFT];
	size_t n = art_n_entries(a), len;
	const void *old = art_packed(a, &len);

	art_entries(t, a, HAND_LEFT);
	for (size_t i = 0; i < n; i++)
		v->v[i].dim = dim[v->v[i].dim];
	buf_clear(&t->packing);
	pack(t, v->v, n);
	if (t->packing.len > len)
		BUG("a vector of lower numbers takes more room");
	memcpy((void *)(uintptr_t)old, t->packing.ptr, t->packing.len);
}
