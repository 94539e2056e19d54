/* buf.c - see buf.h. */
#include "config.h"

#include "thrum/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

/* Shared by all empty buffers; never written to. */
static char empty[1];

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .ptr = empty, .max = max };
}

void buf_release(struct buf *b)
{
	if (b->cap)
		free(b->ptr);
	buf_init(b, b->max);
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->overflow = false;
	if (b->cap)
		b->ptr[0] = '\0';
}

bool buf_grow(struct buf *b, size_t extra)
{
	if (b->overflow || extra > b->max || b->len > b->max - extra) {
		b->overflow = true;
		return false;
	}
	size_t need = b->len + extra + 1;
	if (need > b->cap) {
		/* The first piece is often all: not much more than that. */
		size_t cap = b->cap ? b->cap : (need | 15) + 17;
		while (cap < need)
			cap += cap / 2 + 16;
		char *p = xreallocarray(b->cap ? b->ptr : NULL, cap, 1);
		if (!b->cap)
			p[0] = '\0';
		b->ptr = p;
		b->cap = cap;
	}
	return true;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
	char *p = len ? buf_reserve(b, len) : NULL;

	if (!p)
		return;
	memcpy(p, bytes, len);
	buf_grew(b, len);
}

void buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *p = n > 0 ? buf_reserve(b, (size_t)n) : NULL;
	if (p) {
		vsnprintf(p, (size_t)n + 1, fmt, again);
		buf_grew(b, (size_t)n);
	}
	va_end(again);
}

void buf_add_cp(struct buf *b, uint32_t cp)
{
	char u[4];
	size_t n;

	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		cp = 0xfffd;
	if (cp < 0x80) {
		buf_addc(b, (char)cp);
		return;
	}
	if (cp < 0x800) {
		u[0] = (char)(0xc0 | cp >> 6);
		n = 2;
	} else if (cp < 0x10000) {
		u[0] = (char)(0xe0 | cp >> 12);
		n = 3;
	} else {
		u[0] = (char)(0xf0 | cp >> 18);
		n = 4;
	}
	for (size_t i = n - 1; i > 0; i--, cp >>= 6)
		u[i] = (char)(0x80 | (cp & 0x3f));
	buf_add(b, u, n);
}

void buf_truncate(struct buf *b, size_t len)
{
	if (len > b->len)
		BUG("buf_truncate beyond the end");
	b->len = len;
	if (b->cap)
		b->ptr[len] = '\0';
}

char *buf_detach(struct buf *b)
{
	char *p = b->cap ? b->ptr : xstrdup("");

	buf_init(b, b->max);
	return p;
}

void buf_shrink(struct buf *b)
{
	enum { WORTH = 64 };

	if (b->cap < b->len + 1 + WORTH)
		return;
	b->ptr = xreallocarray(b->ptr, b->len + 1, 1);
	b->cap = b->len + 1;
}

enum status buf_status(const struct buf *b)
{
	return b->overflow ? ST_LIMIT : ST_OK;
}

void buf_add_varint(struct buf *b, uint64_t v)
{
	if (v < 0x80) {
		buf_addc(b, (char)v);
		return;
	}
	while (v >= 0x80) {
		buf_addc(b, (char)(unsigned char)(v | 0x80));
		v >>= 7;
	}
	buf_addc(b, (char)(unsigned char)v);
}

/* One store where the machine is little-endian itself. */
static void put_u32(char *p, uint32_t v)
{
	p[0] = (char)(v & 0xff);
	p[1] = (char)(v >> 8 & 0xff);
	p[2] = (char)(v >> 16 & 0xff);
	p[3] = (char)(v >> 24);
}

void buf_add_u32(struct buf *b, uint32_t v)
{
	char *p = buf_reserve(b, 4);

	if (!p)
		return;
	put_u32(p, v);
	buf_grew(b, 4);
}

void buf_add_u64(struct buf *b, uint64_t v)
{
	char *p = buf_reserve(b, 8);

	if (!p)
		return;
	put_u32(p, (uint32_t)v);
	put_u32(p + 4, (uint32_t)(v >> 32));
	buf_grew(b, 8);
}

uint64_t rdr_varint_long(struct rdr *r)
{
	uint64_t v = 0;

	for (int shift = 0; shift < 64; shift += 7) {
		if (r->bad || r->p == r->end)
			break;
		unsigned char c = *r->p++;
		v |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80)
			return v;
	}
	r->bad = true;
	return 0;
}

const void *rdr_bytes(struct rdr *r, size_t len)
{
	if (r->bad || (size_t)(r->end - r->p) < len) {
		r->bad = true;
		return NULL;
	}
	const void *p = r->p;
	r->p += len;
	return p;
}

uint32_t rdr_u32(struct rdr *r)
{
	const unsigned char *p = rdr_bytes(r, 4);

	return p ? (uint32_t)p[0] | (uint32_t)p[1] << 8 |
			   (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24 :
		   0;
}

uint64_t rdr_u64(struct rdr *r)
{
	uint64_t low = rdr_u32(r);

	return low | (uint64_t)rdr_u32(r) << 32;
}
