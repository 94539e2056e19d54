/* sayings.c - quotations of several reports that are one saying; see
 * quote.h. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "quote_priv.h"
#include "sort_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/map.h"
#include "thrum/story/quote.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"
#include "thrum/text/token.h"
#include "thrum/base/banned.h"

#define SAYINGS_MAX 2000
#define QUOTES_MAX 20000 /* of all reports */
#define WORDS_MAX 200

/* A quotation of report `report` as its words, rarest first. */
struct bag {
	uint32_t report, at, n; /* n of making.words from `at` on */
	struct quote quote;
};
/* A word of a quotation, until it is known how rare it is. */
struct word {
	uint32_t n; /* how often it was said */
	uint32_t rank; /* 0 = the rarest */
};

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
	} bags;
	struct story_u32_vec words; /* of the bags: ids, then ranks */
	struct map ids; /* word -> id */
	struct {
		VEC_FIELDS(struct word);
	} vocabulary; /* by id */
	struct story_u32_vec bag_of; /* by saying */
	struct {
		VEC_FIELDS(struct found);
	} found;
	uint32_t *any; /* by rank: 1 + index of its newest entry */
	uint32_t *firsts; /* the same of words in prefixes */
	struct {
		VEC_FIELDS(struct entry);
	} entries;
	struct story_u32_vec tried; /* by saying: number of the last try */
	uint32_t n_tries;
};

/* ---- quotations as bags of words ---- */

static void add_bag(struct making *m, uint32_t report, const struct quote *q)
{
	const struct doc *doc = m->s->reports[report].doc;
	struct tokens *t = &m->tokens;
	struct bag b = { .report = report,
			 .at = (uint32_t)m->words.len,
			 .quote = *q };

	token_scan(t, doc->text.ptr + q->off, q->len, WORDS_MAX);
	for (size_t i = 0; i < t->len; i++) {
		bool is_new;
		uintptr_t *id = map_put(&m->ids,
					t->norm.ptr + t->v[i].norm_off,
					t->v[i].norm_len, &is_new);
		if (is_new) {
			struct word w = { 0 };
			*id = m->vocabulary.len;
			vec_push(&m->vocabulary, w);
		}
		m->vocabulary.v[*id].n++;
		vec_push(&m->words, (uint32_t)*id);
	}
	b.n = (uint32_t)m->words.len - b.at;
	vec_push(&m->bags, b);
}

static void read_quotes(struct making *m)
{
	struct quote_vec quotes = { 0 };
	struct quote_verbs verbs;

	quote_verbs_init(&verbs);
	for (uint32_t r = 0; r < m->s->n_reports; r++) {
		quotes.len = 0;
		if (m->s->reports[r].doc)
			quote_scan_with(&verbs, m->s->reports[r].doc, &quotes);
		for (size_t i = 0;
		     i < quotes.len && m->bags.len < QUOTES_MAX; i++)
			add_bag(m, r, &quotes.v[i]);
	}
	vec_release(&quotes);
}

struct rarity {
	uint32_t n, id;
};

static int by_rarity(const void *a, const void *b)
{
	const struct rarity *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Words become their ranks, in each bag the rarest first. */
static void rank_words(struct making *m)
{
	size_t n = m->vocabulary.len;
	struct rarity *order = xcalloc(n + 1, sizeof(*order));

	for (uint32_t i = 0; i < n; i++)
		order[i] = (struct rarity){ m->vocabulary.v[i].n, i };
	if (n)
		qsort(order, n, sizeof(*order), by_rarity);
	for (uint32_t i = 0; i < n; i++)
		m->vocabulary.v[order[i].id].rank = i;
	free(order);
	for (size_t i = 0; i < m->words.len; i++)
		m->words.v[i] = m->vocabulary.v[m->words.v[i]].rank;
	for (size_t i = 0; i < m->bags.len; i++)
		sort_few(m->words.v + m->bags.v[i].at, m->bags.v[i].n);
}

/* ---- which are the same ---- */

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

static bool same_saying(const struct making *m, const struct bag *a,
			const struct bag *b)
{
	const uint32_t *x = m->words.v + a->at, *y = m->words.v + b->at;
	size_t i = 0, k = 0, shared = 0;
	size_t least = a->n < b->n ? a->n : b->n;

	while (i < a->n && k < b->n) {
		if (x[i] == y[k]) {
			shared++;
			i++;
			k++;
		} else if (x[i] < y[k]) {
			i++;
		} else {
			k++;
		}
	}
	return least && shared >= needed(least);
}

static void add_entry(struct making *m, uint32_t *head, uint32_t saying)
{
	struct entry e = { saying, *head };

	vec_push(&m->entries, e);
	*head = (uint32_t)m->entries.len;
}

static void add_entries(struct making *m, const struct bag *b, uint32_t saying)
{
	const uint32_t *v = m->words.v + b->at;
	size_t n = prefix(b);

	for (size_t i = 0; i < b->n; i++) {
		if (i && v[i] == v[i - 1])
			continue;
		add_entry(m, &m->any[v[i]], saying);
		if (i < n)
			add_entry(m, &m->firsts[v[i]], saying);
	}
}

/* The first saying that this is, or how many there are. Either the new one
 * is the shorter: then a word of its prefix is anywhere in the other; or the
 * other is, then a word of that one's prefix is anywhere in this. */
static size_t find(struct making *m, const struct bag *b)
{
	const uint32_t *v = m->words.v + b->at;
	size_t best = m->bag_of.len, n = prefix(b);

	m->n_tries++;
	for (size_t i = 0; i < b->n; i++) {
		uint32_t at = i < n ? m->any[v[i]] : m->firsts[v[i]];
		while (at) {
			const struct entry *e = &m->entries.v[at - 1];
			at = e->next;
			if (e->saying >= best ||
			    m->tried.v[e->saying] == m->n_tries)
				continue;
			m->tried.v[e->saying] = m->n_tries;
			if (same_saying(m,
					&m->bags.v[m->bag_of.v[e->saying]], b))
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

static void take(struct making *m, uint32_t bag)
{
	const struct bag *b = &m->bags.v[bag];
	size_t i = find(m, b);
	struct found f = { b->report, (uint32_t)i };

	if (i < m->bag_of.len) {
		better(m, i, b->report, &b->quote);
	} else {
		struct saying one = { .report = b->report, .quote = b->quote };
		vec_push(&m->bag_of, bag);
		vec_push(m->out, one);
		vec_push(&m->tried, 0);
		add_entries(m, b, (uint32_t)i);
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

	*out = (struct sayings){ 0 };
	tokens_init(&m.tokens);
	read_quotes(&m);
	rank_words(&m);
	m.any = xcalloc(m.vocabulary.len + 1, sizeof(*m.any));
	m.firsts = xcalloc(m.vocabulary.len + 1, sizeof(*m.firsts));
	for (uint32_t i = 0; i < m.bags.len && out->len < SAYINGS_MAX; i++)
		take(&m, i);
	carry(&m);
	free(m.any);
	free(m.firsts);
	vec_release(&m.bags);
	vec_release(&m.words);
	map_release(&m.ids);
	vec_release(&m.vocabulary);
	vec_release(&m.bag_of);
	vec_release(&m.found);
	vec_release(&m.entries);
	vec_release(&m.tried);
	tokens_release(&m.tokens);
}

void sayings_release(struct sayings *v)
{
	vec_release(&v->carried);
	vec_release(v);
}
