/* shift_priv.h - raised and lowered characters. */
#ifndef THRUM_TEXT_SHIFT_PRIV_H
#define THRUM_TEXT_SHIFT_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/base/buf.h"

enum text_shift { SHIFT_UP, SHIFT_DOWN };

/* Append `s` raised or lowered, if Unicode has all of its characters so;
 * else nothing, and false. */
bool text_shift(struct buf *out, const char *s, size_t len,
		enum text_shift shift);

#endif
