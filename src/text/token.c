/* token.c - see token.h.
 *
 * One pass over the bytes. ASCII, by far the most, is looked at 64 bytes at
 * a time, the rest with libunistring's category tables. Combining marks belong to the
 * letter before them (UAX #29 WB4), so that decomposed text gives whole
 * words. A word is at most NORM_MAX bytes in its normal form: longer runs
 * are no words but keys, hashes and attacks.
 */
#include "config.h"

#include "thrum/text/token.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "thrum/base/block.h"
#include "thrum/text/utf8.h"

#include "window_priv.h"

#include "thrum/base/banned.h"

#define NORM_MAX 64

enum cls {
	CLS_NONE,
	CLS_LETTER,
	CLS_UPPER,
	CLS_DIGIT,
	CLS_MARK, /* joins what is before it */
	CLS_UNSPACED, /* a letter of a script without spaces */
};

/* A character and what it is. */
struct ch {
	uint32_t cp;
	uint32_t lower;
	uint32_t len; /* bytes; 0 at the end of the text */
	enum cls cls;
};

struct scan {
	struct tokens *out;
	struct window win; /* of the bytes from win_from on */
	size_t win_from;
	size_t win_norm; /* their small letters in the normal forms */
	const char *s;
	size_t len, at;
	size_t max; /* tokens */
	bool breaks; /* a sentence ends between the last token and here */
	bool stop_seen; /* the gap so far ends in a full stop */
	uint32_t gap; /* visible characters since the last token */
	uint32_t gap_cp; /* the last of them */
};

void tokens_init(struct tokens *t)
{
	*t = (struct tokens){ 0 };
	buf_init(&t->norm, BUF_MAX_DEFAULT);
}

void tokens_release(struct tokens *t)
{
	vec_release(t);
	buf_release(&t->norm);
}

/* Scripts written without spaces: Thai, Lao, Burmese, Khmer, kana, Han. */
static bool is_unspaced(uint32_t cp)
{
	if (cp < 0x0e00)
		return false;
	return cp <= 0x0eff || (cp >= 0x1000 && cp <= 0x109f) ||
	       (cp >= 0x1780 && cp <= 0x17ff) ||
	       (cp >= 0x3005 && cp <= 0x3007) ||
	       (cp >= 0x3040 && cp <= 0x30ff) ||
	       (cp >= 0x3400 && cp <= 0x9fff) ||
	       (cp >= 0xf900 && cp <= 0xfaff) ||
	       (cp >= 0xff66 && cp <= 0xff9f) ||
	       (cp >= 0x20000 && cp <= 0x3ffff);
}

static enum cls class_of(uint32_t cp, uint32_t *lower)
{
	uint32_t any = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N |
		       UC_CATEGORY_MASK_M;

	*lower = cp;
	if (cp >= 0x2000 && cp < 0x2070)
		return CLS_NONE; /* general punctuation, the usual case */
	if (!uc_is_general_category_withtable(cp, any))
		return CLS_NONE;
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M))
		return CLS_MARK;
	if (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Nd)) {
		*lower = (uint32_t)('0' + uc_decimal_value(cp));
		return CLS_DIGIT;
	}
	if (is_unspaced(cp))
		return CLS_UNSPACED;
	if (cp >= 0xff21 && cp <= 0xff5a)
		*lower = cp - 0xfee0; /* full-width Latin */
	*lower = uc_tolower(*lower);
	return *lower != cp && uc_toupper(cp) == cp ? CLS_UPPER : CLS_LETTER;
}

static struct ch peek(const struct scan *sc, size_t at)
{
	struct ch c = { 0 };

	if (at >= sc->len)
		return c;
	unsigned char b = (unsigned char)sc->s[at];
	if (b < 0x80) {
		c.cp = c.lower = b;
		c.len = 1;
		if (b >= 'a' && b <= 'z') {
			c.cls = CLS_LETTER;
		} else if (b >= 'A' && b <= 'Z') {
			c.cls = CLS_UPPER;
			c.lower = b | 0x20u;
		} else if (b >= '0' && b <= '9') {
			c.cls = CLS_DIGIT;
		}
		return c;
	}
	c.len = (uint32_t)utf8_next(sc->s + at, sc->len - at, &c.cp);
	c.cls = class_of(c.cp, &c.lower);
	return c;
}

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\n' || cp == '\t' || cp == '\r' ||
	       cp == 0xa0 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x3000;
}

static bool is_full_stop(uint32_t cp)
{
	return cp == '.' || cp == '!' || cp == '?' || cp == 0x2026;
}

/* Between words: where sentences end, and what parts names. */
static void gap_char(struct scan *sc, uint32_t cp)
{
	if (cp == '\n' || (sc->stop_seen && is_space(cp)) || cp == 0x3002 ||
	    cp == 0xff01 || cp == 0xff1f || cp == 0x61f || cp == 0x964)
		sc->breaks = true;
	sc->stop_seen = is_full_stop(cp);
	if (!is_space(cp)) {
		sc->gap++;
		sc->gap_cp = cp;
	}
}

/* The same of an ASCII character. */
static inline void gap_ascii(struct scan *sc, char c)
{
	bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';

	sc->breaks |= c == '\n' || (sc->stop_seen && space);
	sc->stop_seen = c == '.' || c == '!' || c == '?';
	sc->gap += !space;
	if (!space)
		sc->gap_cp = (unsigned char)c;
}

static inline uint32_t gap_flags(const struct scan *sc)
{
	uint32_t flags = 0;

	if (sc->breaks || !sc->out->len)
		return TOKEN_SENTENCE;
	if (!sc->gap || (sc->gap == 1 && (sc->gap_cp == '-' ||
					  sc->gap_cp == '.' ||
					  sc->gap_cp == '\'')))
		flags |= TOKEN_JOINS_PREV;
	return flags;
}

static inline void gap_reset(struct scan *sc)
{
	sc->breaks = sc->stop_seen = false;
	sc->gap = 0;
}

static void norm_add(struct buf *norm, uint32_t cp, size_t from)
{
	if (norm->len - from >= NORM_MAX)
		return;
	if (cp < 0x80)
		buf_addc(norm, (char)cp);
	else
		buf_add_cp(norm, cp);
}

/* A word so far. */
struct run {
	size_t from; /* its beginning in the normal forms */
	bool upper, lower; /* letters of that case are in it */
	bool digits; /* nothing else is */
};

/* The end of a word: what it is, and English genitives off. */
static inline void finish_word(struct scan *sc, struct token *tok,
			       const struct run *r)
{
	struct buf *norm = &sc->out->norm;
	size_t n = norm->len - tok->norm_off;

	if (r->upper && !r->lower && n > 1)
		tok->flags |= TOKEN_ALL_UPPER;
	if (r->digits)
		tok->flags |= TOKEN_DIGIT;
	if (n > 2 && !memcmp(norm->ptr + norm->len - 2, "'s", 2))
		n -= 2;
	tok->norm_len = (uint32_t)n;
	tok->len = (uint32_t)sc->at - tok->off;
	vec_push(sc->out, *tok);
	gap_reset(sc);
}

static bool is_word(enum cls cls)
{
	return cls == CLS_LETTER || cls == CLS_UPPER || cls == CLS_DIGIT;
}

/* One inner apostrophe, straight or curly: it's, l’eau. */
static bool is_inner_apostrophe(const struct scan *sc, const struct ch *c)
{
	return (c->cp == '\'' || c->cp == 0x2019) &&
	       is_word(peek(sc, sc->at + c->len).cls);
}

/* A whole block may be written behind the last byte that counts. */
#define NORM_ROOM (NORM_MAX + BLOCK_BYTES)

/* The ASCII letters and digits from here on, which most words are all of. */
static inline void scan_plain(struct scan *sc, struct run *r)
{
	struct buf *norm = &sc->out->norm;
	char *room = buf_reserve(norm, NORM_ROOM);
	size_t at = sc->at, have = norm->len - r->from, add = 0, n;

	do {
		struct block b = block_load(sc->s + at, sc->len - at);
		struct block low = block_lower(b);
		unsigned alpha = block_alpha(b);
		n = block_lead(alpha | block_digit(b));
		unsigned upper = block_first(block_range(b, 'A', 'Z'), n);
		alpha = block_first(alpha, n);
		r->upper |= upper != 0;
		r->lower |= alpha != upper;
		r->digits &= !alpha;
		if (room && have + add < NORM_MAX) {
			block_store(room + add, &low);
			add += n;
		}
		at += n;
	} while (n == BLOCK_BYTES);
	if (have + add > NORM_MAX)
		add = NORM_MAX > have ? NORM_MAX - have : 0;
	buf_grew(norm, add);
	sc->at = at;
}

static void scan_word(struct scan *sc, struct ch c)
{
	struct buf *norm = &sc->out->norm;
	struct token tok = { .off = (uint32_t)sc->at,
			     .norm_off = (uint32_t)norm->len,
			     .flags = gap_flags(sc) };
	struct run r = { .from = norm->len, .digits = true };
	bool apostrophe = false;

	if (c.cls == CLS_UPPER)
		tok.flags |= TOKEN_UPPER_FIRST;
	for (;;) {
		scan_plain(sc, &r);
		if (sc->at < sc->len && sc->s[sc->at] == ' ')
			break;
		c = peek(sc, sc->at);
		if (is_word(c.cls)) {
			r.upper |= c.cls == CLS_UPPER;
			r.lower |= c.cls == CLS_LETTER &&
				   uc_toupper(c.cp) != c.cp;
			r.digits &= c.cls == CLS_DIGIT;
			norm_add(norm, c.lower, r.from);
		} else if (c.cls == CLS_MARK) {
			norm_add(norm, c.cp, r.from);
		} else if (!apostrophe && is_inner_apostrophe(sc, &c)) {
			apostrophe = true;
			r.digits = false;
			norm_add(norm, '\'', r.from);
		} else {
			break;
		}
		sc->at += c.len;
	}
	finish_word(sc, &tok, &r);
}

/* Look at the text from here on; false if there is no room for its small
 * letters. */
static bool look(struct scan *sc)
{
	struct buf *norm = &sc->out->norm;
	char *to = buf_reserve(norm, WINDOW);

	if (!to)
		return false;
	sc->win = window_load(sc->s + sc->at, sc->len - sc->at, to);
	sc->win_from = sc->at;
	sc->win_norm = norm->len;
	buf_grew(norm, WINDOW);
	return true;
}

/* What stands between words in the window, from `at` to `to`. */
static void window_gap(struct scan *sc, size_t at, size_t to)
{
	const char *s = sc->s + sc->win_from;

	while (at < to)
		gap_ascii(sc, s[at++]);
}

/* Flags of a word that has capitals or digits, at the bits of `mask`. */
static uint32_t plain_flags(const struct window *w, uint64_t mask)
{
	uint64_t alpha = w->alpha & mask, upper = w->upper & mask;
	bool one = !(mask & (mask - 1));

	if (!alpha)
		return TOKEN_DIGIT;
	if (!upper)
		return 0;
	return (upper & (mask & -mask) ? TOKEN_UPPER_FIRST : 0) |
	       (upper == alpha && !one ? TOKEN_ALL_UPPER : 0);
}

/* The `n` lowest bits that are set. */
static uint64_t lowest(uint64_t bits, size_t n)
{
	uint64_t kept = 0;

	for (; bits && n; bits &= bits - 1, n--)
		kept |= bits & -bits;
	return kept;
}

/* Words and gaps of plain ASCII in the window from `at` on, up to `end` or
 * to what is something else. Returns the place of that in the window. */
static size_t scan_window(struct scan *sc, size_t at, size_t end)
{
	const struct window *w = &sc->win;
	struct tokens *out = sc->out;
	uint64_t behind = ~(uint64_t)0 << at;
	uint64_t first = w->word & ~(w->word << 1) & behind;
	uint64_t last = ~w->word & w->word << 1 & behind << 1;
	uint64_t stop = (w->quote | w->beyond) & behind;
	/* Words behind another and one space; in small letters. */
	uint64_t joined = w->word & w->space << 1 & w->word << 2 & behind << 1;
	uint64_t small = w->alpha & ~w->upper;

	/* Words that end in an apostrophe or more are no plain ones. */
	if (stop) {
		end = (size_t)__builtin_ctzll(stop);
		last &= (stop & -stop) - 1;
	}
	joined &= ~(first & -first);
	if (sc->max - out->len < WINDOW / 2)
		last = lowest(last, sc->max - out->len);
	vec_reserve(out, out->len + WINDOW / 2);
	struct token *tok = &out->v[out->len];
	for (; last; first &= first - 1, last &= last - 1, tok++) {
		uint64_t bit = first & -first;
		uint64_t mask = (last & -last) - bit;
		size_t from = (size_t)__builtin_ctzll(first);
		tok->flags = TOKEN_JOINS_PREV;
		if (!(joined & bit)) {
			window_gap(sc, at, from);
			tok->flags = gap_flags(sc);
			gap_reset(sc);
		}
		if (mask & ~small)
			tok->flags |= plain_flags(w, mask);
		at = (size_t)__builtin_ctzll(last);
		tok->off = (uint32_t)(sc->win_from + from);
		tok->len = tok->norm_len = (uint32_t)(at - from);
		tok->norm_off = (uint32_t)(sc->win_norm + from);
		out->len++;
	}
	if (out->len == sc->max)
		return at;
	if (first && (size_t)__builtin_ctzll(first) < end)
		end = (size_t)__builtin_ctzll(first);
	window_gap(sc, at, end);
	return end;
}

/* All words and gaps from here on that are plain ASCII, up to what is not;
 * that is looked at character by character, and then we are called again. */
static void scan_ascii(struct scan *sc)
{
	while (sc->at < sc->len && sc->out->len < sc->max) {
		size_t at = sc->at - sc->win_from;
		if (at >= WINDOW || at + window_word(&sc->win, at) >= WINDOW) {
			if (!at || !look(sc))
				return;
			at = 0;
		}
		size_t left = sc->len - sc->win_from;
		size_t to = scan_window(sc, at, left < WINDOW ? left : WINDOW);
		sc->at = sc->win_from + to;
		if (to < WINDOW && (!to || to + window_word(&sc->win, to) <
						   WINDOW))
			return;
	}
}

/* A base character and the marks on it. */
static size_t cluster_end(const struct scan *sc, size_t at)
{
	struct ch c = peek(sc, at);

	do {
		at += c.len;
		c = peek(sc, at);
	} while (c.cls == CLS_MARK);
	return at;
}

static void push_bigram(struct scan *sc, size_t from, size_t to)
{
	struct token tok = { .off = (uint32_t)from,
			     .len = (uint32_t)(to - from),
			     .norm_off = (uint32_t)sc->out->norm.len,
			     .norm_len = (uint32_t)(to - from),
			     .flags = gap_flags(sc) | TOKEN_BIGRAM };

	/* A pile of marks is no word; it must not fill the buffer. */
	if (tok.norm_len > NORM_MAX)
		return;
	buf_add(&sc->out->norm, sc->s + from, to - from);
	vec_push(sc->out, tok);
	gap_reset(sc);
}

static void scan_unspaced(struct scan *sc)
{
	size_t a = sc->at, b = cluster_end(sc, a);
	size_t n = 0;

	while (sc->out->len < sc->max && peek(sc, b).cls == CLS_UNSPACED) {
		size_t c = cluster_end(sc, b);
		push_bigram(sc, a, c);
		a = b;
		b = c;
		n++;
	}
	if (!n)
		push_bigram(sc, a, b);
	sc->at = b;
}

void token_scan(struct tokens *t, const char *s, size_t len, size_t max_tokens)
{
	struct scan sc = { .out = t, .s = s, .max = max_tokens,
			   .win_from = (size_t)0 - WINDOW };

	t->len = 0;
	buf_clear(&t->norm);
	sc.len = len < UINT32_MAX / 2 ? len : UINT32_MAX / 2;
	for (;;) {
		scan_ascii(&sc);
		if (t->len >= max_tokens || sc.at >= sc.len)
			break;
		struct ch c = peek(&sc, sc.at);
		if (is_word(c.cls)) {
			scan_word(&sc, c);
		} else if (c.cls == CLS_UNSPACED) {
			scan_unspaced(&sc);
		} else {
			gap_char(&sc, c.cp);
			sc.at += c.len;
		}
	}
}
