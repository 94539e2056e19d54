/* token.h - words of a text, for threading and searching.
 *
 * Words are runs of letters and digits, with one inner apostrophe
 * (it's, l’eau), lower-cased; Han and kana runs (and other scripts written
 * without spaces) give overlapping character bigrams. Offsets point into
 * the input, so that case and place can be looked at. Pure; any thread.
 * Source: THREADING.md "Terms"; close to UAX #29 for spaced scripts.
 */
#ifndef THRUM_TEXT_TOKEN_H
#define THRUM_TEXT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"

enum token_flags {
	TOKEN_UPPER_FIRST = 1u << 0, /* first letter is a capital */
	TOKEN_ALL_UPPER = 1u << 1, /* all capitals, two or more letters */
	TOKEN_DIGIT = 1u << 2, /* digits only */
	TOKEN_BIGRAM = 1u << 3, /* of an unspaced script */
	TOKEN_SENTENCE = 1u << 4, /* first of a sentence (or of the text) */
	TOKEN_JOINS_PREV = 1u << 5, /* only space, '-', '.' or "'" between it
				     * and the token before */
};

struct token {
	uint32_t off, len; /* bytes of the input: the raw word */
	uint32_t norm_off, norm_len; /* bytes of tokens.norm: folded, `'s`
				      * dropped, not stemmed */
	uint32_t flags;
};

/* Reusable: token_scan() clears it first. A zeroed one is not valid:
 * tokens_init(). */
struct tokens {
	VEC_FIELDS(struct token);
	struct buf norm;
};

void tokens_init(struct tokens *t);
void tokens_release(struct tokens *t);
/* At most max_tokens from `s` (clean UTF-8). */
void token_scan(struct tokens *t, const char *s, size_t len,
		size_t max_tokens);

/* Snowball stems with a cache, one language after the other. Not shared
 * between threads. */
struct stemmer;
struct stemmer *stemmer_new(void);
void stemmer_free(struct stemmer *st);
/* Append the stem of folded `word` in `lang` (BCP 47, first subtag
 * decides). Without a Snowball stemmer: the first six characters. */
void stemmer_stem(struct stemmer *st, const char *lang, const char *word,
		  size_t len, struct buf *out);
bool stemmer_has(const char *lang);

#endif
