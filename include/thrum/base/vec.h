/* vec.h - growing arrays of any type.
 *
 *	struct word_vec { VEC_FIELDS(struct word); };
 *	struct word_vec ws = {0};
 *	vec_push(&ws, w);  ...ws.v[i], ws.len...  vec_release(&ws);
 *
 * A zeroed vector is empty and valid. Elements are moved by memcpy. What
 * elements own is the caller's to release. Sizes that input decides need
 * their own cap before the push.
 */
#ifndef THRUM_BASE_VEC_H
#define THRUM_BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#define VEC_FIELDS(T)                                                          \
	T *v;                                                                  \
	size_t len;                                                            \
	size_t cap

#define vec_reserve(a, n)                                                      \
	do {                                                                   \
		if ((n) > (a)->cap) {                                          \
			size_t vec_c_ = (a)->cap ? (a)->cap * 2 : 8;           \
			if (vec_c_ < (n))                                      \
				vec_c_ = (n);                                  \
			(a)->v = xreallocarray((a)->v, vec_c_,                 \
					       sizeof(*(a)->v));               \
			(a)->cap = vec_c_;                                     \
		}                                                              \
	} while (0)

#define vec_push(a, x)                                                         \
	do {                                                                   \
		vec_reserve((a), (a)->len + 1);                                \
		(a)->v[(a)->len++] = (x);                                      \
	} while (0)

/* qsort() wants an address even for nothing. */
#define vec_sort(a, compare)                                                   \
	do {                                                                   \
		if ((a)->len)                                                  \
			qsort((a)->v, (a)->len, sizeof(*(a)->v), (compare));   \
	} while (0)

/* Give back the room for more than it holds. */
#define vec_shrink(a)                                                          \
	do {                                                                   \
		if ((a)->len && (a)->len < (a)->cap) {                         \
			(a)->v = xreallocarray((a)->v, (a)->len,               \
					       sizeof(*(a)->v));               \
			(a)->cap = (a)->len;                                   \
		}                                                              \
	} while (0)

#define vec_release(a)                                                         \
	do {                                                                   \
		free((a)->v);                                                  \
		(a)->v = NULL;                                                 \
		(a)->len = (a)->cap = 0;                                       \
	} while (0)

/* Strings that the vector owns. */
struct str_vec {
	VEC_FIELDS(char *);
};
/* Appends a copy. */
void str_vec_add(struct str_vec *vec, const char *s);
/* Appends and owns `s` from now on. */
void str_vec_add_take(struct str_vec *vec, char *s);
void str_vec_release(struct str_vec *vec);

#endif
