/* worddiff.h - two texts compared word by word. PURE. */
#ifndef THRUM_STORY_WORDDIFF_H
#define THRUM_STORY_WORDDIFF_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/vec.h"

enum worddiff_kind {
	WORDDIFF_SAME, /* bytes of the new text */
	WORDDIFF_GONE, /* bytes of the old text */
	WORDDIFF_CAME, /* bytes of the new text */
};
struct worddiff_piece {
	enum worddiff_kind kind;
	uint32_t off, len; /* bytes, white space behind words included */
};
struct worddiff {
	VEC_FIELDS(struct worddiff_piece);
};

/* Append the pieces that lead from `was` to `is`, in order; neighbours of
 * one kind are one piece. Words are runs between blanks, single characters
 * in Han and kana. Source: Myers 1986, greedy, cut off at WORDDIFF_EDITS
 * edits: then what differs in the middle is all gone and all new. */
#define WORDDIFF_EDITS 1500
void worddiff_make(const char *was, size_t was_len, const char *is,
		   size_t is_len, struct worddiff *out);

#endif
