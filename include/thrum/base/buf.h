/* buf.h - a growing byte string with a hard cap.
 *
 * Invariants: `ptr` is never NULL after buf_init() and always ends with a
 * NUL that `len` does not count; len < cap or cap == 0 (then ptr is a
 * static empty string); len <= max. A write that would pass `max` changes
 * nothing, sets `overflow` and every later write is dropped too, so that
 * a producer can check once at the end (buf_status()).
 * Not shared between threads without the owner's lock.
 */
#ifndef THRUM_BASE_BUF_H
#define THRUM_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/base/alloc.h"
#include "thrum/base/status.h"

#define BUF_MAX_DEFAULT ((size_t)64 << 20)

struct buf {
	char *ptr; /* bytes, NUL behind them */
	size_t len; /* bytes without that NUL */
	size_t cap; /* bytes allocated, 0 = nothing owned */
	size_t max; /* hard cap of len */
	bool overflow; /* a write was dropped because of max */
};

#define BUF_INIT { .ptr = (char *)"", .max = BUF_MAX_DEFAULT }

/* Empty, with `max` as its cap in bytes. */
void buf_init(struct buf *b, size_t max);
/* Frees; `b` is as after buf_init() with the same max. */
void buf_release(struct buf *b);
/* Empties and keeps the memory; clears `overflow`. */
void buf_clear(struct buf *b);
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_adds(struct buf *b, const char *s);
void buf_addf(struct buf *b, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Append one code point as UTF-8; surrogates and > U+10FFFF become U+FFFD. */
void buf_add_cp(struct buf *b, uint32_t cp);
/* Cut to `len` bytes; BUG if longer than it is. */
void buf_truncate(struct buf *b, size_t len);
/* The string leaves the buffer: caller frees; `b` is empty again. */
char *buf_detach(struct buf *b);
/* Give back what it has room for and does not hold, if that is worth it. */
void buf_shrink(struct buf *b);
/* ST_OK, or ST_LIMIT if a write was dropped. */
enum status buf_status(const struct buf *b) MUST_CHECK;

/* Memory for `extra` more bytes; false (and `overflow`) above max. */
bool buf_grow(struct buf *b, size_t extra);

/* Room for `extra` more bytes at ptr + len, or NULL (and `overflow`) above
 * max. The caller fills it and calls buf_grew(). Inline, for much text comes
 * in small pieces. */
static inline char *buf_reserve(struct buf *b, size_t extra)
{
	bool fits = !b->overflow && extra < b->cap - b->len &&
		    extra <= b->max - b->len;

	return fits || buf_grow(b, extra) ? b->ptr + b->len : NULL;
}

static inline void buf_grew(struct buf *b, size_t added)
{
	if (!added)
		return;
	if (added >= b->cap - b->len)
		BUG("buf_grew beyond what was reserved");
	b->len += added;
	b->ptr[b->len] = '\0';
}

/* Inline, for much text comes one byte at a time. */
static inline void buf_addc(struct buf *b, char c)
{
	size_t n = b->len;

	if (n + 1 >= b->cap || n >= b->max || b->overflow) {
		buf_add(b, &c, 1);
		return;
	}
	b->ptr[n] = c;
	b->ptr[n + 1] = '\0';
	b->len = n + 1;
}

/* Little-endian and variable-length integers (LEB128), for saved state. */
void buf_add_varint(struct buf *b, uint64_t v);
void buf_add_u32(struct buf *b, uint32_t v);
void buf_add_u64(struct buf *b, uint64_t v);

/* Reads them back. `bad` is set, and every later read gives 0, when the
 * bytes end too early: check once at the end. Borrows the bytes. */
struct rdr {
	const unsigned char *p, *end;
	bool bad;
};
uint64_t rdr_varint_long(struct rdr *r); /* the part not inline */
/* Inline, for there are millions, most of one to three bytes. */
static inline uint64_t rdr_varint(struct rdr *r)
{
	const unsigned char *p = r->p;

	if (!r->bad && r->end - p > 2) {
		if (p[0] < 0x80) {
			r->p = p + 1;
			return p[0];
		}
		if (p[1] < 0x80) {
			r->p = p + 2;
			return (uint64_t)(p[0] & 0x7f) | (uint64_t)p[1] << 7;
		}
		if (p[2] < 0x80) {
			r->p = p + 3;
			return (uint64_t)(p[0] & 0x7f) |
			       (uint64_t)(p[1] & 0x7f) << 7 |
			       (uint64_t)p[2] << 14;
		}
	}
	return rdr_varint_long(r);
}
/* Little-endian. */
uint32_t rdr_u32(struct rdr *r);
uint64_t rdr_u64(struct rdr *r);
/* `len` bytes in place, or NULL. */
const void *rdr_bytes(struct rdr *r, size_t len);

#endif
