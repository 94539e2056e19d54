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
#include "thrum/base/block.h"
#include "thrum/text/utf8.h"
#include "thrum/text/words.h"
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

/* ---- texts without any of the words are not cut into words ---- */

enum { NEAR_BYTES = 32, LOCAL_MAX = 24 };

/* Does the text's first word begin so? */
struct first {
	const struct beginning *one;
	bool yes;
};

static int first_word(void *ctx, int tflags, const char *token, int n,
		      int start, int end)
{
	struct first *f = ctx;

	(void)tflags;
	(void)end;
	f->yes = !start && (size_t)n >= f->one->len &&
		 !memcmp(token, f->one->folded, f->one->len);
	return 1;
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* The word around the byte beyond ASCII at `i`: where it takes part in the
 * word's first letters, cut it. */
static bool begins_here(struct words *w, const struct beginning *one,
			const char *s, size_t len, size_t i)
{
	struct first f = { .one = one };
	size_t from = i;

	while (from && i - from < one->len && is_alnum(s[from - 1]))
		from--;
	if (i - from >= one->len)
		return false;
	size_t n = len - from < NEAR_BYTES ? len - from : NEAR_BYTES;
	words_each(w, s + from, n, first_word, &f);
	return f.yes;
}

static bool begins_plain(const struct beginning *one, const char *s,
			 size_t len, size_t i)
{
	if (len - i < one->len || (i && is_alnum(s[i - 1])))
		return false;
	for (size_t k = 1; k < one->len; k++) {
		char c = s[i + k];
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if ((unsigned char)c >= 128)
			return true; /* to be looked at closely */
		if (c != one->folded[k])
			return false;
	}
	return true;
}

/* May a word of the text begin so? Never false when one does. */
static bool may_have(struct words *w, const struct beginning *one,
		     const char *s, size_t len)
{
	int local = 0;

	for (size_t i = 0; i < len; i += BLOCK_BYTES) {
		struct block b = block_load(s + i, len - i);
		unsigned beyond = block_beyond(b);
		unsigned at = block_is(block_lower(b), one->folded[0]) | beyond;
		for (; at; at &= at - 1) {
			size_t k = i + (size_t)__builtin_ctz(at);
			if (k >= len)
				return false;
			if (!((unsigned char)s[k] & 0x80)) {
				if (begins_plain(one, s, len, k))
					return true;
			} else if (((unsigned char)s[k] & 0xc0) == 0xc0) {
				if (++local > LOCAL_MAX ||
				    begins_here(w, one, s, len, k))
					return true;
			}
		}
	}
	return false;
}

static bool may_have_any(struct words *w, const struct beginnings *b,
			 const char *s, size_t len)
{
	for (size_t i = 0; i < b->len; i++) {
		bool plain = true;
		for (size_t k = 0; k < b->v[i].len; k++)
			plain &= (unsigned char)b->v[i].folded[k] < 128;
		if (!plain || may_have(w, &b->v[i], s, len))
			return true;
	}
	return false;
}

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
	" LEFT JOIN body b ON b.arrival = a.arrival"                            \
	" WHERE a.flags & " flags " = 0"                                        \
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
			size_t len = query_col_len(&q, i);
			look.place++;
			if (s && may_have_any(w, b, s, len))
				words_each(w, s, len, look_at, &look);
		}
		hits += look.found;
		rows++;
	}
	enum status status = query_end(&q);
	words_free(w);
	for (size_t i = 0; i < b->len; i++)
		choose(&b->v[i], look.place);
	r->hits = hits;
	r->is_whole = hits < r->hits_max && rows < r->rows_max;
	r->fills = !look.full && (r->is_whole || hits >= r->hits_min);
	if (r->is_whole)
		return status;
	*(r->down ? &r->lo : &r->hi) = last;
	return status;
}
