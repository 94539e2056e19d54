/* put.c - an article enters: new, known, changed, or seen elsewhere.
 *
 * Who it is: (feed, guid), where the guid falls back on the canonical
 * address, then on the content. Only the 64-bit hash of that is stored: a
 * feed that makes two of its own guids collide harms itself alone. An
 * unknown item whose address another feed has is a second sighting of that
 * report. What each feed said last is kept per sighting, so that two feeds
 * with different texts of one report do not revise it in turn.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/hash.h"
#include "thrum/base/i18n.h"
#include "thrum/text/fold.h"
#include "thrum/text/url.h"
#include "content_priv.h"
#include "waiting_priv.h"
#include "thrum/base/banned.h"

/* Fixed for ever: the hashes are stored. */
enum { SEED_GUID = 11, SEED_CONTENT = 13 };

#define REVISIONS_MAX 10 /* kept of one article */
#define UNDATED_WORDS_MIN 20 /* are the same report if they are the same */
#define DAY_S 86400
/* Last second whose ids fit; the year 141,000 or so. */
#define SECOND_MAX ((int64_t)1 << 42)

static int64_t guid_hash(const char *guid)
{
	return (int64_t)hash64(guid, strlen(guid), SEED_GUID);
}

static int64_t guid_key(const struct article *a)
{
	if (a->guid && *a->guid)
		return guid_hash(a->guid);
	if (a->url_key)
		return url_hash(a->url_key);
	return (int64_t)hash64_mix(a->content_hash, SEED_CONTENT);
}

int64_t store_id_at(const struct store *st, int64_t second)
{
	if (second < 0)
		second = 0;
	if (second > SECOND_MAX)
		second = SECOND_MAX;
	return second << st->id_bits;
}

/* The next free number in a second. From id_bits' room on it is full, and so
 * are the seconds behind it: one for each number more. */
static enum status free_in(struct store *st, int64_t lo, int64_t *n,
			   struct err *err)
{
	struct query q;
	int64_t room = (int64_t)1 << st->id_bits;

	*n = (int64_t)waiting_seen(st, (struct row_key){ ROW_SECOND, lo, 0 });
	if (*n)
		return ST_OK;
	*n = !lo; /* id 0 means "none" everywhere */
	query_ahead(&q, st,
		    "SELECT max(id) FROM article WHERE id BETWEEN ? AND ?",
		    err);
	query_int(&q, lo);
	query_int(&q, lo + room - 1);
	if (query_row(&q) && query_col_int(&q, 0))
		*n = query_col_int(&q, 0) - lo + 1;
	return query_end(&q);
}

/* The next free id of the second in which it was published, or after a full
 * one (thousands of undated ones at once). A date more than a day ahead is a
 * mistake (or an attempt to stay on top): then it is sorted by when it
 * came. */
static enum status next_id(struct store *st, const struct article *a,
			   int64_t *id, struct err *err)
{
	int64_t second = article_time(a), n = 0, on = 0;
	int64_t room = (int64_t)1 << st->id_bits;
	enum status status;

	if (a->fetched && second > a->fetched + DAY_S)
		second = a->fetched;
	int64_t first = store_id_at(st, second), lo = first;
	while ((status = free_in(st, lo, &n, err)) == ST_OK && n >= room) {
		on += n - room + 1;
		lo = first + on * room;
	}
	if (status != ST_OK)
		return status;
	*id = lo + n;
	if (on)
		waiting_mark(st, (struct row_key){ ROW_SECOND, first, 0 },
			     (uintptr_t)(room + on - 1));
	waiting_mark(st, (struct row_key){ ROW_SECOND, lo, 0 },
		     (uintptr_t)(n + 1));
	return ST_OK;
}

struct known {
	int64_t article_id;
	uint64_t content_hash, raw_hash;
};

/* Nothing of the feed was stored before what waits. */
static enum status is_cold(struct store *st, int64_t feed_id, bool *cold,
			   struct err *err)
{
	struct query q;
	struct row_key key = { ROW_FEED, feed_id, 0 };
	uintptr_t seen = waiting_seen(st, key);

	*cold = seen == FEED_COLD;
	if (seen)
		return ST_OK;
	query_ahead(&q, st, "SELECT 1 FROM sighting WHERE feed_id = ? LIMIT 1",
		    err);
	query_int(&q, feed_id);
	*cold = !query_row(&q);
	enum status status = query_end(&q);
	if (status == ST_OK)
		waiting_mark(st, key, *cold ? FEED_COLD : FEED_KNOWN);
	return status;
}

static enum status find_known(struct store *st, int64_t feed_id, int64_t key,
			      struct known *out, struct err *err)
{
	struct query q;
	bool cold = false;
	enum status status = ST_OK;

	*out = (struct known){ 0 };
	if (waiting_seen(st, (struct row_key){ ROW_GUID, feed_id, key }))
		status = waiting_flush(st, err);
	else
		status = is_cold(st, feed_id, &cold, err);
	if (status != ST_OK || cold)
		return status;
	query_ahead(&q, st,
		    "SELECT article_id, content_hash, raw_hash FROM sighting"
		    " WHERE feed_id = ? AND guid_key = ?",
		    err);
	query_int(&q, feed_id);
	query_int(&q, key);
	if (query_row(&q)) {
		out->article_id = query_col_int(&q, 0);
		out->content_hash = (uint64_t)query_col_int(&q, 1);
		out->raw_hash = (uint64_t)query_col_int(&q, 2);
	}
	return query_end(&q);
}

/* Does an address name one report? A site's front page does not. */
static bool is_front_page(const char *key)
{
	const char *host = strstr(key, "//");
	const char *path = strpbrk(host ? host + 2 : key, "/?");

	return !path || (path[0] == '/' && !path[1]);
}

static bool has_same_title(const char *a, const char *b)
{
	return a && b && text_is_same(a, b);
}

/* Whether this feed lists article `id` already, and with what content. */
static enum status seen_here(struct store *st, int64_t feed_id, int64_t id,
			     struct known *out, struct err *err)
{
	struct query q;

	*out = (struct known){ 0 };
	query_start(&q, st,
		    "SELECT article_id, content_hash FROM sighting"
		    " WHERE article_id = ? AND feed_id = ?",
		    err);
	query_int(&q, id);
	query_int(&q, feed_id);
	if (query_row(&q)) {
		out->article_id = query_col_int(&q, 0);
		out->content_hash = (uint64_t)query_col_int(&q, 1);
	}
	return query_end(&q);
}

/* A stored article that has the address of `a`. */
struct candidate {
	int64_t id;
	bool same_title;
	bool same_date; /* of publication, as its feed says */
};
#define CANDIDATES_MAX 16

static enum status find_candidates(struct store *st, const struct article *a,
				   struct candidate *out, int *n,
				   struct err *err)
{
	struct query q;

	*n = 0;
	query_ahead(&q, st,
		    "SELECT id, url, title, published FROM content"
		    " WHERE url_hash = ? AND url_hash IS NOT NULL LIMIT 16",
		    err);
	query_int(&q, url_hash(a->url_key));
	while (*n < CANDIDATES_MAX && query_row(&q)) {
		char *key = url_key(query_col_text(&q, 1));
		if (key && !strcmp(key, a->url_key))
			out[(*n)++] = (struct candidate){
				.id = query_col_int(&q, 0),
				.same_title = has_same_title(
					query_col_text(&q, 2), a->title),
				.same_date =
					query_col_int(&q, 3) == a->published,
			};
		free(key);
	}
	return query_end(&q);
}

/* What an item is that its feed lists under a guid of its own. */
enum listed { LISTED_NOT, LISTED_SAME, LISTED_CHANGED };

/* In the same feed an unchanged item under a new guid is the same report,
 * and one whose text has changed is when headline and date have not. */
static enum listed judge_listed(const struct article *a,
				const struct candidate *c, bool strict,
				const struct known *here)
{
	if (here->content_hash == a->content_hash)
		return LISTED_SAME;
	return !strict && c->same_title && c->same_date ? LISTED_CHANGED :
							  LISTED_NOT;
}

/* The report that `a` is another sighting of, or 0. Where many items share
 * an address, the title has to be the same too. */
static enum status find_elsewhere(struct store *st, const struct article *a,
				  int64_t *id, enum listed *listed,
				  struct err *err)
{
	struct candidate c[CANDIDATES_MAX];
	int n = 0;
	enum status status = ST_OK;

	*id = 0;
	*listed = LISTED_NOT;
	if (a->url_key)
		status = find_candidates(st, a, c, &n, err);
	for (int i = 0; i < n && status == ST_OK && !*id; i++) {
		struct known here;
		status = seen_here(st, a->feed_id, c[i].id, &here, err);
		if (status != ST_OK)
			break;
		bool strict = n > 1 || is_front_page(a->url_key);
		if (here.article_id)
			*listed = judge_listed(a, &c[i], strict, &here);
		if (here.article_id ? *listed != LISTED_NOT :
				      !strict || c[i].same_title)
			*id = c[i].id;
	}
	return status;
}

/* Every guid and every address of the feed is new (its site has another
 * name): the same words of the same second are the same report. Only where
 * the feed has been read before; undated ones must have words enough. */
static enum status find_same_words(struct store *st, const struct article *a,
				   int64_t *id, struct err *err)
{
	struct query q;
	bool cold = false;
	enum status status = ST_OK;

	*id = 0;
	if (!a->published && a->words < UNDATED_WORDS_MIN)
		return ST_OK;
	if (waiting_seen(st, (struct row_key){ ROW_WORDS, a->feed_id,
					    (int64_t)a->content_hash }))
		status = waiting_flush(st, err);
	else
		status = is_cold(st, a->feed_id, &cold, err);
	if (status != ST_OK || cold)
		return status;
	query_ahead(&q, st,
		    "SELECT s.article_id FROM feed f"
		    " CROSS JOIN sighting s ON s.feed_id = f.id"
		    " CROSS JOIN content c ON c.id = s.article_id"
		    " WHERE f.id = ? AND f.last_success > 0"
		    " AND s.content_hash = ? AND c.published = ? LIMIT 1",
		    err);
	query_int(&q, a->feed_id);
	query_int(&q, (int64_t)a->content_hash);
	query_int(&q, a->published);
	if (query_row(&q))
		*id = query_col_int(&q, 0);
	return query_end(&q);
}

/* sighting.state of a second guid in a feed. */
enum { STATE_LISTED = 3 };

static void put_sighting(struct store *st, const struct article *a,
			 int64_t key, int state)
{
	struct row_sighting row = { .feed_id = a->feed_id,
				    .guid_key = key,
				    .article_id = a->id,
				    .content_hash = (int64_t)a->content_hash,
				    .raw_hash = (int64_t)a->raw_hash,
				    .state = state };

	waiting_sighting(st, &row);
	waiting_mark(st, (struct row_key){ ROW_GUID, row.feed_id, key }, 1);
	waiting_mark(st,
		  (struct row_key){ ROW_WORDS, row.feed_id, row.content_hash },
		  1);
	counts_sighting(st, a->feed_id, state);
}

/* A report that is stored already, in this feed's list too. */
static enum status put_another(struct store *st, const struct article *a,
			       int64_t key, struct err *err)
{
	struct query q;
	int state = 0;

	query_start(&q, st,
		    "SELECT iif(flags & 4, 2, flags & 1) FROM article"
		    " WHERE id = ?",
		    err);
	query_int(&q, a->id);
	if (query_row(&q))
		state = (int)query_col_int(&q, 0);
	enum status status = query_end(&q);
	if (status == ST_OK)
		put_sighting(st, a, key, state);
	return status;
}

static enum status index_new(struct store *st, const struct article *a,
			     const struct parts *p, struct err *err)
{
	struct fts_text t = { .id = a->id,
			      .title = a->title,
			      .title_len = a->title ? strlen(a->title) : 0,
			      .body = parts_text(p),
			      .source = a->source,
			      .tags = p->tags };

	if (t.body)
		t.body_len = p->text ? p->text_len : strlen(t.body);
	return fts_add_text(st, &t, err);
}

static enum status put_new(struct store *st, struct article *a, int64_t key,
			   struct err *err)
{
	struct parts p;
	int64_t arrival = 0;
	int state = a->flags & ARTICLE_READ ? 1 : 0;
	enum status status = next_id(st, a, &a->id, err);

	parts_init(&p, a);
	if (status == ST_OK)
		status = insert_article(st, a, &arrival, err);
	if (status == ST_OK)
		status = insert_content(st, a, &p, err);
	if (status == ST_OK)
		status = insert_body(st, arrival, &p, err);
	if (status == ST_OK)
		put_sighting(st, a, key, state);
	if (status == ST_OK && p.tags)
		status = tags_add(st, a->id, p.tags, state, err);
	if (status == ST_OK)
		status = index_new(st, a, &p, err);
	if (st->rows.articles.len >= ROWS_ARTICLES_MAX && status == ST_OK)
		status = waiting_flush(st, err);
	parts_release(&p);
	return status;
}

/* ---- changed articles ---- */

/* What a change is measured against. */
struct earlier {
	char *title, *text, *tags, *feed_tags; /* owned */
	int64_t feed_id, flags, thread_id, arrival;
};

static enum status load_earlier(struct store *st, int64_t id,
				struct earlier *e, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "SELECT c.title, coalesce(b.text, b.summary, c.summary),"
		    " c.tags, c.feed_tags, a.feed_id, a.flags, a.thread_id,"
		    " a.arrival"
		    " FROM article a JOIN content c ON c.id = a.id"
		    " LEFT JOIN body b ON b.arrival = a.arrival"
		    " WHERE a.id = ?",
		    err);
	query_int(&q, id);
	if (query_row(&q)) {
		e->title = query_col_dup(&q, 0);
		e->text = query_col_dup(&q, 1);
		e->tags = query_col_dup(&q, 2);
		e->feed_tags = query_col_dup(&q, 3);
		e->feed_id = query_col_int(&q, 4);
		e->flags = query_col_int(&q, 5);
		e->thread_id = query_col_int(&q, 6);
		e->arrival = query_col_int(&q, 7);
	}
	return query_end(&q);
}

static void earlier_release(struct earlier *e)
{
	free(e->title);
	free(e->text);
	free(e->tags);
	free(e->feed_tags);
}

static bool is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

/* Is `tag` (len bytes) a line of `tags`? */
static bool has_tag(const char *tags, const char *tag, size_t len)
{
	while (tags && *tags) {
		size_t n = strcspn(tags, "\n");
		if (n == len && !memcmp(tags, tag, n))
			return true;
		tags += n + (tags[n] != '\0');
	}
	return false;
}

/* The reader has changed the tags: keep that, and take what the feed has
 * newly added. */
static void merge_tags(struct parts *p, const struct earlier *e)
{
	struct buf b = BUF_INIT;

	if (e->tags)
		buf_adds(&b, e->tags);
	for (const char *t = p->tags; t && *t;) {
		size_t n = strcspn(t, "\n");
		if (!has_tag(e->feed_tags, t, n) && !has_tag(e->tags, t, n)) {
			if (b.len)
				buf_addc(&b, '\n');
			buf_add(&b, t, n);
		}
		t += n + (t[n] != '\0');
	}
	free(p->tags);
	p->tags = b.len ? buf_detach(&b) : NULL;
}

static enum status keep_revision(struct store *st, const struct article *a,
				 const struct earlier *e, int64_t at,
				 struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "INSERT INTO revision (article_id, at, title, text)"
		    " VALUES (?, ?, ?, ?)",
		    err);
	query_int(&q, a->id);
	query_int(&q, at);
	query_text(&q, e->title);
	query_text(&q, e->text);
	enum status status = query_run(&q);
	if (status != ST_OK)
		return status;
	query_start(&q, st,
		    "DELETE FROM revision WHERE article_id = ?1 AND id <="
		    " (SELECT id FROM revision WHERE article_id = ?1"
		    "  ORDER BY id DESC LIMIT 1 OFFSET ?2)",
		    err);
	query_int(&q, a->id);
	query_int(&q, REVISIONS_MAX);
	return query_run(&q);
}

static enum status update_article(struct store *st, const struct article *a,
				  int64_t flags, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "UPDATE article SET words = ?, flags = flags | ?"
		    " WHERE id = ?",
		    err);
	query_int(&q, a->words);
	query_int(&q, flags);
	query_int(&q, a->id);
	return query_run(&q);
}

/* What the feed says of it now; an import has no raw item. */
static enum status set_hashes(struct store *st, const struct article *a,
			      int64_t key, struct err *err)
{
	struct query q;

	query_start(&q, st,
		    "UPDATE sighting SET content_hash = ?1,"
		    " raw_hash = iif(?2, ?2, raw_hash)"
		    " WHERE feed_id = ?3 AND guid_key = ?4",
		    err);
	query_int(&q, (int64_t)a->content_hash);
	query_int(&q, (int64_t)a->raw_hash);
	query_int(&q, a->feed_id);
	query_int(&q, key);
	return query_run(&q);
}

static enum status rewrite(struct store *st, struct article *a,
			   struct parts *p, const struct earlier *e,
			   struct err *err)
{
	bool is_indexed = !(e->flags & ARTICLE_DELETED);
	enum status status = ST_OK;

	if (is_indexed)
		status = fts_remove(st, a->id, err);
	if (e->feed_tags)
		merge_tags(p, e);
	if (status == ST_OK)
		status = update_content(st, a, p, err);
	if (status == ST_OK)
		status = put_body(st, e->arrival, p, err);
	if (status == ST_OK && !is_same(p->tags, e->tags))
		status = tags_set(st, a->id, p->tags, err);
	if (is_indexed)
		fts_add(st, a->id);
	return status;
}

/* A text that came whole from the page stays when the feed changes the
 * teaser that it gives. */
static enum status keep_whole(struct store *st, struct article *a,
			      struct err *err)
{
	struct article *had = NULL;
	enum status status =
		store_article_get(st, a->id, STORE_LOAD_BODY, &had, err);

	if (status == ST_OK && had->words > a->words) {
		struct doc *teaser = a->body;
		a->body = had->body;
		had->body = teaser;
		a->words = had->words;
	}
	article_free(had);
	return status;
}

/* Only the feed that brought the article changes it. */
static enum status put_changed(struct store *st, struct article *a,
			       int64_t key, enum store_put *what,
			       struct err *err)
{
	struct earlier e = { 0 };
	struct parts p;
	enum status status = load_earlier(st, a->id, &e, err);

	if (status == ST_OK && e.feed_id == a->feed_id &&
	    e.flags & ARTICLE_FULLTEXT && !(a->flags & ARTICLE_FULLTEXT))
		status = keep_whole(st, a, err);
	parts_init(&p, a);
	*what = STORE_PUT_SAME;
	if (status == ST_OK)
		status = set_hashes(st, a, key, err);
	if (status != ST_OK || e.feed_id != a->feed_id)
		goto out;
	bool is_revised = !is_same(e.title, a->title) ||
			  !is_same(e.text, parts_text(&p));
	if (is_revised) {
		*what = STORE_PUT_REVISED;
		status = keep_revision(st, a, &e, a->fetched, err);
		/* Its headline may be the thread's. */
		struct move again = { e.thread_id, e.thread_id };
		vec_push(&st->moves, again);
	}
	if (status == ST_OK)
		status = rewrite(st, a, &p, &e, err);
	if (status == ST_OK)
		status = update_article(st, a,
					(is_revised ? ARTICLE_REVISED : 0) |
						(a->flags & ARTICLE_FULLTEXT),
					err);
out:
	parts_release(&p);
	earlier_release(&e);
	return status;
}

static enum status set_text(struct store *st, struct article *a, int64_t now,
			    struct err *err)
{
	struct earlier e = { 0 };
	struct parts p;
	enum status status = load_earlier(st, a->id, &e, err);

	parts_init(&p, a);
	if (status == ST_OK)
		status = keep_revision(st, a, &e, now, err);
	if (status == ST_OK)
		status = rewrite(st, a, &p, &e, err);
	if (status == ST_OK)
		status = update_article(st, a,
					ARTICLE_REVISED | ARTICLE_FULLTEXT,
					err);
	parts_release(&p);
	earlier_release(&e);
	return status;
}

enum status store_article_set_text(struct store *st, struct article *a,
				   int64_t now, struct err *err)
{
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	return store_done(st, set_text(st, a, now, err), err);
}

/* ---- the door ---- */

static enum status put(struct store *st, struct article *a,
		       enum store_put *what, struct err *err)
{
	int64_t key = guid_key(a);
	struct known known;
	enum status status = find_known(st, a->feed_id, key, &known, err);

	if (status != ST_OK)
		return status;
	a->id = known.article_id;
	if (a->id && known.content_hash == a->content_hash) {
		*what = STORE_PUT_SAME;
		if (!a->raw_hash || a->raw_hash == known.raw_hash)
			return ST_OK;
		return set_hashes(st, a, key, err);
	}
	if (a->id)
		return put_changed(st, a, key, what, err);
	enum listed listed;
	status = find_elsewhere(st, a, &a->id, &listed, err);
	if (status == ST_OK && !a->id) {
		status = find_same_words(st, a, &a->id, err);
		listed = a->id ? LISTED_SAME : LISTED_NOT;
	}
	if (status != ST_OK)
		return status;
	*what = a->id ? STORE_PUT_SIGHTING : STORE_PUT_NEW;
	if (listed)
		put_sighting(st, a, key, STATE_LISTED);
	if (listed == LISTED_CHANGED && status == ST_OK)
		status = put_changed(st, a, key, what, err);
	if (listed)
		return status;
	if (a->id)
		return put_another(st, a, key, err);
	return put_new(st, a, key, err);
}

enum status store_article_put(struct store *st, struct article *a,
			      enum store_put *what, struct err *err)
{
	enum store_put done = STORE_PUT_SAME;
	enum status status = store_begin(st, err);

	if (status != ST_OK)
		return status;
	status = store_done(st, put(st, a, &done, err), err);
	if (status == ST_OK)
		*what = done;
	return status;
}

enum status store_article_is_known(struct store *st, int64_t feed_id,
				   const char *guid, uint64_t raw_hash,
				   bool *known, struct err *err)
{
	struct query q;
	bool found = false;

	*known = false;
	if (!guid || !*guid)
		return ST_OK;
	query_start(&q, st,
		    "SELECT raw_hash FROM sighting"
		    " WHERE feed_id = ? AND guid_key = ?",
		    err);
	query_int(&q, feed_id);
	query_int(&q, guid_hash(guid));
	if (query_row(&q))
		found = (uint64_t)query_col_int(&q, 0) == raw_hash;
	enum status status = query_end(&q);
	*known = status == ST_OK && found;
	return status;
}
