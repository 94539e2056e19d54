/* beginnings.c - which words a beginning ("ba*") stands for, close by.
 *
 * FTS5 answers a beginning by merging the rows of every word that has it
 * before it gives the first: half a second at a million articles and two
 * letters. But a page of hits lies mostly in the newest few hundred
 * articles. So these are read, the words in them that begin so are
 * gathered, and the query runs with the words in place of the beginning
 * and no further than was read: the same rows, as long as they fill the
 * page. Else the query runs as it is. To look up one word costs FTS5 more
 * than to read an article here: of the words only so many are taken that
 * every field with one of them has one of those.
 */
#include "config.h"

#include "store_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define LETTERS_MAX 3 /* longer ones have few words: FTS5 is quick */
#define WORDS_MAX 400 /* in place of one */

void beginnings_release(struct beginnings *b)
{
	for (size_t i = 0; i < b->len; i++) {
		free(b->v[i].folded);
		map_release(&b->v[i].words);
		vec_release(&b->v[i].at);
	}
	vec_release(b);
}

static int keep_word(void *ctx, int tflags, const char *token, int n,
		     int start, int end)
{
	struct buf *out = ctx;

	(void)tflags;
	(void)start;
	(void)end;
	buf_clear(out);
	buf_add(out, token, (size_t)n);
	return SQLITE_OK;
}

static size_t count_letters(const struct buf *b)
{
	size_t n = 0;
	uint32_t cp;

	for (size_t i = 0; i < b->len; n++)
		i += utf8_next(b->ptr + i, b->len - i, &cp);
	return n;
}

const struct beginning *beginnings_find(const struct beginnings *b,
					const char *folded, size_t len)
{
	for (size_t i = 0; i < b->len; i++)
		if (b->v[i].len == len && !memcmp(b->v[i].folded, folded, len))
			return &b->v[i];
	return NULL;
}

void beginnings_add(struct beginnings *b, const char *s, size_t len)
{
	struct buf folded = BUF_INIT;
	struct words *w = words_new();

	words_each(w, s, len, keep_word, &folded);
	words_free(w);
	if (folded.len && count_letters(&folded) <= LETTERS_MAX &&
	    !beginnings_find(b, folded.ptr, folded.len)) {
		struct beginning one = { .len = folded.len };
		one.folded = buf_detach(&folded);
		vec_push(b, one);
	}
	buf_release(&folded);
}

/* ---- reading on --------------------------------------------------------- */

struct look {
	struct beginnings *b;
	uint32_t place;
	bool found; /* a word that counts, in this article */
	bool full; /* too many words */
};

/* The value of a word is its number until choose(). */
static void note(struct beginning *one, const char *word, size_t len,
		 uint32_t place)
{
	bool is_new;
	uintptr_t *v = map_put(&one->words, word, len, &is_new);

	if (is_new)
		*v = one->words.n_entries - 1;
	struct beginning_at at = { place, (uint32_t)*v };
	vec_push(&one->at, at);
}

static int look_at(void *ctx, int tflags, const char *token, int n, int start,
		   int end)
{
	struct look *l = ctx;

	(void)tflags;
	(void)start;
	(void)end;
	for (size_t i = 0; i < l->b->len; i++) {
		struct beginning *one = &l->b->v[i];
		if ((size_t)n < one->len ||
		    memcmp(token, one->folded, one->len) != 0)
			continue;
		l->found = true;
		note(one, token, (size_t)n, l->place);
		l->full |= one->words.count > WORDS_MAX;
	}
	return SQLITE_OK;
}

/* Of the places that no chosen word is in yet, how many each word is in. */
static size_t most_wanted(const struct beginning *one, const char *covered,
			  uint32_t *counts)
{
	size_t best = 0;

	memset(counts, 0, one->words.n_entries * sizeof(*counts));
	for (size_t i = 0; i < one->at.len; i++)
		if (!covered[one->at.v[i].place])
			counts[one->at.v[i].word]++;
	for (size_t i = 1; i < one->words.n_entries; i++)
		if (counts[i] > counts[best])
			best = i;
	return best;
}

/* The commonest word, then the commonest where that one is not... */
static void choose(struct beginning *one, uint32_t places)
{
	char *covered = xcalloc(places + 1, 1);
	uint32_t *counts = xcalloc(one->words.n_entries + 1, sizeof(*counts));

	for (size_t i = 0; i < one->words.n_entries; i++)
		one->words.entries[i].value = 0;
	while (one->words.n_entries) {
		size_t best = most_wanted(one, covered, counts);
		if (!counts[best])
			break;
		one->words.entries[best].value = 1;
		for (size_t i = 0; i < one->at.len; i++)
			if (one->at.v[i].word == best)
				covered[one->at.v[i].place] = 1;
	}
	one->at.len = 0;
	free(counts);
	free(covered);
}

static const char *scan_sql(const struct beginnings_range *r)
{
#define SCAN(index, flags, order)                                              \
	"SELECT a.id, c.title, coalesce(b.text, b.summary, c.summary),"        \
	" c.source, c.tags FROM article a INDEXED BY " index                   \
	" CROSS JOIN content c ON c.id = a.id"                                 \
	" LEFT JOIN body b ON b.id = a.id WHERE a.flags & " flags " = 0"       \
	" AND a.id BETWEEN ? AND ? ORDER BY a.id " order " LIMIT ?"
	if (r->unread_only)
		return r->down ? SCAN("article_unread", "5", "DESC") :
				 SCAN("article_unread", "5", "ASC");
	return r->down ? SCAN("article_live", "4", "DESC") :
			 SCAN("article_live", "4", "ASC");
#undef SCAN
}

enum status beginnings_scan(struct store *st, struct beginnings *b,
			    struct beginnings_range *r, struct err *err)
{
	struct look look = { .b = b };
	struct words *w = words_new();
	struct query q;
	int rows = 0, hits = 0;
	int64_t last = 0;

	for (size_t i = 0; i < b->len; i++)
		map_release(&b->v[i].words);
	query_start(&q, st, scan_sql(r), err);
	query_int(&q, r->lo);
	query_int(&q, r->hi);
	query_int(&q, r->rows_max);
	while (hits < r->hits_max && !look.full && query_row(&q)) {
		look.found = false;
		last = query_col_int(&q, 0);
		for (int i = 1; i <= 4; i++) {
			const char *s = query_col_text(&q, i);
			look.place++;
			if (s)
				words_each(w, s, query_col_len(&q, i),
					   look_at, &look);
		}
		hits += look.found;
		rows++;
	}
	enum status status = query_end(&q);
	words_free(w);
	for (size_t i = 0; i < b->len; i++)
		choose(&b->v[i], look.place);
	r->is_whole = hits < r->hits_max && rows < r->rows_max;
	r->fills = !look.full && (r->is_whole || hits >= r->hits_min);
	if (r->is_whole)
		return status;
	*(r->down ? &r->lo : &r->hi) = last;
	return status;
}
