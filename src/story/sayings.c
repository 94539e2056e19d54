/* sayings.c - quotations of several reports that are one saying; see
 * quote.h. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/base/map.h"
#include "thrum/story/quote.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

#define SAYINGS_MAX 2000
#define WORDS_MAX 200
#define SHORT_MAX 3 /* bytes: such words are in every other quotation */

/* A quotation as the sorted hashes of its words, short ones last. */
struct bag {
	uint64_t *v; /* owned */
	size_t n;
};

static int by_hash(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

static struct bag bag_of(const char *s, size_t len, struct tokens *t)
{
	const uint64_t last = (uint64_t)1 << 63;
	struct bag b = { 0 };

	token_scan(t, s, len, WORDS_MAX);
	b.v = xcalloc(t->len + 1, sizeof(*b.v));
	for (size_t i = 0; i < t->len; i++) {
		uint64_t h = hash64(t->norm.ptr + t->v[i].norm_off,
				    t->v[i].norm_len, 0) & ~last;
		b.v[b.n++] = t->v[i].norm_len <= SHORT_MAX ? h | last : h;
	}
	qsort(b.v, b.n, sizeof(*b.v), by_hash);
	return b;
}

/* One saying's bag must have three quarters of the shorter one's words. */
static size_t needed(size_t n)
{
	return (n * 3 + 3) / 4;
}

/* So many of a bag's first words: where it is the shorter one of two that
 * are the same, one of these is in the other (what is not shared is too
 * little to be all of them). Chaudhuri et al. 2006, prefix filter. */
static size_t prefix(const struct bag *b)
{
	return b->n - needed(b->n) + (b->n > 0);
}

static bool same_saying(const struct bag *a, const struct bag *b)
{
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
	return least && shared >= needed(least);
}

/* A quotation found in report `r` belongs to saying `i`. */
struct found {
	uint32_t report, saying;
};
/* A word is in this saying's bag; entries of a word form a chain. */
struct entry {
	uint32_t saying, next; /* next: 1 + index, 0 = none */
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
	struct map words; /* hash -> 1 + index of its newest entry */
	struct map firsts; /* the same of words in prefixes */
	struct {
		VEC_FIELDS(struct entry);
	} entries;
	struct story_u32_vec tried; /* by saying: number of the last try */
	uint32_t n_tries;
};

static void add_entry(struct making *m, struct map *map, const uint64_t *hash,
		      uint32_t saying)
{
	uintptr_t *head = map_put(map, (const char *)hash, sizeof(*hash),
				  NULL);
	struct entry e = { saying, (uint32_t)*head };

	vec_push(&m->entries, e);
	*head = m->entries.len;
}

static void add_entries(struct making *m, uint32_t saying)
{
	const struct bag *b = &m->bags.v[saying];
	size_t n = prefix(b);

	for (size_t i = 0; i < b->n; i++) {
		if (i && b->v[i] == b->v[i - 1])
			continue;
		add_entry(m, &m->words, &b->v[i], saying);
		if (i < n)
			add_entry(m, &m->firsts, &b->v[i], saying);
	}
}

/* The first saying that this is, or how many there are. Either the new one
 * is the shorter: then a word of its prefix is anywhere in the other; or the
 * other is, then a word of that one's prefix is anywhere in this. */
static size_t find(struct making *m, const struct bag *b)
{
	size_t best = m->bags.len, n = prefix(b);

	m->n_tries++;
	for (size_t i = 0; i < b->n; i++) {
		const uintptr_t *head =
			map_find(i < n ? &m->words : &m->firsts,
				 (const char *)&b->v[i], sizeof(b->v[i]));
		for (uintptr_t at = head ? *head : 0; at;) {
			const struct entry *e = &m->entries.v[at - 1];
			at = e->next;
			if (e->saying >= best ||
			    m->tried.v[e->saying] == m->n_tries)
				continue;
			m->tried.v[e->saying] = m->n_tries;
			if (same_saying(&m->bags.v[e->saying], b))
				best = e->saying;
		}
	}
	return best;
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
		vec_push(&m->tried, 0);
		add_entries(m, (uint32_t)i);
	}
	vec_push(&m->found, f);
}

static int by_saying(const void *a, const void *b)
{
	const struct found *x = a, *y = b;

	if (x->saying != y->saying)
		return x->saying < y->saying ? -1 : 1;
	return x->report < y->report ? -1 : x->report > y->report;
}

/* Who carried which: the found ones by saying, each report once. */
static void carry(struct making *m)
{
	size_t k = 0;

	vec_sort(&m->found, by_saying);
	for (uint32_t i = 0; i < m->out->len; i++) {
		struct saying *x = &m->out->v[i];
		x->carried = (uint32_t)m->out->carried.len;
		for (; k < m->found.len && m->found.v[k].saying == i; k++) {
			uint32_t r = m->found.v[k].report;
			size_t n = m->out->carried.len;
			if (n > x->carried && m->out->carried.v[n - 1] == r)
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
	vec_release(&m.entries);
	vec_release(&m.tried);
	map_release(&m.words);
	map_release(&m.firsts);
	vec_release(&quotes);
	tokens_release(&m.tokens);
}

void sayings_release(struct sayings *v)
{
	vec_release(&v->carried);
	vec_release(v);
}
