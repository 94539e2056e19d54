/* stem.c - Snowball stems behind a small cache; see token.h.
 *
 * News repeats its words: a direct-mapped cache of a few thousand entries
 * answers nine in ten questions without the stemmer's own work. Snowball
 * stemmers are made when first asked for and kept.
 */
#include "config.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/text/token.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

#define CACHE_SIZE 8192 /* entries, a power of two */
#define CACHE_WORD 30 /* bytes; longer words are not kept */
#define PREFIX_CHARS 6 /* of a word without a stemmer */

/* Subtags with a Snowball stemmer. Nepali and Tamil are left out: their
 * stemmers want normal forms that news does not keep. */
static const struct {
	char tag[3];
	const char *name;
} algorithms[] = {
	{ "ar", "arabic" },	{ "ca", "catalan" },	{ "da", "danish" },
	{ "de", "german" },	{ "el", "greek" },	{ "en", "english" },
	{ "es", "spanish" },	{ "eu", "basque" },	{ "fi", "finnish" },
	{ "fr", "french" },	{ "ga", "irish" },	{ "hi", "hindi" },
	{ "hu", "hungarian" },	{ "hy", "armenian" },	{ "id", "indonesian" },
	{ "it", "italian" },	{ "lt", "lithuanian" }, { "nb", "norwegian" },
	{ "nl", "dutch" },	{ "nn", "norwegian" },	{ "no", "norwegian" },
	{ "pt", "portuguese" }, { "ro", "romanian" },	{ "ru", "russian" },
	{ "sr", "serbian" },	{ "sv", "swedish" },	{ "tr", "turkish" },
};

#define N_ALGORITHMS (sizeof(algorithms) / sizeof(*algorithms))

struct cached {
	uint8_t algorithm; /* index + 1, 0 = empty */
	uint8_t word_len, stem_len;
	char word[CACHE_WORD], stem[CACHE_WORD];
};

struct stemmer {
	struct sb_stemmer *snowball[N_ALGORITHMS];
	struct cached cache[CACHE_SIZE];
};

static int algorithm_of(const char *lang)
{
	if (!lang || !lang[0] || !lang[1] || (lang[2] && lang[2] != '-'))
		return -1;
	for (size_t i = 0; i < N_ALGORITHMS; i++)
		if (!memcmp(algorithms[i].tag, lang, 2))
			return (int)i;
	return -1;
}

bool stemmer_has(const char *lang)
{
	return algorithm_of(lang) >= 0;
}

struct stemmer *stemmer_new(void)
{
	return xcalloc(1, sizeof(struct stemmer));
}

void stemmer_free(struct stemmer *st)
{
	if (!st)
		return;
	for (size_t i = 0; i < N_ALGORITHMS; i++)
		sb_stemmer_delete(st->snowball[i]);
	free(st);
}

static void add_prefix(const char *word, size_t len, struct buf *out)
{
	size_t at = 0;
	uint32_t cp;

	for (int n = 0; at < len && n < PREFIX_CHARS; n++)
		at += utf8_next(word + at, len - at, &cp);
	buf_add(out, word, at);
}

static struct sb_stemmer *snowball_of(struct stemmer *st, int alg)
{
	if (!st->snowball[alg]) {
		st->snowball[alg] =
			sb_stemmer_new(algorithms[alg].name, "UTF_8");
		/* A library built without that language: known at once. */
		if (!st->snowball[alg])
			BUG("libstemmer lacks a language");
	}
	return st->snowball[alg];
}

static void stem_uncached(struct stemmer *st, int alg, const char *word,
			  size_t len, struct buf *out)
{
	struct sb_stemmer *sb = snowball_of(st, alg);
	const sb_symbol *s =
		sb_stemmer_stem(sb, (const sb_symbol *)word, (int)len);
	int n = sb_stemmer_length(sb);

	if (s && n > 0)
		buf_add(out, s, (size_t)n);
	else
		buf_add(out, word, len);
}

void stemmer_stem(struct stemmer *st, const char *lang, const char *word,
		  size_t len, struct buf *out)
{
	int alg = algorithm_of(lang);

	if (alg < 0) {
		add_prefix(word, len, out);
		return;
	}
	if (len > CACHE_WORD) {
		stem_uncached(st, alg, word, len < 256 ? len : 256, out);
		return;
	}
	uint64_t h = hash64(word, len, (uint64_t)alg);
	struct cached *c = &st->cache[h & (CACHE_SIZE - 1)];
	if (c->algorithm != alg + 1 || c->word_len != len ||
	    memcmp(c->word, word, len) != 0) {
		size_t from = out->len;
		stem_uncached(st, alg, word, len, out);
		size_t n = out->len - from;
		if (n > CACHE_WORD)
			return;
		c->algorithm = (uint8_t)(alg + 1);
		c->word_len = (uint8_t)len;
		c->stem_len = (uint8_t)n;
		memcpy(c->word, word, len);
		memcpy(c->stem, out->ptr + from, n);
		return;
	}
	buf_add(out, c->stem, c->stem_len);
}
