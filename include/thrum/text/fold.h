/* fold.h - normal forms for comparing, never for showing. */
#ifndef THRUM_TEXT_FOLD_H
#define THRUM_TEXT_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/base/buf.h"

/* Append NFKC_Casefold-like form: NFC, full case folding (libunistring);
 * ASCII takes a short way. Ill-formed input is copied as it is. */
void text_fold(struct buf *out, const char *s, size_t len);
/* Append only letters and digits, folded, single spaces between words: the
 * form in which two headlines are "the same". */
void text_squash(struct buf *out, const char *s, size_t len);
/* Same after text_squash()? */
bool text_is_same(const char *a, const char *b);
/* Han, Hiragana, Katakana, Hangul excluded: scripts written without spaces
 * between words, where bigrams stand for words (Thai, Lao, Khmer, Burmese
 * too). */
bool text_is_unspaced(unsigned cp);

#endif
