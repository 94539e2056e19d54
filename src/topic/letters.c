/* letters.c - letters of other scripts and with marks as plain Latin ones.
 *
 * letters_latin() writes a word of any script in Latin letters, so that
 * names meet across languages; letters_spoken() also writes out what marks
 * on letters say. letters_fold() takes the marks off Latin
 * letters, which one outlet writes and the next does not: "FETE", "fête".
 * Not for Vietnamese, whose words differ by nothing else.
 */
#include "config.h"

#include "topic_priv.h"

#include "thrum/base/banned.h"

static const char latin_e0[] = "aaaaaaaceeeeiiiidnooooo ouuuuyty";
static const char latin_100[] =
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
	"nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static const char *const cyrillic[] = {
	"a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m",
	"n", "o", "p", "r", "s", "t", "u", "f", "h", "ts", "ch", "sh", "sh",
	"", "i", "", "e", "iu", "ia", "e", "e", "dj", "g", "e", "s", "i", "i",
	"j", "l", "n", "c", "k", "i", "u", "dz",
};
static const char *const greek[] = { /* from U+03AC */
	"a", "e", "i", "i", "i", "a", "b", "g", "d", "e", "z", "i", "th",
	"i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "i", "f",
	"h", "ps", "o", "i", "i", "o", "i", "o",
};
static const char *const arabic[] = { /* from U+0621 */
	"", "a", "a", "w", "a", "y", "a", "b", "a", "t", "t", "j", "h", "k",
	"d", "d", "r", "z", "s", "sh", "s", "d", "t", "z", "a", "g",
};
static const char *const arabic_2[] = { /* from U+0641 */
	"f", "k", "k", "l", "m", "n", "h", "w", "a", "y",
};

/* Vietnamese: vowels with two marks, U+1EA0 and on. */
static const char *vietnamese(uint32_t c)
{
	return c < 0x1eb8 ? "a" : c < 0x1ec8 ? "e" : c < 0x1ecc ? "i" :
	       c < 0x1ee4 ? "o" : c < 0x1ef2 ? "u" : "y";
}

static const char *other_latin(uint32_t c)
{
	static const struct {
		uint32_t c;
		const char *s;
	} few[] = {
		{ 0xdf, "s" },	 { 0x1a1, "o" },  { 0x1b0, "u" },
		{ 0x219, "s" },	 { 0x21b, "t" },  { 0x491, "g" },
		{ 0x67e, "p" },	 { 0x686, "ch" }, { 0x698, "j" },
		{ 0x6a4, "v" },	 { 0x6a9, "k" },  { 0x6af, "g" },
		{ 0x6cc, "y" },
	};

	for (size_t i = 0; i < sizeof(few) / sizeof(*few); i++)
		if (few[i].c == c)
			return few[i].s;
	return "";
}

#define FROM(table, first, c)                                               \
	((c) >= (first) && (c) - (first) < sizeof(table) / sizeof(*(table)) ? \
		 (table)[(c) - (first)] : NULL)

/* The plain letter for one with marks that takes two bytes of UTF-8 (' ' for
 * the sign among them), or NUL. */
static char plain_latin(uint32_t c)
{
	return c >= 0xe0 && c < 0x100	? latin_e0[c - 0xe0] :
	       c >= 0x100 && c < 0x180	? latin_100[c - 0x100] :
					  '\0';
}

static const char *letters_of(uint32_t c, char one[2])
{
	const char *s;

	one[1] = '\0';
	one[0] = c < 0x80 ? (char)c : plain_latin(c);
	if (*one)
		return one;
	if (c >= 0x1ea0 && c <= 0x1ef9)
		return vietnamese(c);
	if ((s = FROM(cyrillic, 0x430, c)) || (s = FROM(greek, 0x3ac, c)) ||
	    (s = FROM(arabic, 0x621, c)) || (s = FROM(arabic_2, 0x641, c)))
		return s;
	return other_latin(c);
}

/* Clean UTF-8: the next code point. */
static uint32_t next_cp(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int n = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
	uint32_t c = n == 1 ? *p : *p & (0xffu >> (n + 1));

	for (int i = 1; i < n; i++)
		c = c << 6 | (p[i] & 0x3f);
	*s += n;
	return c;
}

/* The Arabic article, also behind "and", "with", "so", "as", and with "to":
 * not part of the word. */
static size_t article_len(const char *s, size_t len)
{
	static const char al[] = "\xd8\xa7\xd9\x84";
	static const char ll[] = "\xd9\x84\xd9\x84";
	static const char *const before[] = {
		"\xd9\x88", "\xd8\xa8", "\xd9\x81", "\xd9\x83",
	};

	if (len >= 10 && (!memcmp(s, al, 4) || !memcmp(s, ll, 4)))
		return 4;
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (len >= 12 && !memcmp(s, before[i], 2) &&
		    !memcmp(s + 2, al, 4))
			return 6;
	return 0;
}

/* What a mark on a letter stands for, or NULL. */
static const char *spoken(uint32_t c)
{
	switch (c) {
	case 0xe7: /* c with cedilla */
		return "s";
	case 0x107:
	case 0x10d: /* c with acute, caron */
		return "ch";
	case 0x111: /* d with stroke */
		return "dj";
	case 0x15b:
	case 0x15f:
	case 0x161: /* s with acute, cedilla, caron */
	case 0x219:
		return "sh";
	case 0x17a:
	case 0x17c:
	case 0x17e: /* z with acute, dot, caron */
		return "zh";
	case 0x445:
	case 0x62e: /* Cyrillic, Arabic kh */
		return "kh";
	default:
		return NULL;
	}
}

#define WAW 0x648

static size_t write_latin(const char *s, size_t len, bool marks,
			  char out[CROSS_LETTERS])
{
	const char *end = s + len;
	char one[2];
	size_t n = 0;

	s += article_len(s, len);
	while (s < end && n < CROSS_LETTERS - 4) {
		uint32_t c = next_cp(&s);
		const char *x = marks ? spoken(c) : NULL;
		/* Behind a consonant, as a rule, a vowel. */
		if (c == WAW && n)
			x = "u";
		for (x = x ? x : letters_of(c, one); *x; x++)
			if ((*x >= 'a' && *x <= 'z') ||
			    (*x >= '0' && *x <= '9'))
				out[n++] = *x;
	}
	out[n] = '\0';
	return n;
}

size_t letters_latin(const char *s, size_t len, char out[CROSS_LETTERS])
{
	return write_latin(s, len, false, out);
}

size_t letters_spoken(const char *s, size_t len, char out[CROSS_LETTERS])
{
	return write_latin(s, len, true, out);
}

void letters_fold(struct buf *word)
{
	const char *s = word->ptr, *end = s + word->len;

	while (s < end && (unsigned char)*s < 0x80)
		s++;
	size_t n = (size_t)(s - word->ptr);
	while (s < end) {
		const char *from = s;
		uint32_t c = next_cp(&s);
		char plain = plain_latin(c);
		if (plain && plain != ' ') {
			word->ptr[n++] = plain;
			continue;
		}
		memmove(word->ptr + n, from, (size_t)(s - from));
		n += (size_t)(s - from);
	}
	word->len = n;
}
