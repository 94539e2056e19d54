/* content.c - the rows that hold what an article says. Everything is
 * worked out once into a struct parts. */
#include "config.h"

#include "content_priv.h"
#include "waiting_priv.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

#define UUIDS_MAX 100 /* tried; the second one hardly ever is taken */
#define SUMMARY_BYTES 300 /* of a summary beside the row */
/* Fixed for ever: the hashes are stored. */
#define SEED_URL 12

int64_t url_hash(const char *key)
{
	return (int64_t)hash64(key, strlen(key), SEED_URL);
}

static char *join_tags(const struct str_vec *tags)
{
	struct buf b = BUF_INIT;
	struct map seen = { 0 };

	for (size_t i = 0; i < tags->len; i++) {
		char *key = tag_key(tags->v[i]);
		bool is_new = false;
		if (*key && !strchr(tags->v[i], '\n'))
			map_put(&seen, key, strlen(key), &is_new);
		if (is_new && b.len)
			buf_addc(&b, '\n');
		if (is_new)
			buf_adds(&b, tags->v[i]);
		free(key);
	}
	map_release(&seen);
	return b.len ? buf_detach(&b) : NULL;
}

void parts_init(struct parts *p, const struct article *a)
{
	*p = (struct parts){ .tags = join_tags(&a->tags) };
	buf_init(&p->marks, BUF_MAX_DEFAULT);
	buf_init(&p->lists, BUF_MAX_DEFAULT);
	lists_encode(a, &p->lists);
	if (a->body && a->body->text.len) {
		p->text = a->body->text.ptr;
		p->text_len = a->body->text.len;
		doc_save_marks(a->body, &p->marks);
	}
	if (!a->summary || !*a->summary)
		return;
	size_t len = strlen(a->summary);
	if (len > SUMMARY_BYTES) {
		p->long_summary = a->summary;
		len = SUMMARY_BYTES;
		while (len && ((unsigned char)a->summary[len] & 0xc0) == 0x80)
			len--;
	}
	p->excerpt = xstrndup(a->summary, len);
}

void parts_release(struct parts *p)
{
	free(p->tags);
	free(p->excerpt);
	buf_release(&p->marks);
	buf_release(&p->lists);
}

const char *parts_text(const struct parts *p)
{
	if (p->text)
		return p->text;
	return p->long_summary ? p->long_summary : p->excerpt;
}

enum status insert_article(struct store *st, const struct article *a,
			   int64_t *arrival, struct err *err)
{
	struct row_article row = {
		.id = a->id,
		.feed_id = a->feed_id,
		.flags = a->flags & (ARTICLE_READ | ARTICLE_STARRED |
				     ARTICLE_FULLTEXT),
		.words = a->words,
		.read_count = a->read_count,
		.last_read = a->last_read,
	};
	enum status status = counts_article(st, a->flags, arrival, err);

	row.arrival = *arrival;
	if (status == ST_OK)
		waiting_article(st, &row);
	return status;
}

/* Two articles may have one address (a feed that always links its front
 * page): the later one's uuid is made from its row id too. */
static void other_uuid(struct article *a, int again, unsigned char uuid[16])
{
	char *s = xasprintf("%s:%lld:%d", a->uuid, (long long)a->id, again);

	hash_uuid(s, strlen(s), a->uuid);
	free(s);
	uuid_from_text(a->uuid, uuid);
}

/* title to guid: the same order in INSERT and UPDATE. */
static void bind_content(struct query *q, const struct article *a,
			 const struct parts *p)
{
	if (a->url_key)
		query_int(q, url_hash(a->url_key));
	else
		query_text(q, NULL);
	query_text(q, a->title);
	query_text(q, a->source);
	query_text(q, p->excerpt);
	query_text(q, a->author);
	query_text(q, a->url);
	query_text(q, a->lang);
	query_text(q, p->tags);
	query_int(q, a->published);
	query_int(q, a->updated);
	query_int(q, a->fetched);
	query_text(q, a->category);
	query_text(q, a->comments_url);
}

/* Not at all if another article has that uuid. */
static enum status try_content(struct store *st, const struct article *a,
			       const struct parts *p,
			       const unsigned char uuid[16], struct err *err)
{
	struct query q;

	query_ahead(&q, st,
		    "INSERT OR IGNORE INTO content (url_hash, title, source,"
		    " summary, author, url, lang, tags, published, updated,"
		    " fetched, category, comments_url, id, uuid, guid,"
		    " created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
		    " ?, ?, ?, ?, ?)",
		    err);
	bind_content(&q, a, p);
	query_int(&q, a->id);
	query_blob(&q, uuid, 16);
	query_text(&q, a->guid);
	query_int(&q, a->created);
	return query_run(&q);
}

enum status insert_content(struct store *st, struct article *a,
			   const struct parts *p, struct err *err)
{
	unsigned char uuid[16] = { 0 };
	enum status status = ST_OK;

	if (!uuid_from_text(a->uuid, uuid))
		other_uuid(a, 0, uuid);
	for (int i = 1; i <= UUIDS_MAX; i++) {
		status = try_content(st, a, p, uuid, err);
		if (status != ST_OK || sqlite3_changes(st->db))
			return status;
		other_uuid(a, i, uuid);
	}
	return db_fail(st, SQLITE_CONSTRAINT, "content", err);
}

static enum status write_body(struct store *st, const char *sql,
			      int64_t arrival, const struct parts *p,
			      struct err *err)
{
	struct query q;

	query_ahead(&q, st, sql, err);
	query_int(&q, arrival);
	query_textn(&q, p->text, p->text_len);
	query_blob(&q, p->text ? p->marks.ptr : NULL, p->marks.len);
	query_text(&q, p->long_summary);
	query_blob(&q, p->lists.len ? p->lists.ptr : NULL, p->lists.len);
	return query_run(&q);
}

static bool has_body(const struct parts *p)
{
	return p->text || p->long_summary || p->lists.len;
}

/* Not INSERT OR REPLACE: with foreign keys SQLite keeps a copy of every page
 * that such a statement changes, to take it back alone. */
enum status insert_body(struct store *st, int64_t arrival,
			const struct parts *p, struct err *err)
{
	if (!has_body(p))
		return ST_OK;
	return write_body(st,
			  "INSERT INTO body (arrival, text, marks, summary,"
			  " lists) VALUES (?, ?, ?, ?, ?)",
			  arrival, p, err);
}

enum status put_body(struct store *st, int64_t arrival,
		     const struct parts *p, struct err *err)
{
	if (!has_body(p))
		return query_run_int(st, "DELETE FROM body WHERE arrival = ?",
				     arrival, err);
	return write_body(st,
			  "INSERT OR REPLACE INTO body (arrival, text, marks,"
			  " summary, lists) VALUES (?, ?, ?, ?, ?)",
			  arrival, p, err);
}

enum status update_content(struct store *st, const struct article *a,
				  const struct parts *p, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "UPDATE content SET url_hash = ?, title = ?, source = ?,"
		    " summary = ?, author = ?, url = ?, lang = ?, tags = ?,"
		    " published = ?, updated = ?, fetched = ?, category = ?,"
		    " comments_url = ? WHERE id = ?",
		    err);
	bind_content(&q, a, p);
	query_int(&q, a->id);
	return query_run(&q);
}
