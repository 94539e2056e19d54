/* doc_text.c - plain text into a doc, words of a doc; see doc.h. */
#include "config.h"

#include <string.h>
#include <strings.h>
#include <unictype.h>

#include "thrum/base/block.h"
#include "thrum/text/doc.h"
#include "thrum/text/fold.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "thrum/text/width.h"

#include "doc_priv.h"

#include "thrum/base/banned.h"

/* Cells: shorter lines are not wrapped by a program; a line with so much
 * room left was not full. */
#define WRAP_MIN 45
#define WRAP_SLACK 8
#define LOOK_BYTES 64

/* ---- bare addresses -------------------------------------------------- */

static bool starts_with(const char *s, size_t len, const char *what)
{
	size_t n = strlen(what);

	return len > n && !strncasecmp(s, what, n);
}

static bool is_url_char(char c)
{
	return (unsigned char)c > ' ' && c != 0x7f && !strchr("<>\"`{}|\\^", c);
}

/* Bytes of the address at `s`, 0 if there is none. What ends a sentence
 * does not belong to it, nor does a bracket that opened before it. */
size_t doc_bare_url(const char *s, size_t len)
{
	size_t n = 0, head;
	int parens = 0;

	head = starts_with(s, len, "http://")  ? 7 :
	       starts_with(s, len, "https://") ? 8 :
	       starts_with(s, len, "www.")     ? 4 :
						 0;
	if (!head)
		return 0;
	for (n = 0; n < len && is_url_char(s[n]); n++) {
		/* Typographic quotes, CJK punctuation and words end it. */
		if ((unsigned char)s[n] >= 0xe2 && (unsigned char)s[n] < 0xf0)
			break;
		parens += s[n] == '(';
		if (s[n] == ')' && --parens < 0)
			break;
	}
	while (n > head && strchr(".,;:!?'*_~]&", s[n - 1]))
		n--;
	return n > head + 2 ? n : 0;
}

void doc_add_url(struct doc *doc, const char *s, size_t len)
{
	struct buf url = BUF_INIT;

	if (starts_with(s, len, "www."))
		buf_adds(&url, "http://");
	buf_add(&url, s, len);
	char *full = url_resolve(NULL, url.ptr);
	uint32_t span = doc_span_open(doc, DOC_LINK, full, DOC_LINK_PAGE);
	doc_add(doc, s, len);
	doc_span_close(doc, span);
	free(full);
	buf_release(&url);
}

bool doc_may_precede_url(char c)
{
	return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		 (c >= '0' && c <= '9') || c == '@' || c == '.' || c == '/');
}

/* Text into the open block, its addresses as links. */
static void add_linked(struct doc *doc, const char *s, size_t len)
{
	size_t from = 0;

	for (size_t i = 0; i < len;) {
		char c = s[i] | 0x20;
		size_t n = 0;
		if ((c == 'h' || c == 'w') && (!i || doc_may_precede_url(s[i - 1])))
			n = doc_bare_url(s + i, len - i);
		if (!n) {
			i++;
			continue;
		}
		doc_add(doc, s + from, i - from);
		doc_add_url(doc, s + i, n);
		i += n;
		from = i;
	}
	doc_add(doc, s + from, len - from);
}

/* ---- paragraphs ------------------------------------------------------ */

static bool is_blank(const char *s, size_t len)
{
	for (size_t i = 0; i < len;) {
		uint32_t cp;
		i += utf8_next(s + i, len - i, &cp);
		if (!text_is_space(cp))
			return false;
	}
	return true;
}

/* The line at `s`, without its end; *next gets what lies behind that. */
static size_t line_len(const char *s, size_t len, size_t *next)
{
	const char *z = memchr(s, '\n', len);
	size_t n = z ? (size_t)(z - s) : len;

	*next = z ? n + 1 : n;
	return n;
}

/* Is there an empty line between two that are not? */
static bool has_blank_line(const char *s, size_t len)
{
	bool text = false, gap = false;
	size_t next;

	for (; len; s += next, len -= next) {
		size_t n = line_len(s, len, &next);
		if (is_blank(s, n))
			gap = text;
		else if (gap)
			return true;
		else
			text = true;
	}
	return false;
}

/* "- ", "* ", a bullet, "12. ", "3) ": the line is an item of a list. */
static bool starts_item(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && n < 3 && s[n] >= '0' && s[n] <= '9')
		n++;
	if (n)
		return len > n + 1 && (s[n] == '.' || s[n] == ')') &&
		       s[n + 1] == ' ';
	if (len > 3 && !memcmp(s, "\xe2\x80\xa2", 3))
		return true;
	return len > 2 && strchr("-*+", *s) && s[1] == ' ';
}

/* Cells of the longest line up to the next blank one. */
static size_t widest_line(const char *s, size_t len)
{
	size_t widest = 0, next;

	for (; len; s += next, len -= next) {
		size_t n = line_len(s, len, &next), cols;
		if (is_blank(s, n))
			break;
		cols = text_cols(s, n);
		widest = cols > widest ? cols : widest;
	}
	return widest;
}

/* Did the line before `s`, `cols` wide, end because its author wanted it
 * to? Yes if it was not full: the word that begins `s` had fitted well into
 * the longest line of the paragraph; or if no line is as long as those that
 * programs wrap (verse, addresses). */
static bool is_wanted_break(size_t cols, const char *s, size_t len,
			    size_t widest)
{
	const char *sp = memchr(s, ' ', len);
	size_t word = sp ? (size_t)(sp - s) : len;

	if (widest < WRAP_MIN || starts_item(s, len))
		return true;
	return cols + 1 + text_cols(s, word) + WRAP_SLACK <= widest;
}

static void add_paragraphs(struct doc *doc, const char *p, size_t left)
{
	bool by_line = !has_blank_line(p, left);
	size_t next, widest = 0, cols = 0;

	for (; left; p += next, left -= next) {
		size_t n = line_len(p, left, &next);
		bool blank = is_blank(p, n);
		if (by_line || blank)
			doc_close(doc);
		if (blank)
			continue;
		if (!doc_is_open(doc)) {
			doc_open(doc, DOC_PARA);
			widest = by_line ? 0 : widest_line(p, left);
		} else if (is_wanted_break(cols, p, n, widest)) {
			doc_break(doc);
		}
		cols = by_line ? 0 : text_cols(p, n);
		add_linked(doc, p, n);
		doc_add(doc, " ", 1);
	}
	doc_close(doc);
}

struct doc *doc_from_text(const char *s, size_t len)
{
	struct doc *doc;
	struct buf clean;

	if (md_is_likely(s, len))
		return doc_from_md(s, len);
	doc = doc_new();
	buf_init(&clean, DOC_TEXT_MAX);
	text_clean(&clean, s, len < DOC_TEXT_MAX ? len : DOC_TEXT_MAX,
		   CLEAN_BLOCK);
	add_paragraphs(doc, clean.ptr, clean.len);
	doc_finish(doc);
	buf_release(&clean);
	return doc;
}

/* ---- words ----------------------------------------------------------- */

static bool is_word(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') ||
		       (cp >= 'a' && cp <= 'z');
	return uc_is_general_category_withtable(
		cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N |
			    UC_CATEGORY_MASK_M);
}

/* Joins two letters or digits into one word (UAX #29 WB6, WB7, WB11-13):
 * it's, 3.5, foo_bar. */
static bool is_joiner(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == '.' || cp == ',' ||
	       cp == '_' || cp == ':' || cp == 0xb7;
}

static bool is_ascii_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Is a word open behind s[i - 1], which is ASCII? */
static bool is_in_word(const char *s, size_t len, size_t i, bool before)
{
	uint32_t next;

	if (is_ascii_word(s[i - 1]))
		return true;
	if (i > 1)
		before = is_ascii_word(s[i - 2]);
	if (!before || i == len || !is_joiner((unsigned char)s[i - 1]))
		return false;
	utf8_next(s + i, len - i, &next);
	return is_word(next);
}

/* 64 bytes as bits. */
struct look {
	uint64_t word, joiner, beyond;
};

/* Joiners are looked for only where there is more than words and spaces. */
static inline struct look look_at(const char *s)
{
	struct look l = { 0 };

	for (unsigned i = 0; i < LOOK_BYTES; i += BLOCK_BYTES) {
		struct block b = block_load(s + i, BLOCK_BYTES);
		unsigned word = block_alpha(b) | block_digit(b), joiner = 0;
		if ((word | block_is(b, ' ')) != 0xffff)
			joiner = block_is(b, '\'') | block_is(b, '.') |
				 block_is(b, ',') | block_is(b, '_') |
				 block_is(b, ':');
		l.word |= (uint64_t)word << i;
		l.joiner |= (uint64_t)joiner << i;
		l.beyond |= (uint64_t)block_beyond(b) << i;
	}
	return l;
}

/* Count the words that begin in the ASCII at `s`, 64 bytes at a time, up to
 * what is not ASCII. *in: whether one is open before, then behind them. */
static size_t ascii_words(const char *s, size_t len, bool *in,
			  uint32_t *words)
{
	/* Of the bytes before: the last two words' bits, the last joiner's. */
	uint64_t w0 = *in ? 2 : 0, j0 = 0;
	size_t i = 0, n = LOOK_BYTES;
	char end[LOOK_BYTES];

	for (; i < len && n == LOOK_BYTES; i += n) {
		const char *at = s + i;
		if (len - i < LOOK_BYTES) {
			memset(end, 0, sizeof(end));
			at = memcpy(end, at, len - i);
			n = len - i;
		}
		struct look l = look_at(at);
		if (l.beyond) {
			n = (size_t)__builtin_ctzll(l.beyond);
			l.word &= (l.beyond & -l.beyond) - 1;
			l.joiner &= (l.beyond & -l.beyond) - 1;
		}
		*words += block_count64(l.word & ~(l.word << 1 | w0 >> 1) &
					~((l.word << 2 | w0) &
					  (l.joiner << 1 | j0)));
		w0 = l.word >> 62;
		j0 = l.joiner >> 63;
	}
	if (i)
		*in = is_in_word(s, len, i, *in);
	return i;
}

uint32_t doc_words(const struct doc *doc)
{
	const char *s = doc->text.ptr;
	size_t len = doc->text.len;
	uint32_t words = 0, half = 0, cp, next;
	bool in = false;

	for (size_t i = 0; i < len;) {
		i += ascii_words(s + i, len - i, &in, &words);
		if (i == len)
			break;
		i += utf8_next(s + i, len - i, &cp);
		if (text_is_unspaced(cp) && is_word(cp)) {
			half++;
			in = false;
		} else if (is_word(cp)) {
			words += !in;
			in = true;
		} else if (in && is_joiner(cp) && i < len) {
			utf8_next(s + i, len - i, &next);
			in = is_word(next);
		} else {
			in = false;
		}
	}
	return words + (half + 1) / 2;
}
