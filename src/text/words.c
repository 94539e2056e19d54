/* words.c - see words.h.
 *
 * Words are runs of letters, digits and the marks between them, folded
 * (case, accents, full-width forms, digits of every script); in scripts
 * without spaces, and in Hangul, where particles stick to words, every
 * character is a word, so that a phrase of two Japanese characters finds
 * its article. ASCII is looked at 64 bytes at a time.
 */
#include "config.h"

#include "thrum/text/words.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "thrum/base/alloc.h"
#include "thrum/text/fold.h"
#include "thrum/text/utf8.h"

#include "window_priv.h"

#include "thrum/base/banned.h"

/* A longer word (a key, an address without dots) counts with its begin. */
#define TOKEN_BYTES 60
#define WORD_ASCII_MAX (TOKEN_BYTES - 3)
/* Folded forms are kept for the first 12,288 code points: the alphabets. */
#define CACHED_CPS 0x3000

/* What a code point is to the tokenizer, above any folded form. */
enum cp_class {
	CP_BREAK = 0x01000000, /* between words */
	CP_DROP = 0x02000000, /* an accent or a stretcher: as if not there */
	CP_SINGLE = 0x04000000, /* a word of its own */
	CP_WORD = 0x08000000,
};
#define CP_MASK 0x00ffffffu

struct words {
	uint32_t cache[CACHED_CPS]; /* 0 = not looked up yet */
};

/* Letters, digits: themselves in lower case; 0: a break. */
static const unsigned char ascii[128] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4',
	['5'] = '5', ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9',
	['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e',
	['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j',
	['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o',
	['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's', ['t'] = 't',
	['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y',
	['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
	['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i',
	['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n',
	['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's',
	['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x',
	['Y'] = 'y', ['Z'] = 'z',
};

/* Letters that people leave their stroke off, though Unicode does not
 * decompose them. */
static uint32_t strokeless(uint32_t cp)
{
	switch (cp) {
	case 0x0111:
		return 'd';
	case 0x0127:
		return 'h';
	case 0x0131:
		return 'i';
	case 0x0142:
		return 'l';
	case 0x00f8:
		return 'o';
	case 0x0167:
		return 't';
	case 0x017f:
		return 's';
	default:
		return cp;
	}
}

/* Accents, Hebrew points, Arabic vowel signs and tatweel: readers leave
 * them out when they search. Marks of Indic scripts are letters to them. */
static bool is_dropped(uint32_t cp)
{
	return (cp >= 0x0300 && cp <= 0x036f) || cp == 0x0640 ||
	       (cp >= 0x0591 && cp <= 0x05c7 && cp != 0x05be &&
		cp != 0x05c0 && cp != 0x05c3 && cp != 0x05c6) ||
	       (cp >= 0x064b && cp <= 0x065f) || cp == 0x0670 ||
	       (cp >= 0x1ab0 && cp <= 0x1aff) ||
	       (cp >= 0x1dc0 && cp <= 0x1dff) ||
	       (cp >= 0x20d0 && cp <= 0x20ff) ||
	       (cp >= 0xfe00 && cp <= 0xfe0f) ||
	       cp == 0x3099 || cp == 0x309a || cp == 0x200c || cp == 0x200d ||
	       cp == 0x00ad;
}

static bool is_single(uint32_t cp)
{
	return (cp >= 0xac00 && cp <= 0xd7a3) || /* Hangul syllables */
	       cp == 0x3005 || cp == 0x3007 || cp == 0x30fc || /* 々 〇 ー */
	       (cp >= 0x3040 && cp <= 0x30ff) || text_is_unspaced(cp);
}

/* The first code point of the canonical decomposition, again and again;
 * of the compatibility one for full-width and half-width forms and
 * Arabic presentation forms. */
static uint32_t decomposed(uint32_t cp)
{
	ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
	int tag;

	/* Not of kana and Hangul: their marks make other letters. */
	for (int i = 0; i < 4 && (cp >= 0xf900 || !is_single(cp)); i++) {
		if (uc_decomposition(cp, &tag, parts) <= 0)
			break;
		if (tag != UC_DECOMP_CANONICAL && tag != UC_DECOMP_WIDE &&
		    tag != UC_DECOMP_NARROW && tag != UC_DECOMP_FINAL &&
		    tag != UC_DECOMP_INITIAL && tag != UC_DECOMP_MEDIAL &&
		    tag != UC_DECOMP_ISOLATED)
			break;
		cp = parts[0];
	}
	return cp;
}

static uint32_t classify(uint32_t cp)
{
	const uint32_t word = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N |
			      UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_Co;

	if (is_dropped(cp))
		return CP_DROP;
	/* Twice: a full-width capital becomes a capital, which folds. */
	uint32_t base = decomposed(uc_tolower(decomposed(cp)));
	base = strokeless(base);
	if (is_dropped(base))
		return CP_DROP;
	if (base < 128)
		return ascii[base] ? CP_WORD | ascii[base] : CP_BREAK;
	if (is_single(base))
		return CP_SINGLE | base;
	if (!uc_is_general_category_withtable(base, word))
		return CP_BREAK;
	int digit = uc_decimal_value(base);
	return CP_WORD | (digit >= 0 ? '0' + (uint32_t)digit : base);
}

static uint32_t look_up(struct words *t, uint32_t cp)
{
	if (cp >= CACHED_CPS)
		return classify(cp);
	if (!t->cache[cp])
		t->cache[cp] = classify(cp);
	return t->cache[cp];
}

/* The word that is being gathered. */
struct word {
	int start, end; /* bytes of the text; end = 0: no word is open */
	int n;
	char bytes[TOKEN_BYTES + 4];
};

/* Letters that stand for two, as people type them without such a key. */
static const char *two_letters(uint32_t cp)
{
	switch (cp) {
	case 0x00df:
		return "ss";
	case 0x00e6:
		return "ae";
	case 0x0153:
		return "oe";
	default:
		return NULL;
	}
}

static void word_add(struct word *w, uint32_t cp)
{
	if (w->n > TOKEN_BYTES - 4)
		return;
	char *p = w->bytes + w->n;
	const char *two = cp < 0x200 ? two_letters(cp) : NULL;
	if (two) {
		*p++ = two[0];
		cp = (unsigned char)two[1];
	}
	if (cp < 0x80) {
		*p++ = (char)cp;
	} else if (cp < 0x800) {
		*p++ = (char)(0xc0 | cp >> 6);
		*p++ = (char)(0x80 | (cp & 0x3f));
	} else if (cp < 0x10000) {
		*p++ = (char)(0xe0 | cp >> 12);
		*p++ = (char)(0x80 | (cp >> 6 & 0x3f));
		*p++ = (char)(0x80 | (cp & 0x3f));
	} else {
		*p++ = (char)(0xf0 | cp >> 18);
		*p++ = (char)(0x80 | (cp >> 12 & 0x3f));
		*p++ = (char)(0x80 | (cp >> 6 & 0x3f));
		*p++ = (char)(0x80 | (cp & 0x3f));
	}
	w->n = (int)(p - w->bytes);
}

static int word_flush(struct word *w, words_fn fn, void *ctx)
{
	int rc = 0;

	if (w->n)
		rc = fn(ctx, 0, w->bytes, w->n, w->start, w->end);
	w->n = 0;
	return rc;
}

/* Take one code point beyond ASCII: bytes from..to of the text. */
static int take(struct word *w, uint32_t c, int from, int to, words_fn fn,
		void *ctx)
{
	int rc = 0;

	if (c & CP_DROP) {
		if (w->n)
			w->end = to;
		return 0;
	}
	if (!(c & CP_WORD))
		rc = word_flush(w, fn, ctx);
	if (rc != 0 || c & CP_BREAK)
		return rc;
	if (!w->n)
		w->start = from;
	word_add(w, c & CP_MASK);
	w->end = to;
	return c & CP_SINGLE ? word_flush(w, fn, ctx) : 0;
}

/* Bytes of ASCII word characters from `i` on, lower-cased into `w`. */
static int take_ascii(struct word *w, const char *s, int i, int len)
{
	if (!w->n)
		w->start = i;
	for (; i < len && (unsigned char)s[i] < 128; i++) {
		unsigned char c = ascii[(unsigned char)s[i]];
		if (!c)
			break;
		if (w->n < WORD_ASCII_MAX)
			w->bytes[w->n++] = (char)c;
	}
	w->end = i;
	return i;
}

/* The words of plain ASCII from `i` on, 64 bytes at a time, up to what is
 * not ASCII or to a word that touches it or is longer; that is looked at
 * character by character. Returns its place; *rc gets what `fn` said. */
static int plain_words(const char *s, int i, int len, words_fn fn, void *ctx,
		       int *rc)
{
	while (i < len && (unsigned char)s[i] < 128) {
		char low[WINDOW];
		struct window w = window_load(s + i, (size_t)(len - i), low);
		uint64_t first = w.word & ~(w.word << 1), all = w.word;
		uint64_t last = ~all & all << 1;
		int end = len - i < WINDOW ? len - i : WINDOW;

		if (w.beyond) {
			end = __builtin_ctzll(w.beyond);
			last &= (w.beyond & -w.beyond) - 1;
		}
		for (; last; first &= first - 1, last &= last - 1) {
			int from = __builtin_ctzll(first);
			int to = __builtin_ctzll(last), n = to - from;
			*rc = fn(ctx, 0, low + from,
				 n < WORD_ASCII_MAX ? n : WORD_ASCII_MAX,
				 i + from, i + to);
			if (*rc != 0)
				return i + to;
		}
		if (first && __builtin_ctzll(first) < end)
			end = __builtin_ctzll(first);
		if (!end)
			return i;
		i += end;
	}
	return i;
}

static int tokenize(struct words *t, const char *s, int len, words_fn fn,
		    void *ctx)
{
	struct word w = { 0 };
	int rc = 0;

	for (int i = 0; i < len && rc == 0;) {
		if (!w.n)
			i = plain_words(s, i, len, fn, ctx, &rc);
		if (i == len || rc != 0)
			break;
		unsigned char c = (unsigned char)s[i];
		if (c < 128 && ascii[c]) {
			i = take_ascii(&w, s, i, len);
		} else if (c < 128) {
			rc = word_flush(&w, fn, ctx);
			i++;
		} else {
			uint32_t cp;
			int n = (int)utf8_next(s + i, (size_t)(len - i), &cp);
			rc = take(&w, look_up(t, cp), i, i + n, fn, ctx);
			i += n;
		}
	}
	return rc == 0 ? word_flush(&w, fn, ctx) : rc;
}

static int count(void *ctx, int tflags, const char *token, int n, int start,
		 int end)
{
	(void)tflags;
	(void)token;
	(void)n;
	(void)start;
	(void)end;
	++*(int *)ctx;
	return 0;
}

int words_count(const char *s, size_t len)
{
	struct words *w = words_new();
	int n = 0;

	tokenize(w, s, (int)len, count, &n);
	words_free(w);
	return n;
}

struct words *words_new(void)
{
	return xcalloc(1, sizeof(struct words));
}

void words_free(struct words *w)
{
	free(w);
}

int words_each(struct words *w, const char *s, size_t len, words_fn fn,
	       void *ctx)
{
	return tokenize(w, s, (int)len, fn, ctx);
}
