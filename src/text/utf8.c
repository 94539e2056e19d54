/* utf8.c - see utf8.h.
 *
 * text_clean() runs over every body, so runs of plain bytes are copied as
 * a whole; only what is not plain ASCII is looked at one by one. All passes
 * are linear: an escape sequence without an end costs one look ahead that
 * stops at the next control character.
 */
#include "config.h"

#include "thrum/text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "thrum/base/alloc.h"
#include "thrum/base/block.h"
#include "thrum/base/banned.h"

#define MARKS_MAX 8 /* combining marks in a row; Tibetan needs five */
#define TAGS_MAX 16 /* tag characters in one flag; the longest has seven */
#define BLACK_FLAG 0x1f3f4

size_t utf8_next(const char *str, size_t len, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)str;
	unsigned c = s[0];
	uint32_t v;
	size_t need;
	unsigned lo = 0x80, hi = 0xbf;

	if (c < 0x80) {
		*cp = c;
		return 1;
	}
	*cp = 0xfffd;
	if (c < 0xc2 || c > 0xf4)
		return 1;
	need = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
	v = c & (0x3fu >> need);
	/* Table 3-7: the second byte's range keeps out overlong forms,
	 * surrogates and what is above U+10FFFF. */
	if (c == 0xe0)
		lo = 0xa0;
	else if (c == 0xed)
		hi = 0x9f;
	else if (c == 0xf0)
		lo = 0x90;
	else if (c == 0xf4)
		hi = 0x8f;
	for (size_t i = 1; i <= need; i++, lo = 0x80, hi = 0xbf) {
		if (i >= len || s[i] < lo || s[i] > hi)
			return i;
		v = v << 6 | (s[i] & 0x3fu);
	}
	*cp = v;
	return need + 1;
}

/* Length of the ASCII prefix, a block at a time. */
static size_t ascii_prefix(const char *s, size_t len)
{
	size_t i = 0;

	while (len - i >= BLOCK_BYTES &&
	       !block_beyond(block_load(s + i, len - i)))
		i += BLOCK_BYTES;
	while (i < len && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

bool utf8_is_valid(const char *s, size_t len)
{
	for (size_t i = ascii_prefix(s, len); i < len;) {
		uint32_t cp;
		size_t n = utf8_next(s + i, len - i, &cp);
		/* A real U+FFFD is three bytes that begin with EF. */
		if (cp == 0xfffd && (n != 3 || (unsigned char)s[i] != 0xef))
			return false;
		i += n;
		if (i < len && (unsigned char)s[i] < 0x80)
			i += ascii_prefix(s + i, len - i);
	}
	return true;
}

/* ---- what may stay -------------------------------------------------- */

/* Characters that order, hide or annotate text without being seen: bidi
 * embeddings, overrides, isolates, deprecated format controls, interlinear
 * annotation, byte order mark, non-characters. */
static bool is_harmful(uint32_t cp)
{
	if (cp >= 0xfdd0 && cp <= 0xfdef)
		return true;
	return (cp >= 0x202a && cp <= 0x202e) ||
	       (cp >= 0x2066 && cp <= 0x206f) ||
	       (cp >= 0xfff9 && cp <= 0xfffb) || cp == 0xfeff ||
	       (cp & 0xfffe) == 0xfffe;
}

static bool is_tag(uint32_t cp)
{
	return cp >= 0xe0000 && cp <= 0xe007f;
}

bool text_is_drawable(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad)
		return false;
	if ((cp >= 0xd800 && cp <= 0xdfff) || cp > 0x10ffff)
		return false;
	return cp != 0x2028 && cp != 0x2029 && !is_harmful(cp);
}

bool text_is_space(uint32_t cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0xa0 ||
	       (cp >= 0x2000 && cp <= 0x200a) || cp == 0x2028 ||
	       cp == 0x2029 || cp == 0x202f || cp == 0x205f || cp == 0x3000 ||
	       cp == 0x1680;
}

/* Marks and joiners: what piles up on the character before. */
bool text_is_mark(uint32_t cp)
{
	if (cp < 0x300 || (cp >= 0x30a0 && cp < 0xa66f) ||
	    (cp >= 0xac00 && cp < 0xd7b0))
		return false;
	return cp == 0x200c || cp == 0x200d ||
	       uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

uint32_t text_cp1252(uint32_t cp)
{
	static const uint16_t meant[32] = {
		0x20ac, 0x81,	0x201a, 0x192,	0x201e, 0x2026, 0x2020, 0x2021,
		0x2c6,	0x2030, 0x160,	0x2039, 0x152,	0x8d,	0x17d,	0x8f,
		0x90,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x2dc,	0x2122, 0x161,	0x203a, 0x153,	0x9d,	0x17e,	0x178,
	};

	return cp >= 0x80 && cp < 0xa0 ? meant[cp - 0x80] : cp;
}

/* ---- escape sequences ------------------------------------------------ */

/* Bytes of the C1 control at `s`, 0 if there is none; *c gets its 7-bit
 * twin (CSI -> '['). */
static size_t c1_at(const char *s, size_t len, unsigned char *c)
{
	if (len < 2)
		return 0;
	unsigned char b = (unsigned char)s[1];
	if (s[0] == '\x1b' && b >= 0x40 && b <= 0x5f) {
		*c = b;
		return 2;
	}
	if ((unsigned char)s[0] == 0xc2 && b >= 0x80 && b <= 0x9f) {
		*c = (unsigned char)(b - 0x40);
		return 2;
	}
	return 0;
}

/* CSI: parameters, intermediates, one final byte. Without a final byte
 * what was read so far goes. */
static size_t skip_csi(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && s[i] >= 0x20 && s[i] <= 0x3f)
		i++;
	if (i < len && s[i] >= 0x40 && s[i] <= 0x7e)
		i++;
	return i;
}

/* OSC, DCS, SOS, PM, APC: a string up to BEL or ST. Where another control
 * or a line's end comes first it never ended: only the introducer goes,
 * so that one stray ESC cannot eat an article. */
static size_t skip_string(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i], c1;
		if (c == '\a')
			return i + 1;
		if (c1_at(s + i, len - i, &c1))
			return c1 == '\\' ? i + 2 : 0;
		if (c < 0x20 && c != '\t')
			return 0;
	}
	return 0;
}

/* Bytes of the escape sequence or C1 control at `s`, 0 if it is none. */
static size_t skip_escape(const char *s, size_t len)
{
	unsigned char c;
	size_t n = c1_at(s, len, &c);

	if (n && c == '[')
		return n + skip_csi(s + n, len - n);
	if (n && strchr("]PX^_", c))
		return n + skip_string(s + n, len - n);
	if (n || s[0] != '\x1b')
		return n;
	for (n = 1; n < len && s[n] >= 0x20 && s[n] <= 0x2f;)
		n++;
	if (n < len && s[n] >= 0x30 && s[n] <= 0x7e)
		n++;
	return n;
}

/* ---- cleaning -------------------------------------------------------- */

struct cleaner {
	struct buf *out;
	enum clean_mode mode;
	size_t start; /* length of `out` when we began */
	bool space; /* CLEAN_LINE: one is due before the next character */
	unsigned marks; /* in a row so far */
	unsigned tags; /* 0 = no flag, else tags so far + 1 */
};

/* C1 code points that come from windows-1252 text taken for Latin-1; no
 * terminal does anything with these, and people miss their quotes. */
static uint32_t mend_c1(uint32_t cp)
{
	static const uint16_t meant[] = { 0x2018, 0x2019, 0x201c, 0x201d,
					  0x2022, 0x2013, 0x2014 };

	if (cp == 0x85)
		return 0x2026;
	return cp >= 0x91 && cp <= 0x97 ? meant[cp - 0x91] : 0;
}

static void flush_space(struct cleaner *c)
{
	if (c->space && c->out->len > c->start)
		buf_addc(c->out, ' ');
	c->space = false;
}

/* Bytes of the well-formed character of several bytes at `s`, if it is one
 * of those that need no look: Latin and Cyrillic letters, Han, kana, Hangul,
 * typographic quotes and dashes. None is a space or a mark. Else 0. */
static size_t plain_multi(const char *str, size_t len)
{
	const unsigned char *s = (const unsigned char *)str;

	if (len > 1 && ((s[0] >= 0xc3 && s[0] <= 0xcb) || s[0] == 0xd0 ||
			s[0] == 0xd1))
		return (s[1] & 0xc0) == 0x80 ? 2 : 0;
	if (len < 3 || (s[1] & 0xc0) != 0x80 || (s[2] & 0xc0) != 0x80)
		return 0;
	if ((s[0] >= 0xe4 && s[0] <= 0xe9) || s[0] == 0xeb || s[0] == 0xec)
		return 3;
	if (s[0] == 0xe3)
		return s[1] == 0x81 || s[1] == 0x83 ||
				       (s[1] == 0x82 && s[2] != 0x99 &&
					s[2] != 0x9a) ?
			       3 :
			       0;
	return s[0] == 0xe2 && s[1] == 0x80 && s[2] >= 0x93 && s[2] <= 0xa6 ?
		       3 :
		       0;
}

static bool is_ink(char c)
{
	return c > ' ' && c <= '~';
}

/* Bytes of the character at `s` if it is plain and no white space. */
static size_t plain_at(const char *s, size_t len)
{
	if (!len)
		return 0;
	if (is_ink(*s))
		return 1;
	return (unsigned char)*s >= 0x80 ? plain_multi(s, len) : 0;
}

/* Which bytes of a block are plain ASCII. In a line a single space is plain
 * where a plain character follows; `more`: one does behind the block. */
static unsigned plain_mask(struct block b, bool block, bool more)
{
	unsigned plain = block_range(b, block ? ' ' : '!', '~');

	if (!block)
		plain |= block_is(b, ' ') &
			 (plain >> 1 | (unsigned)more << (BLOCK_BYTES - 1));
	return plain;
}

/* Bytes of plain ASCII at `s`, a block at a time; where there are less than
 * that in all, they are left. */
static size_t plain_ascii(const char *s, size_t len, bool block)
{
	size_t i = 0, n, last = len - BLOCK_BYTES;

	if (len < BLOCK_BYTES)
		return 0;
	for (; i <= last; i += n) {
		bool more = i < last && is_ink(s[i + BLOCK_BYTES]);
		n = block_lead(plain_mask(block_load(s + i, BLOCK_BYTES),
					  block, more));
		if (n < BLOCK_BYTES)
			return i + n;
	}
	/* The rest is the end of the last whole block. */
	n = block_lead(plain_mask(block_load(s + last, BLOCK_BYTES), block,
				  false) >>
		       (i - last));
	return i + n;
}

/* Copy a run of plain characters; 0 if there is none at `s`. In a line a
 * single space inside the run is plain too. */
static size_t clean_plain(struct cleaner *c, const char *s, size_t len)
{
	bool block = c->mode == CLEAN_BLOCK;
	size_t i = 0, n;

	while (i < len) {
		if (i || block || s[0] > ' ')
			i += plain_ascii(s + i, len - i, block);
		if (i == len)
			break;
		if ((n = plain_at(s + i, len - i)))
			i += n;
		else if (block ? s[i] == ' ' || s[i] == '\n' || s[i] == '\t' :
				 i && s[i] == ' ' &&
					 plain_at(s + i + 1, len - i - 1))
			i++;
		else
			break;
	}
	if (i) {
		flush_space(c);
		buf_add(c->out, s, i);
		c->marks = c->tags = 0;
	}
	return i;
}

/* May this one stay, given what came before? Keeps the counts. */
static bool is_kept(struct cleaner *c, uint32_t cp)
{
	if (is_tag(cp))
		return c->tags && c->tags++ <= TAGS_MAX;
	c->tags = cp == BLACK_FLAG;
	if (!text_is_drawable(cp))
		return false;
	if (!text_is_mark(cp)) {
		c->marks = 0;
		return true;
	}
	return c->marks++ < MARKS_MAX;
}

/* White space that is not plain: CR, VT, FF, U+2028 and relatives. */
static bool clean_space(struct cleaner *c, uint32_t cp, bool cr_lf)
{
	if (!text_is_space(cp))
		return false;
	if (c->mode == CLEAN_LINE)
		c->space = true;
	else if (cp < ' ' || cp == 0x2028 || cp == 0x2029) {
		if (!cr_lf)
			buf_addc(c->out, '\n');
	} else
		return false;
	c->marks = c->tags = 0;
	return true;
}

static size_t clean_one(struct cleaner *c, const char *s, size_t len)
{
	uint32_t cp, mended;
	size_t n;

	n = utf8_next(s, len, &cp);
	if (clean_space(c, cp, cp == '\r' && len > 1 && s[1] == '\n'))
		return n;
	mended = mend_c1(cp);
	if (!mended && (cp == 0x1b || (cp >= 0x80 && cp < 0xa0)))
		return skip_escape(s, len);
	if (mended)
		cp = mended;
	if (is_kept(c, cp)) {
		flush_space(c);
		if (mended || cp == 0xfffd)
			buf_add_cp(c->out, cp);
		else
			buf_add(c->out, s, n);
	}
	return n;
}

void text_clean(struct buf *out, const char *s, size_t len,
		enum clean_mode mode)
{
	struct cleaner c = { .out = out, .mode = mode, .start = out->len };

	for (size_t i = 0; i < len;) {
		/* Most runs of text in a line begin and end so. */
		if (s[i] == ' ' && mode == CLEAN_LINE) {
			c.space = true;
			c.marks = c.tags = 0;
			i++;
			continue;
		}
		size_t n = clean_plain(&c, s + i, len - i);
		i += n ? n : clean_one(&c, s + i, len - i);
	}
}

char *text_clean_dup(const char *s, enum clean_mode mode)
{
	struct buf b = BUF_INIT;

	if (!s)
		return NULL;
	text_clean(&b, s, strlen(s), mode);
	return buf_detach(&b);
}
