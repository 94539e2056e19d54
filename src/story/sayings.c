/* sayings.c - quotations of several reports that are one saying; see
 * quote.h. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/story/quote.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

#define SAYINGS_MAX 2000
#define WORDS_MAX 200
#define SIGN_WORDS 4

/* A quotation as the sorted hashes of its words. */
struct bag {
	uint64_t *v; /* owned */
	size_t n;
	uint64_t sign[SIGN_WORDS]; /* a bit for each hash */
	int bits;
};

static int by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static struct bag bag_of(const char *s, size_t len, struct tokens *t)
{
	struct bag b = { 0 };

	token_scan(t, s, len, WORDS_MAX);
	b.v = xcalloc(t->len + 1, sizeof(*b.v));
	for (size_t i = 0; i < t->len; i++)
		b.v[b.n++] = hash64(t->norm.ptr + t->v[i].norm_off,
				    t->v[i].norm_len, 0);
	qsort(b.v, b.n, sizeof(*b.v), by_hash);
	for (size_t i = 0; i < b.n; i++)
		b.sign[(b.v[i] >> 6) % SIGN_WORDS] |= (uint64_t)1
						      << (b.v[i] & 63);
	for (int i = 0; i < SIGN_WORDS; i++)
		b.bits += __builtin_popcountll(b.sign[i]);
	return b;
}

/* Can three quarters be shared? Repeated words make it a little unsure. */
static bool may_be_same(const struct bag *a, const struct bag *b)
{
	int both = 0, least = a->bits < b->bits ? a->bits : b->bits;

	for (int i = 0; i < SIGN_WORDS; i++)
		both += __builtin_popcountll(a->sign[i] & b->sign[i]);
	return both * 2 >= least;
}

static bool same_saying(const struct bag *a, const struct bag *b)
{
	if (!may_be_same(a, b))
		return false;
	size_t i = 0, k = 0, shared = 0;
	size_t least = a->n < b->n ? a->n : b->n;

	while (i < a->n && k < b->n) {
		if (a->v[i] == b->v[k]) {
			shared++;
			i++;
			k++;
		} else if (a->v[i] < b->v[k]) {
			i++;
		} else {
			k++;
		}
	}
	return least && shared * 4 >= least * 3;
}

/* A quotation found in report `r` belongs to saying `i`. */
struct found {
	uint32_t report, saying;
};
struct making {
	const struct story *s;
	struct sayings *out;
	struct tokens tokens;
	struct {
		VEC_FIELDS(struct bag);
	} bags; /* by saying */
	struct {
		VEC_FIELDS(struct found);
	} found;
};

static size_t find(const struct making *m, const struct bag *b)
{
	size_t i = 0;

	while (i < m->bags.len && !same_saying(&m->bags.v[i], b))
		i++;
	return i;
}

/* One who speaks under a name is better than one without. */
static void better(struct making *m, size_t i, uint32_t report,
		   const struct quote *q)
{
	struct saying *have = &m->out->v[i];

	if ((!have->quote.who_len && q->who_len) ||
	    (q->len > have->quote.len && q->who_len)) {
		have->quote = *q;
		have->report = report;
	}
}

static void take(struct making *m, uint32_t report, const struct quote *q)
{
	const struct doc *doc = m->s->reports[report].doc;
	struct bag b = bag_of(doc->text.ptr + q->off, q->len, &m->tokens);
	size_t i = find(m, &b);
	struct found f = { report, (uint32_t)i };

	if (i < m->bags.len) {
		better(m, i, report, q);
		free(b.v);
	} else {
		struct saying one = { .report = report, .quote = *q };
		vec_push(&m->bags, b);
		vec_push(m->out, one);
	}
	vec_push(&m->found, f);
}

/* Who carried which: the found ones by saying, each report once. */
static void carry(struct making *m)
{
	for (uint32_t i = 0; i < m->out->len; i++) {
		struct saying *x = &m->out->v[i];
		x->carried = (uint32_t)m->out->carried.len;
		for (size_t k = 0; k < m->found.len; k++) {
			uint32_t r = m->found.v[k].report;
			size_t n = m->out->carried.len;
			if (m->found.v[k].saying != i ||
			    (n > x->carried && m->out->carried.v[n - 1] == r))
				continue;
			vec_push(&m->out->carried, r);
			x->n_reports += !(m->s->reports[r].flags & STORY_COPY);
		}
		x->n_carried = (uint32_t)m->out->carried.len - x->carried;
	}
}

void sayings_make(const struct story *s, struct sayings *out)
{
	struct making m = { .s = s, .out = out };
	struct quote_vec quotes = { 0 };

	*out = (struct sayings){ 0 };
	tokens_init(&m.tokens);
	for (uint32_t r = 0; r < s->n_reports; r++) {
		quotes.len = 0;
		if (s->reports[r].doc)
			quote_scan(s->reports[r].doc, &quotes);
		for (size_t i = 0; i < quotes.len && out->len < SAYINGS_MAX;
		     i++)
			take(&m, r, &quotes.v[i]);
	}
	carry(&m);
	for (size_t i = 0; i < m.bags.len; i++)
		free(m.bags.v[i].v);
	vec_release(&m.bags);
	vec_release(&m.found);
	vec_release(&quotes);
	tokens_release(&m.tokens);
}

void sayings_release(struct sayings *v)
{
	vec_release(&v->carried);
	vec_release(v);
}
