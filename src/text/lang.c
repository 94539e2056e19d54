/* lang.c - see lang.h.
 *
 * The script decides where one language owns it; single letters part those
 * that share Cyrillic or Arabic script; short words decide among languages
 * in Latin script, a word of few languages counting for more. At most the
 * first 2 KiB are looked at.
 */
#include "config.h"

#include "thrum/text/lang.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "thrum/base/block.h"
#include "thrum/text/token.h"
#include "thrum/text/utf8.h"

#include "text/lang_words.h"

#include "thrum/base/banned.h"

#define LOOK_BYTES 2048
#define FEW_WORDS 50 /* are looked at first */
#define N_TAGS (sizeof(lang_tags) / sizeof(*lang_tags))

enum script {
	SC_NONE,
	SC_LATIN,
	SC_CYRILLIC,
	SC_ARABIC,
	SC_HAN,
	SC_KANA,
	SC_HANGUL,
	SC_ALONE, /* one language: the table says which */
};

/* Blocks that one language owns, as far as news goes. */
static const struct {
	uint32_t from, to;
	char tag[3];
} blocks[] = {
	{ 0x0370, 0x03ff, "el" }, { 0x0530, 0x058f, "hy" },
	{ 0x0590, 0x05ff, "he" }, { 0x0900, 0x097f, "hi" },
	{ 0x0980, 0x09ff, "bn" }, { 0x0a00, 0x0a7f, "pa" },
	{ 0x0a80, 0x0aff, "gu" }, { 0x0b00, 0x0b7f, "or" },
	{ 0x0b80, 0x0bff, "ta" }, { 0x0c00, 0x0c7f, "te" },
	{ 0x0c80, 0x0cff, "kn" }, { 0x0d00, 0x0d7f, "ml" },
	{ 0x0d80, 0x0dff, "si" }, { 0x0e00, 0x0e7f, "th" },
	{ 0x0e80, 0x0eff, "lo" }, { 0x0f00, 0x0fff, "bo" },
	{ 0x1000, 0x109f, "my" }, { 0x10a0, 0x10ff, "ka" },
	{ 0x1200, 0x139f, "am" }, { 0x1780, 0x17ff, "km" },
};

/* Letters that tell. Their count parts languages of one script. */
enum letter {
	LET_UK, /* yi, ye, ghe with upturn */
	LET_BE, /* short u */
	LET_SR, /* dje, tshe, dzhe, nje, lje */
	LET_MK, /* kje, gje, dze */
	LET_RU, /* yery, e, io */
	LET_HARD, /* hard sign: Bulgarian when frequent */
	LET_KK, /* Kazakh's own */
	LET_FA, /* peh, tcheh, jeh, gaf, Farsi yeh, keheh */
	LET_UR, /* tteh, ddal, rreh, yeh barree */
	LETTERS
};

struct counts {
	unsigned script[SC_ALONE + 1];
	unsigned letter[LETTERS];
	unsigned block[sizeof(blocks) / sizeof(*blocks)];
	unsigned all;
};

static void count_cyrillic(struct counts *c, uint32_t cp)
{
	cp = cp >= 0x410 && cp <= 0x42f ? cp + 0x20 : cp;
	switch (cp) {
	case 0x457: case 0x454: case 0x491: case 0x407: case 0x404:
		c->letter[LET_UK]++;
		break;
	case 0x45e: case 0x40e:
		c->letter[LET_BE]++;
		break;
	case 0x452: case 0x45b: case 0x45f: case 0x45a: case 0x459:
	case 0x458:
		c->letter[LET_SR]++;
		break;
	case 0x45c: case 0x453: case 0x455:
		c->letter[LET_MK]++;
		break;
	case 0x44b: case 0x44d: case 0x451:
		c->letter[LET_RU]++;
		break;
	case 0x44a:
		c->letter[LET_HARD]++;
		break;
	case 0x4d9: case 0x493: case 0x49b: case 0x4a3: case 0x4e9:
	case 0x4b1: case 0x4af: case 0x4bb:
		c->letter[LET_KK]++;
		break;
	default:
		break;
	}
}

static void count_arabic(struct counts *c, uint32_t cp)
{
	if (cp == 0x67e || cp == 0x686 || cp == 0x698 || cp == 0x6af ||
	    cp == 0x6cc || cp == 0x6a9)
		c->letter[LET_FA]++;
	else if (cp == 0x679 || cp == 0x688 || cp == 0x691 || cp == 0x6d2 ||
		 cp == 0x6c1)
		c->letter[LET_UR]++;
}

static enum script script_of(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' ? SC_LATIN :
								  SC_NONE;
	if ((cp >= 0xc0 && cp <= 0x24f) || (cp >= 0x1e00 && cp <= 0x1eff))
		return cp == 0xd7 || cp == 0xf7 ? SC_NONE : SC_LATIN;
	if (cp >= 0x400 && cp <= 0x52f)
		return SC_CYRILLIC;
	if ((cp >= 0x600 && cp <= 0x77f) || (cp >= 0xfb50 && cp <= 0xfeff))
		return SC_ARABIC;
	if (cp >= 0x3041 && cp <= 0x30ff)
		return SC_KANA;
	if ((cp >= 0x3400 && cp <= 0x9fff) || (cp >= 0x20000 && cp <= 0x3ffff))
		return SC_HAN;
	if ((cp >= 0xac00 && cp <= 0xd7af) || (cp >= 0x1100 && cp <= 0x11ff))
		return SC_HANGUL;
	return cp >= 0x370 && cp <= 0x17ff ? SC_ALONE : SC_NONE;
}

static void count_one(struct counts *c, uint32_t cp)
{
	enum script sc = script_of(cp);

	if (sc == SC_NONE)
		return;
	c->all++;
	c->script[sc]++;
	if (sc == SC_CYRILLIC)
		count_cyrillic(c, cp);
	else if (sc == SC_ARABIC)
		count_arabic(c, cp);
	else if (sc == SC_ALONE)
		for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
			c->block[i] += cp >= blocks[i].from &&
				       cp <= blocks[i].to;
}

/* Where the next byte is that is not ASCII, or `len`. */
static size_t ascii_end(const char *s, size_t at, size_t len)
{
	while (len - at >= BLOCK_BYTES &&
	       !block_beyond(block_load(s + at, BLOCK_BYTES)))
		at += BLOCK_BYTES;
	while (at < len && (unsigned char)s[at] < 0x80)
		at++;
	return at;
}

/* ASCII letters of the text; up to two where more do not matter. */
static unsigned ascii_letters(const char *s, size_t len, bool all)
{
	unsigned n = 0;

	for (size_t i = 0; i < len && (all || n < 2); i += BLOCK_BYTES) {
		struct block b = block_load(s + i, len - i);
		n += block_count(block_alpha(b));
	}
	return n;
}

/* Most texts have no letter of another script: then it is enough that there
 * are Latin ones. */
static void count_letters(struct counts *c, const char *s, size_t len)
{
	for (size_t at = ascii_end(s, 0, len); at < len;
	     at = ascii_end(s, at, len)) {
		uint32_t cp;
		at += utf8_next(s + at, len - at, &cp);
		count_one(c, cp);
	}
	unsigned n = ascii_letters(s, len, c->all > c->script[SC_LATIN]);
	c->script[SC_LATIN] += n;
	c->all += n;
}

static const char *cyrillic(const struct counts *c)
{
	const unsigned *l = c->letter;

	if (l[LET_KK] > 2)
		return "kk";
	if (l[LET_MK])
		return "mk";
	if (l[LET_SR])
		return "sr";
	if (l[LET_BE] && l[LET_RU])
		return "be";
	if (l[LET_UK])
		return "uk";
	if (!l[LET_RU] && l[LET_HARD] * 200 > c->script[SC_CYRILLIC])
		return "bg";
	return "ru";
}

static const struct lang_word *word_find(const char *w, size_t len)
{
	size_t k = len ? lang_slot(w, len) : 0;

	for (; len && lang_slots[k]; k = (k + 1) % LANG_SLOTS) {
		const struct lang_word *x = &lang_words[lang_slots[k] - 1];
		size_t i = 0;
		while (i < len && x->word[i] == w[i] && w[i])
			i++;
		if (i == len && !x->word[i])
			return x;
	}
	return NULL;
}

bool lang_is_function_word(const char *lang, const char *word, size_t len)
{
	/* Most words are of no language. */
	const struct lang_word *w = len > 16 ? NULL : word_find(word, len);

	if (!w)
		return false;
	for (size_t k = 0; k < N_TAGS; k++)
		if (lang_tags[k][0] == lang[0] &&
		    !strcmp(lang_tags[k], lang))
			return w->langs >> k & 1;
	return false;
}

/* Latin letters of few languages count like a word of theirs. */
static void score_letters(const char *s, size_t len, float *score)
{
	static const struct {
		uint32_t from, to;
		char tag[3];
		float w;
	} marks[] = {
		{ 0x1ea0, 0x1ef9, "vi", 1.0f }, { 0x1b0, 0x1b0, "vi", 1.0f },
		{ 0x1a1, 0x1a1, "vi", 1.0f },	{ 0xdf, 0xdf, "de", 1.5f },
		{ 0xf1, 0xf1, "es", 1.0f },	{ 0xe3, 0xe3, "pt", 1.0f },
		{ 0xf5, 0xf5, "pt", 0.5f },	{ 0x131, 0x131, "tr", 1.0f },
		{ 0x11f, 0x11f, "tr", 1.0f },	{ 0x151, 0x151, "hu", 1.0f },
		{ 0x171, 0x171, "hu", 1.0f },	{ 0x219, 0x21b, "ro", 1.0f },
		{ 0x103, 0x103, "ro", 0.3f },	{ 0x142, 0x142, "pl", 1.0f },
		{ 0x119, 0x119, "pl", 0.7f },	{ 0x159, 0x159, "cs", 1.0f },
		{ 0x16f, 0x16f, "cs", 1.0f },	{ 0x13e, 0x13e, "sk", 1.0f },
		{ 0x107, 0x107, "hr", 0.5f },	{ 0x111, 0x111, "hr", 0.3f },
		{ 0x117, 0x117, "lt", 1.0f },	{ 0x101, 0x101, "lv", 1.0f },
		{ 0xeb, 0xeb, "sq", 0.4f },	{ 0xf8, 0xf8, "da", 0.3f },
		{ 0xf8, 0xf8, "no", 0.3f },	{ 0xea, 0xea, "fr", 0.4f },
		{ 0xe8, 0xe8, "fr", 0.2f },	{ 0xe8, 0xe8, "it", 0.3f },
	};

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		if ((unsigned char)s[at] < 0x80) {
			at++;
			continue;
		}
		at += utf8_next(s + at, len - at, &cp);
		if (cp < 0xc0)
			continue;
		for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
			if (cp < marks[i].from || cp > marks[i].to)
				continue;
			for (size_t k = 0; k < N_TAGS; k++)
				if (!strcmp(lang_tags[k], marks[i].tag))
					score[k] += marks[i].w;
		}
	}
}

/* The first n words. */
static void score_tokens(const struct tokens *ts, size_t n, float *score)
{
	for (size_t i = 0; i < n; i++) {
		const struct lang_word *w = word_find(
			ts->norm.ptr + ts->v[i].norm_off, ts->v[i].norm_len);
		if (!w)
			continue;
		float each = 1.0f / (float)__builtin_popcount(w->langs);
		for (uint32_t m = w->langs; m; m &= m - 1)
			score[__builtin_ctz(m)] += each;
	}
}

static void score_words(const char *s, size_t len, size_t max_words,
			float *score)
{
	struct tokens ts;

	tokens_init(&ts);
	vec_reserve(&ts, max_words);
	buf_reserve(&ts.norm, max_words * 8);
	token_scan(&ts, s, len, max_words);
	score_tokens(&ts, ts.len, score);
	tokens_release(&ts);
}

/* Are these the first n words of the text's first `len` bytes, too? Not if
 * what follows there might have been another end of the last. */
static bool has_words(const struct tokens *ts, size_t n, size_t len)
{
	return ts && ts->len >= n &&
	       ts->v[n - 1].off + ts->v[n - 1].len + 8 <= len;
}

/* The leading language if it has `least` points and `lead` times those of
 * the next one; else "". */
static const char *leader(const float *score, float least, float lead)
{
	size_t best = 0;
	float second = 0;

	for (size_t k = 1; k < N_TAGS; k++)
		if (score[k] > score[best])
			best = k;
	for (size_t k = 0; k < N_TAGS; k++)
		if (k != best && score[k] > second)
			second = score[k];
	return score[best] < least || score[best] < second * lead ?
		       "" :
		       lang_tags[best];
}

/* Two sentences settle most texts; only the doubtful are read on. */
static const char *latin(const char *s, size_t len, const struct tokens *words)
{
	float score[N_TAGS] = { 0 };

	if (has_words(words, FEW_WORDS, len))
		score_tokens(words, FEW_WORDS, score);
	else
		score_words(s, len, FEW_WORDS, score);
	const char *tag = leader(score, 6, 2.5f);
	if (*tag)
		return tag;
	memset(score, 0, sizeof(score));
	score_words(s, len, 300, score);
	score_letters(s, len, score);
	/* One word that three languages share is no evidence. */
	return leader(score, 0.5f, 1.15f);
}

const char *lang_detect(const char *s, size_t len)
{
	return lang_detect_words(s, len, NULL);
}

const char *lang_detect_words(const char *s, size_t len,
			      const struct tokens *words)
{
	struct counts c = { 0 };

	if (len > LOOK_BYTES) {
		len = LOOK_BYTES;
		while (len && ((unsigned char)s[len] & 0xc0) == 0x80)
			len--;
	}
	count_letters(&c, s, len);
	if (c.all < 2)
		return "";
	if (c.script[SC_KANA] * 20 > c.all)
		return "ja";
	if (c.script[SC_HANGUL] * 4 > c.all)
		return "ko";
	if ((c.script[SC_HAN] + c.script[SC_KANA]) * 4 > c.all)
		return "zh";
	if (c.script[SC_CYRILLIC] * 2 > c.all)
		return cyrillic(&c);
	if (c.script[SC_ARABIC] * 2 > c.all)
		return c.letter[LET_UR] > c.script[SC_ARABIC] / 50 ? "ur" :
		       c.letter[LET_FA] > c.script[SC_ARABIC] / 50 ? "fa" :
								      "ar";
	for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++)
		if (c.block[i] * 2 > c.all)
			return blocks[i].tag;
	return c.script[SC_LATIN] * 2 > c.all ? latin(s, len, words) : "";
}

/* Names of languages as people write them, for feeds that do. */
static const struct {
	const char *name;
	char tag[3];
} names[] = {
	{ "arabic", "ar" },	{ "chinese", "zh" },  { "czech", "cs" },
	{ "danish", "da" },	{ "deutsch", "de" },  { "dutch", "nl" },
	{ "english", "en" },	{ "espanol", "es" },  { "finnish", "fi" },
	{ "francais", "fr" },	{ "french", "fr" },   { "german", "de" },
	{ "greek", "el" },	{ "hebrew", "he" },   { "hindi", "hi" },
	{ "hungarian", "hu" },	{ "italian", "it" },  { "italiano", "it" },
	{ "japanese", "ja" },	{ "korean", "ko" },   { "norwegian", "no" },
	{ "polish", "pl" },	{ "portuguese", "pt" }, { "romanian", "ro" },
	{ "russian", "ru" },	{ "slovene", "sl" },  { "slovenian", "sl" },
	{ "spanish", "es" },	{ "swedish", "sv" },  { "turkish", "tr" },
	{ "ukrainian", "uk" },	{ "vietnamese", "vi" },
};

/* ISO 639-1. */
static const char codes[][3] = {
	"aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az",
	"ba", "be", "bg", "bh", "bi", "bm", "bn", "bo", "br", "bs", "ca", "ce",
	"ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee",
	"el", "en", "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr",
	"fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi", "ho", "hr",
	"ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is",
	"it", "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn",
	"ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li", "ln",
	"lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms",
	"mt", "my", "na", "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv",
	"ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu",
	"rm", "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk",
	"sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw", "ta",
	"te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw",
	"ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi",
	"yo", "za", "zh", "zu",
};

static const char *code_find(const char *low)
{
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (!memcmp(codes[i], low, 2))
			return codes[i];
	return "";
}

const char *lang_primary(const char *tag)
{
	char low[16];
	size_t n = 0;

	while (tag && n < sizeof(low) - 1 &&
	       ((tag[n] | 0x20) >= 'a' && (tag[n] | 0x20) <= 'z')) {
		low[n] = (char)(tag[n] | 0x20);
		n++;
	}
	low[n] = '\0';
	if (n == 2)
		return !tag[2] || tag[2] == '-' || tag[2] == '_' ?
			       code_find(low) :
			       "";
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (n > 2 && !strcmp(names[i].name, low))
			return names[i].tag;
	return "";
}
