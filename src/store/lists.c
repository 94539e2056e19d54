/* lists.c - enclosures, related stories, conversation and details as one
 * blob: they are read with the article and never searched for.
 *
 * Format 1: the byte 1, then four lists, each a count and its fields, as
 * varints and strings; a string is its length + 1 and its bytes, 0 = NULL.
 */
#include "config.h"

#include "store_priv.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

#define FORMAT 1
/* No page has more; a damaged count shall not make us allocate. */
#define LIST_MAX 100000

static void put_str(struct buf *out, const char *s)
{
	size_t len = s ? strlen(s) : 0;

	buf_add_varint(out, s ? len + 1 : 0);
	buf_add(out, s ? s : "", len);
}

static char *get_str(struct rdr *r)
{
	uint64_t n = rdr_varint(r);

	if (!n || n - 1 > (uint64_t)(r->end - r->p)) {
		r->bad |= n != 0;
		return NULL;
	}
	const char *p = rdr_bytes(r, (size_t)n - 1);
	return p ? xstrndup(p, (size_t)n - 1) : NULL;
}

static size_t get_count(struct rdr *r)
{
	uint64_t n = rdr_varint(r);

	if (n > LIST_MAX)
		r->bad = true;
	return r->bad ? 0 : (size_t)n;
}

void lists_encode(const struct article *a, struct buf *out)
{
	if (!a->enclosures.len && !a->related.len && !a->conversation.len &&
	    !a->details.len)
		return;
	buf_addc(out, FORMAT);
	buf_add_varint(out, a->enclosures.len);
	for (size_t i = 0; i < a->enclosures.len; i++) {
		put_str(out, a->enclosures.v[i].url);
		put_str(out, a->enclosures.v[i].type);
		buf_add_varint(out, (uint64_t)a->enclosures.v[i].length);
	}
	buf_add_varint(out, a->related.len);
	for (size_t i = 0; i < a->related.len; i++) {
		const struct related_link *r = &a->related.v[i];
		put_str(out, r->title);
		put_str(out, r->source);
		put_str(out, r->url);
		put_str(out, r->excerpt);
		put_str(out, r->age);
		buf_add_varint(out, (uint64_t)(r->age_s + 1));
	}
	buf_add_varint(out, a->conversation.len);
	for (size_t i = 0; i < a->conversation.len; i++) {
		put_str(out, a->conversation.v[i].speaker);
		put_str(out, a->conversation.v[i].text);
	}
	buf_add_varint(out, a->details.len);
	for (size_t i = 0; i < a->details.len; i++) {
		put_str(out, a->details.v[i].name);
		put_str(out, a->details.v[i].value);
	}
}

static void decode_related(struct rdr *r, struct article *a)
{
	for (size_t n = get_count(r); n > 0 && !r->bad; n--) {
		struct related_link link = { .title = get_str(r) };
		link.source = get_str(r);
		link.url = get_str(r);
		link.excerpt = get_str(r);
		link.age = get_str(r);
		link.age_s = (int64_t)rdr_varint(r) - 1;
		vec_push(&a->related, link);
	}
}

enum status lists_decode(const void *bytes, size_t len, struct article *a)
{
	struct rdr r = { .p = bytes, .end = (const unsigned char *)bytes + len };

	if (!len)
		return ST_OK;
	if (*r.p++ != FORMAT)
		return ST_CORRUPT;
	for (size_t n = get_count(&r); n > 0 && !r.bad; n--) {
		struct enclosure e = { .url = get_str(&r) };
		e.type = get_str(&r);
		e.length = (int64_t)rdr_varint(&r);
		vec_push(&a->enclosures, e);
	}
	decode_related(&r, a);
	for (size_t n = get_count(&r); n > 0 && !r.bad; n--) {
		struct turn t = { .speaker = get_str(&r) };
		t.text = get_str(&r);
		vec_push(&a->conversation, t);
	}
	for (size_t n = get_count(&r); n > 0 && !r.bad; n--) {
		struct detail d = { .name = get_str(&r) };
		d.value = get_str(&r);
		vec_push(&a->details, d);
	}
	return r.bad ? ST_CORRUPT : ST_OK;
}
