/* quote.c - see quote.h.
 *
 * Blocks are walked for pairs of marks; then the rest of the sentence
 * around a quotation is looked at for a verb of saying and the name beside
 * it. A name is a run of words with capitals; where scripts have none, what
 * stands before the subject's mark.
 */
#include "config.h"

#include "thrum/story/quote.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "quote_priv.h"
#include "thrum/story/story.h"
#include "thrum/text/doc.h"
#include "thrum/text/fold.h"
#include "thrum/text/token.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define WORDS_LEAST 4
#define BIGRAMS_LEAST 7
#define AROUND_MAX 160 /* bytes before and behind that are looked at */
#define TOKENS_MAX 64
#define SPEAKER_WORDS 4 /* of one without capitals, at most */

/* ---- marks ---- */

static bool is_letter(uint32_t cp)
{
	return uc_is_general_category_withtable(
		cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

/* The straight mark and the single one open only where a word begins. */
static bool may_open(uint32_t cp, uint32_t before, uint32_t after)
{
	if (cp == 0x2018 || cp == '"')
		return !is_letter(before) && (is_letter(after) ||
					      after == 0x2018 || after == '\'');
	return true;
}

/* The close of what `open` opened at `at`, or the block's end for speech
 * that goes on in the next paragraph. */
static size_t find_close(const char *s, size_t len, size_t at, uint32_t open)
{
	uint32_t cp, next;

	while (at < len) {
		unsigned char c = (unsigned char)s[at];
		if (c < 0x80 && c != '"') { /* closes nothing */
			at++;
			continue;
		}
		size_t n = utf8_next(s + at, len - at, &cp);
		size_t after = at + n;
		next = 0;
		if (after < len)
			utf8_next(s + after, len - after, &next);
		/* ’ inside a word is an apostrophe. */
		if (quote_closes(open, cp) &&
		    !(cp == 0x2019 && is_letter(next)))
			return at;
		at = after;
	}
	return len;
}

static bool is_long(const char *s, size_t len, struct tokens *t)
{
	size_t words = 0, bigrams = 0;

	token_scan(t, s, len, TOKENS_MAX);
	for (size_t i = 0; i < t->len; i++) {
		bigrams += (t->v[i].flags & TOKEN_BIGRAM) != 0;
		words += !(t->v[i].flags & TOKEN_BIGRAM);
	}
	return words >= WORDS_LEAST || bigrams >= BIGRAMS_LEAST;
}

/* ---- speakers ---- */

struct span {
	uint32_t off, len; /* bytes of the doc's text; len 0 = none */
};

static bool is_capital(const struct token *k)
{
	return (k->flags & TOKEN_UPPER_FIRST) && k->len > 1;
}

/* Words that begin sentences and are nobody's name. */
static bool is_starter(const struct tokens *t, const struct token *k)
{
	static const char *const words[] = { "the", "he",  "she", "it", "they",
					     "but", "and", "in",  "on", "at",
					     "der", "die", "das", "er", "sie",
					     "le",  "la",  "il",  "el", "we",
					     "i",   "as",  "when", "asked" };
	const char *w = t->norm.ptr + k->norm_off;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strlen(words[i]) == k->norm_len &&
		    !memcmp(words[i], w, k->norm_len))
			return true;
	return false;
}

/* The run of capitals that begins at token i; its length in tokens. */
static size_t name_at(const struct tokens *t, size_t i)
{
	size_t n = 0;

	while (i + n < t->len && is_capital(&t->v[i + n]) &&
	       (n || !is_starter(t, &t->v[i])) &&
	       (!n || (t->v[i + n].flags & TOKEN_JOINS_PREV)))
		n++;
	return n;
}

static struct span span_of(const struct tokens *t, size_t i, size_t n,
			   uint32_t base)
{
	const struct token *a = &t->v[i], *b = &t->v[i + n - 1];

	return (struct span){ base + a->off, b->off + b->len - a->off };
}

static bool is_verb(const struct quote_verbs *verbs, const struct tokens *t,
		    size_t i)
{
	return quote_is_verb(verbs, t->norm.ptr + t->v[i].norm_off,
			     t->v[i].norm_len);
}

/* Letters without case: nothing tells names from other words. */
static bool is_caseless(const char *s, const struct token *k)
{
	uint32_t cp = 0;

	utf8_next(s + k->off, k->len, &cp);
	return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Lo);
}

/* Without a name with capitals: "the coast guard said" is who stands before
 * the verb, and in Hindi before its mark for who did it; Arabic has who it
 * was behind the verb. */
static struct span find_plain(const char *s, const struct tokens *t,
			      size_t verb, uint32_t base)
{
	const char *mark = "ने";
	struct span none = { 0, 0 };
	size_t n = verb;

	if (n > 1 && t->v[n - 1].len == strlen(mark) &&
	    !memcmp(s + t->v[n - 1].off, mark, strlen(mark)))
		n--;
	if (n >= 1 && n <= SPEAKER_WORDS)
		return span_of(t, 0, n, base);
	if (verb || !is_caseless(s, &t->v[0]))
		return none;
	for (n = 0; n < SPEAKER_WORDS && n + 1 < t->len &&
		    (t->v[n + 1].flags & TOKEN_JOINS_PREV);)
		n++;
	return n ? span_of(t, 1, n, base) : none;
}

/* The name nearest to the verb of saying in this stretch. */
static struct span find_name(const struct quote_verbs *verbs, const char *s,
			     uint32_t base, size_t len, struct tokens *t)
{
	struct span best = { 0, 0 };
	size_t verb = SIZE_MAX, top = SIZE_MAX;

	token_scan(t, s + base, len, TOKENS_MAX);
	for (size_t i = 0; i < t->len && verb == SIZE_MAX; i++)
		if (is_verb(verbs, t, i))
			verb = i;
	for (size_t i = 0; verb != SIZE_MAX && i < t->len;) {
		size_t n = name_at(t, i);
		size_t far = i > verb ? i - verb : verb - (i + n);
		/* Half a name may be a place or a title. */
		if (n == 1)
			far += 3;
		if (n && far < top) {
			top = far;
			best = span_of(t, i, n, base);
		}
		i += n ? n : 1;
	}
	if (!best.len && verb != SIZE_MAX)
		best = find_plain(s + base, t, verb, base);
	return best;
}

/* Before 「: back to the last stop, then up to the subject's mark. */
static struct span find_subject(const char *s, uint32_t from, uint32_t to)
{
	struct span out = { 0, 0 };
	uint32_t start = from, cp;

	for (uint32_t at = from; at < to;) {
		size_t n = utf8_next(s + at, to - at, &cp);
		if (cp == 0x3002 || cp == 0x3001 || cp == 0x300d ||
		    cp == 0xff0c || cp == 0x201d || cp == 0x2026)
			start = at + (uint32_t)n;
		else if (at > start && (unsigned char)s[at] >= 0x80 &&
			 quote_subject_end(s + at, to - at))
			out = (struct span){ start, at - start };
		else if (!out.len || out.off < start)
			out.len = 0;
		at += (uint32_t)n;
	}
	return out;
}

/* Back over whole characters, at most AROUND_MAX bytes. */
static uint32_t back(const char *s, uint32_t block, uint32_t at)
{
	uint32_t from = at > block + AROUND_MAX ? at - AROUND_MAX : block;

	while (from < at && ((unsigned char)s[from] & 0xc0) == 0x80)
		from++;
	return from;
}

static uint32_t ahead(const char *s, uint32_t at, uint32_t end)
{
	uint32_t to = end - at > AROUND_MAX ? at + AROUND_MAX : end;

	while (to > at && to < end && ((unsigned char)s[to] & 0xc0) == 0x80)
		to--;
	return to;
}

/* Up to where the sentence, or another quotation, ends. */
static uint32_t stretch_end(const char *s, uint32_t at, uint32_t to)
{
	uint32_t cp;

	for (uint32_t i = at; i < to;) {
		size_t n = utf8_next(s + i, to - i, &cp);
		if (quote_opens(cp) ||
		    ((cp == '.' || cp == '!' || cp == '?') && i > at + 2 &&
		     i + 2 < to && s[i + 1] == ' ' &&
		     !(i >= 2 && s[i - 2] == ' ')))
			return i;
		i += (uint32_t)n;
	}
	return to;
}

/* From behind the last stop or quotation before `to`. */
static uint32_t stretch_begin(const char *s, uint32_t from, uint32_t to)
{
	uint32_t cp, begin = from;

	for (uint32_t i = from; i < to;) {
		size_t n = utf8_next(s + i, to - i, &cp);
		if (cp == 0x201d || cp == 0xbb ||
		    ((cp == '.' || cp == '!' || cp == '?') &&
		     i + 1 < to && s[i + 1] == ' ' &&
		     !(i >= 2 && s[i - 2] == ' ')))
			begin = i + (uint32_t)n;
		i += (uint32_t)n;
	}
	return begin;
}

static void find_speaker(const struct quote_verbs *verbs,
			 const struct doc *doc, const struct doc_block *b,
			 struct quote *q, struct tokens *t)
{
	const char *s = doc->text.ptr;
	uint32_t end = b->off + b->len, cp = 0;
	uint32_t open = back(s, b->off, q->off), close = q->off + q->len;
	uint32_t before = q->off, behind = close;
	struct span who;

	/* Over the marks themselves. */
	if (before > b->off)
		do
			before--;
		while (before > b->off &&
		       ((unsigned char)s[before] & 0xc0) == 0x80);
	while (behind < end && s[behind] == ' ')
		behind++; /* French puts a blank before its mark */
	if (behind < end)
		behind += (uint32_t)utf8_next(s + behind, end - behind, &cp);
	uint32_t to = stretch_end(s, behind, ahead(s, behind, end));
	who = find_name(verbs, s, behind, to - behind, t);
	if (!who.len) {
		uint32_t from = stretch_begin(s, open, before);
		who = find_name(verbs, s, from, before - from, t);
	}
	if (!who.len)
		who = find_subject(s, open, before);
	q->who_off = who.off;
	q->who_len = who.len;
}

static bool is_pronoun(const char *s, uint32_t len)
{
	static const char *const words[] = { "he",  "she",  "they", "it",
					     "er",  "sie",  "il",	"elle",
					     "hij", "zij",  "han",  "hun",
					     "он",  "она",  "ella", "lui" };
	struct buf low = BUF_INIT;
	bool is = false;

	text_fold(&low, s, len);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		is |= !strcmp(low.ptr, words[i]);
	buf_release(&low);
	return is;
}

/* Speech that goes on, or whose speaker is only "she": the one before. */
static void inherit(const struct doc *doc, struct quote *q,
		    const struct quote_vec *before)
{
	const struct quote *last =
		before->len ? &before->v[before->len - 1] : NULL;

	if (q->who_len && !is_pronoun(doc->text.ptr + q->who_off, q->who_len))
		return;
	bool goes_on = last && last->who_len &&
		       (q->who_len || q->block <= last->block + 1);
	q->who_off = goes_on ? last->who_off : 0;
	q->who_len = goes_on ? last->who_len : 0;
}

static void scan_block(const struct quote_verbs *verbs, const struct doc *doc,
		       uint32_t index, struct tokens *t,
		       struct quote_vec *out)
{
	const struct doc_block *b = &doc->blocks.v[index];
	const char *s = doc->text.ptr + b->off;
	uint32_t cp, next, before = ' ';

	for (size_t at = 0; at < b->len;) {
		unsigned char c = (unsigned char)s[at];
		if (c < 0x80 && c != '"') { /* most of the text */
			before = c;
			at++;
			continue;
		}
		size_t n = utf8_next(s + at, b->len - at, &cp);
		size_t from = at + n;
		next = ' ';
		if (from < b->len)
			utf8_next(s + from, b->len - from, &next);
		if (!quote_opens(cp) || !may_open(cp, before, next)) {
			before = cp;
			at = from;
			continue;
		}
		size_t to = find_close(s, b->len, from, cp), end = to;
		while (to > from && s[to - 1] == ' ')
			to--;
		while (from < to && s[from] == ' ')
			from++;
		if (is_long(s + from, to - from, t)) {
			struct quote q = { .off = b->off + (uint32_t)from,
					   .len = (uint32_t)(to - from),
					   .block = index };
			find_speaker(verbs, doc, b, &q, t);
			inherit(doc, &q, out);
			vec_push(out, q);
			at = end;
			before = ' ';
			if (at < b->len)
				at += utf8_next(s + at, b->len - at, &before);
		} else {
			before = cp;
			at = from;
		}
	}
}

void quote_scan(const struct doc *doc, struct quote_vec *out)
{
	struct quote_verbs verbs;

	quote_verbs_init(&verbs);
	quote_scan_with(&verbs, doc, out);
}

void quote_scan_with(const struct quote_verbs *verbs, const struct doc *doc,
		     struct quote_vec *out)
{
	struct tokens t;

	tokens_init(&t);
	for (uint32_t i = 0; i < doc->blocks.len; i++) {
		enum doc_block_kind kind = doc->blocks.v[i].kind;
		if (kind == DOC_PARA || kind == DOC_LIST_ITEM ||
		    kind == DOC_DEFINITION)
			scan_block(verbs, doc, i, &t, out);
	}
	tokens_release(&t);
}
