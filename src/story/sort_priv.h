/* sort_priv.h - the few words of a sentence or a quotation, in order. */
#ifndef THRUM_STORY_SORT_PRIV_H
#define THRUM_STORY_SORT_PRIV_H

#include <stddef.h>
#include <stdint.h>

/* Ascending, by insertion: for some dozens, a call of qsort() costs more. */
static inline void sort_few(uint32_t *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t x = v[i];
		size_t k = i;
		for (; k && v[k - 1] > x; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
}

#endif
