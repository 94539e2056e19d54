/* words.h - the words of a text as searching sees them.
 *
 * The full-text index is made of them (store/fts.c), queries go through the
 * same code, and so does whatever judges one article in memory. What it
 * makes of a text is stored in the index for ever: a change of it is a
 * migration that rebuilds. Pure; one `struct words` a thread.
 * Source: close to SQLite FTS5's unicode61; ours for scripts without spaces.
 */
#ifndef THRUM_TEXT_WORDS_H
#define THRUM_TEXT_WORDS_H

#include <stddef.h>

/* Keeps folded forms that were looked up: 48 KiB; reuse it. */
struct words;
struct words *words_new(void);
void words_free(struct words *w);

/* One word: `n` bytes of folded UTF-8, borrowed for the call; bytes
 * start..end of the text. Not 0 stops. The shape is FTS5's xToken, so that
 * nothing stands between; tflags is always 0. */
typedef int (*words_fn)(void *ctx, int tflags, const char *word, int n,
			int start, int end);
/* All words of `s` (any bytes), in order. 0, or what `fn` stopped with. */
int words_each(struct words *w, const char *s, size_t len, words_fn fn,
	       void *ctx);
/* How many there are. */
int words_count(const char *s, size_t len);

#endif
