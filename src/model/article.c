/* article.c - see article.h. Memory, and the few values that follow from
 * the rest of the record. The seeds of article_hash() are saved with every
 * article: they never change. */
#include "config.h"

#include "thrum/model/article.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/hash.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"
#include "thrum/base/banned.h"

enum { SEED_TITLE = 1, SEED_SUMMARY = 2, SEED_BODY = 3 };

struct article *article_new(void)
{
	return xcalloc(1, sizeof(struct article));
}

static void free_lists(struct article *a)
{
	str_vec_release(&a->tags);
	for (size_t i = 0; i < a->enclosures.len; i++) {
		free(a->enclosures.v[i].url);
		free(a->enclosures.v[i].type);
	}
	vec_release(&a->enclosures);
	for (size_t i = 0; i < a->related.len; i++) {
		struct related_link *r = &a->related.v[i];
		free(r->title);
		free(r->source);
		free(r->url);
		free(r->excerpt);
		free(r->age);
	}
	vec_release(&a->related);
	for (size_t i = 0; i < a->conversation.len; i++) {
		free(a->conversation.v[i].speaker);
		free(a->conversation.v[i].text);
	}
	vec_release(&a->conversation);
	for (size_t i = 0; i < a->details.len; i++) {
		free(a->details.v[i].name);
		free(a->details.v[i].value);
	}
	vec_release(&a->details);
}

void article_free(struct article *a)
{
	if (!a)
		return;
	free(a->guid);
	free(a->url);
	free(a->url_key);
	free(a->title);
	free(a->author);
	free(a->source);
	free(a->category);
	free(a->lang);
	free(a->summary);
	free(a->comments_url);
	doc_free(a->body);
	free_lists(a);
	free(a);
}

void article_vec_release(struct article_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++)
		article_free(vec->v[i]);
	vec_release(vec);
}

static uint64_t hash_str(const char *s, uint64_t seed)
{
	return s ? hash64(s, strlen(s), seed) : seed;
}

uint64_t article_hash(const struct article *a)
{
	uint64_t h = hash_str(a->title, SEED_TITLE);

	h = hash64_mix(h, hash_str(a->summary, SEED_SUMMARY));
	if (a->body)
		return hash64_mix(h, hash64(a->body->text.ptr,
					    a->body->text.len, SEED_BODY));
	return hash64_mix(h, SEED_BODY);
}

int64_t article_time(const struct article *a)
{
	if (a->published)
		return a->published;
	return a->updated ? a->updated : a->fetched;
}

/* A letter in front keeps a guid that looks like an address, or like the
 * digits of a hash, from meeting the other kinds. */
static void make_uuid(struct article *a)
{
	struct buf b = BUF_INIT;

	if (a->url_key)
		buf_addf(&b, "u%s", a->url_key);
	else if (a->guid)
		buf_addf(&b, "g%s", a->guid);
	else
		buf_addf(&b, "c%016llx", (unsigned long long)a->content_hash);
	hash_uuid(b.ptr, b.len, a->uuid);
	buf_release(&b);
}

void article_complete(struct article *a, int64_t now)
{
	if (!a->url_key && a->url)
		a->url_key = url_key(a->url);
	if (!a->fetched)
		a->fetched = now;
	if (!a->created)
		a->created = a->fetched;
	if (!a->words && a->body)
		a->words = doc_words(a->body);
	if (!a->content_hash)
		a->content_hash = article_hash(a);
	if (!a->uuid[0])
		make_uuid(a);
}
