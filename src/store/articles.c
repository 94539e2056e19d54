/* articles.c - single articles out of the store, and their revisions. */
#include "config.h"

#include "thrum/store/articles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/base/i18n.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"
#include "store_priv.h"
#include "thrum/base/banned.h"

void uuid_to_text(const void *bytes, size_t len, char out[37])
{
	const unsigned char *p = bytes;

	out[0] = '\0';
	if (len != 16)
		return;
	for (int i = 0, at = 0; i < 16; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			out[at++] = '-';
		snprintf(out + at, 3, "%02x", p[i]);
		at += 2;
	}
}

static int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Hex digits of `text` into half-bytes of out, dashes skipped; their
 * number, or -1 for anything else. */
static int read_nibbles(const char *text, unsigned char out[32])
{
	int n = 0;

	for (; *text; text++) {
		int v = hex_value(*text);
		if (*text == '-')
			continue;
		if (v < 0 || n == 32)
			return -1;
		out[n++] = (unsigned char)v;
	}
	return n;
}

static void pack(const unsigned char nibbles[32], unsigned char out[16])
{
	for (int i = 0; i < 16; i++)
		out[i] = (unsigned char)(nibbles[2 * i] << 4 |
					 nibbles[2 * i + 1]);
}

bool uuid_from_text(const char *text, unsigned char out[16])
{
	unsigned char nibbles[32];

	if (strlen(text) != 36 || read_nibbles(text, nibbles) != 32)
		return false;
	pack(nibbles, out);
	return true;
}

#define UUID_PREFIX_MIN 6

enum status store_article_find(struct store *st, const char *uuid,
			       int64_t *id, struct err *err)
{
	unsigned char lo[32] = { 0 }, hi[32], from[16], to[16];
	struct query q;
	int64_t found = 0;
	int rows = 0;
	int n = read_nibbles(uuid, lo);

	if (n < UUID_PREFIX_MIN)
		return err_set(err, n < 0 ? ST_NOT_FOUND : ST_USAGE,
			       n < 0 ? _("no article has the id %.40s") :
				       _("\"%.40s\" is too short for an id: "
					 "give six characters or more"),
			       uuid);
	memset(hi, 15, sizeof(hi));
	memcpy(hi, lo, (size_t)n);
	pack(lo, from);
	pack(hi, to);
	query_start(&q, st,
		    "SELECT id FROM content WHERE uuid BETWEEN ? AND ?"
		    " LIMIT 2",
		    err);
	query_blob(&q, from, sizeof(from));
	query_blob(&q, to, sizeof(to));
	for (; query_row(&q); rows++)
		found = query_col_int(&q, 0);
	enum status status = query_end(&q);
	if (status != ST_OK)
		return status;
	if (rows == 0)
		return err_set(err, ST_NOT_FOUND,
			       _("no article has the id %.40s"), uuid);
	if (rows > 1)
		return err_set(err, ST_USAGE,
			       _("more than one article's id begins with "
				 "%.40s: give more of it"),
			       uuid);
	*id = found;
	return ST_OK;
}

enum status store_article_by_url(struct store *st, const char *key,
				 int64_t *id, struct err *err)
{
	struct query q;
	int64_t found = 0;

	query_start(&q, st,
		    "SELECT id, url FROM content"
		    " WHERE url_hash = ? AND url_hash IS NOT NULL LIMIT 16",
		    err);
	query_int(&q, url_hash(key));
	while (!found && query_row(&q)) {
		char *theirs = url_key(query_col_text(&q, 1));
		if (theirs && !strcmp(theirs, key))
			found = query_col_int(&q, 0);
		free(theirs);
	}
	enum status status = query_end(&q);
	if (status != ST_OK)
		return status;
	if (!found)
		return err_set(err, ST_NOT_FOUND,
			       _("no article has this address"));
	*id = found;
	return ST_OK;
}

static void read_columns(const struct query *q, struct article *a)
{
	a->id = query_col_int(q, 0);
	a->feed_id = query_col_int(q, 1);
	a->flags = (uint32_t)query_col_int(q, 2);
	a->thread_id = query_col_int(q, 3);
	a->copy_of = query_col_int(q, 4);
	a->words = (uint32_t)query_col_int(q, 5);
	a->read_count = (uint32_t)query_col_int(q, 6);
	a->last_read = query_col_int(q, 7);
	uuid_to_text(query_col_blob(q, 8), query_col_len(q, 8), a->uuid);
	a->title = query_col_dup(q, 9);
	a->source = query_col_dup(q, 10);
	a->summary = query_col_dup(q, 11);
	a->author = query_col_dup(q, 12);
	a->url = query_col_dup(q, 13);
	a->url_key = url_key(a->url);
	a->lang = query_col_dup(q, 14);
	a->published = query_col_int(q, 16);
	a->updated = query_col_int(q, 17);
	a->fetched = query_col_int(q, 18);
	a->created = query_col_int(q, 19);
	a->category = query_col_dup(q, 20);
	a->guid = query_col_dup(q, 21);
	a->comments_url = query_col_dup(q, 22);
	a->content_hash = (uint64_t)query_col_int(q, 23);
}

static void split_tags(const char *tags, struct str_vec *out)
{
	while (tags && *tags) {
		size_t n = strcspn(tags, "\n");
		str_vec_add_take(out, xstrndup(tags, n));
		tags += n + (tags[n] != '\0');
	}
}

/* Marks that do not fit their text lose the markup, not the article. */
static struct doc *read_doc(const struct query *q)
{
	struct doc *doc = NULL;
	const char *text = query_col_text(q, 0);
	size_t len = query_col_len(q, 0);

	if (!text)
		return NULL;
	if (doc_load(text, len, query_col_blob(q, 1), query_col_len(q, 1),
		     &doc) != ST_OK)
		doc = doc_from_text(text, len);
	return doc;
}

enum status store_body_bytes(struct store *st, int64_t id, int64_t *out,
			     struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT length(CAST(b.text AS BLOB)) FROM article a"
		    " JOIN body b ON b.arrival = a.arrival WHERE a.id = ?",
		    err);
	query_int(&q, id);
	*out = query_row(&q) ? query_col_int(&q, 0) : 0;
	return query_end(&q);
}

static enum status load_body(struct store *st, struct article *a,
			     uint32_t load, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT b.text, b.marks, b.summary, b.lists"
		    " FROM article a JOIN body b ON b.arrival = a.arrival"
		    " WHERE a.id = ?",
		    err);
	query_int(&q, a->id);
	if (query_row(&q)) {
		if (load & STORE_LOAD_BODY)
			a->body = read_doc(&q);
		if (query_col_text(&q, 2)) {
			free(a->summary);
			a->summary = query_col_dup(&q, 2);
		}
		/* Damage here costs lists that are an extra. */
		if (load & STORE_LOAD_LISTS &&
		    lists_decode(query_col_blob(&q, 3), query_col_len(&q, 3),
				 a) != ST_OK)
			err_detail(err, "lists of article %lld damaged",
				   (long long)a->id);
	}
	return query_end(&q);
}

enum status store_article_get(struct store *st, int64_t id, uint32_t load,
			      struct article **out, struct err *err)
{
	struct query q;
	struct article *a = article_new();

	query_start(&q, st,
		    "SELECT a.id, a.feed_id, a.flags, a.thread_id, a.copy_of,"
		    " a.words, a.read_count, a.last_read, c.uuid, c.title,"
		    " c.source, c.summary, c.author, c.url, c.lang, c.tags,"
		    " c.published, c.updated, c.fetched, c.created,"
		    " c.category, c.guid, c.comments_url,"
		    " (SELECT content_hash FROM sighting s"
		    "  WHERE s.article_id = a.id AND s.feed_id = a.feed_id"
		    "  LIMIT 1)"
		    " FROM article a JOIN content c ON c.id = a.id"
		    " WHERE a.id = ?",
		    err);
	query_int(&q, id);
	if (query_row(&q)) {
		read_columns(&q, a);
		if (load & STORE_LOAD_LISTS)
			split_tags(query_col_text(&q, 15), &a->tags);
	}
	enum status status = query_end(&q);
	if (status == ST_OK && !a->id)
		status = err_set(err, ST_NOT_FOUND,
				 _("there is no such article"));
	if (status == ST_OK && load)
		status = load_body(st, a, load, err);
	if (status == ST_OK)
		*out = a;
	else
		article_free(a);
	return status;
}

enum status store_revisions(struct store *st, int64_t id,
			    struct revision_vec *out, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT at, title, text FROM revision"
		    " WHERE article_id = ? ORDER BY id DESC",
		    err);
	query_int(&q, id);
	while (query_row(&q)) {
		struct revision r = { .at = query_col_int(&q, 0),
				      .title = query_col_dup(&q, 1),
				      .text = query_col_dup(&q, 2) };
		vec_push(out, r);
	}
	return query_end(&q);
}

void revision_vec_release(struct revision_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++) {
		free(vec->v[i].title);
		free(vec->v[i].text);
	}
	vec_release(vec);
}

enum status store_article_touch(struct store *st, int64_t id, int64_t now,
				struct err *err)
{
	struct query q;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "UPDATE article SET last_read = ?,"
		    " read_count = read_count + 1 WHERE id = ?",
		    err);
	query_int(&q, now);
	query_int(&q, id);
	status = query_run(&q);
	if (status == ST_OK && sqlite3_changes(st->db) == 0)
		status = err_set(err, ST_NOT_FOUND,
				 _("there is no such article"));
	return store_done(st, status, err);
}
