/* counts.c - counters of what a transaction adds, written once at its end.
 *
 * Triggers keep the counters when rows change; new rows are counted here.
 * A trigger on an INSERT costs as much as the INSERT itself, and makes of
 * it a statement that could fail half-way, for which SQLite copies every
 * page that it touches: 785 MB of copies for 5,000 articles, measured.
 */
#include "config.h"

#include "store_priv.h"

#include "thrum/base/banned.h"

static void tally(struct tallies *t, int64_t id, bool is_unread)
{
	bool is_new;
	uintptr_t *at = map_put(&t->index, (const char *)&id, sizeof(id),
				&is_new);

	if (is_new) {
		struct tally one = { .id = id };
		*at = t->len;
		vec_push(t, one);
	}
	t->v[*at].n++;
	t->v[*at].unread += is_unread;
}

enum status counts_article(struct store *st, uint32_t flags,
			   int64_t *arrival, struct err *err)
{
	struct counts *c = &st->counts;
	enum status status = ST_OK;

	if (!c->arrivals)
		status = db_int(st, "SELECT arrivals FROM total",
				&c->arrivals, err);
	if (status != ST_OK)
		return status;
	c->articles++;
	c->unread += !(flags & ARTICLE_READ);
	*arrival = ++c->arrivals;
	return ST_OK;
}

void counts_thread(struct store *st, bool is_unread)
{
	st->counts.threads++;
	st->counts.threads_unread += is_unread;
}

void counts_sighting(struct store *st, int64_t feed_id, int state)
{
	if (state < 2)
		tally(&st->counts.feeds, feed_id, state == 0);
}

void counts_tag(struct store *st, int64_t tag_id, int state)
{
	if (state < 2)
		tally(&st->counts.tags, tag_id, state == 0);
}

static enum status write_tallies(struct store *st, const struct tallies *t,
				 const char *sql, struct err *err)
{
	enum status status = ST_OK;

	for (size_t i = 0; i < t->len && status == ST_OK; i++) {
		struct query q;
		query_start(&q, st, sql, err);
		query_int(&q, t->v[i].n);
		query_int(&q, t->v[i].unread);
		query_int(&q, t->v[i].id);
		status = query_run(&q);
	}
	return status;
}

enum status counts_flush(struct store *st, struct err *err)
{
	struct counts *c = &st->counts;
	enum status status = ST_OK;

	if (c->articles || c->threads) {
		struct query q;
		query_start(&q, st,
			    "UPDATE total SET articles = articles + ?,"
			    " unread = unread + ?,"
			    " arrivals = max(arrivals, ?),"
			    " threads = threads + ?,"
			    " threads_unread = threads_unread + ?",
			    err);
		query_int(&q, c->articles);
		query_int(&q, c->unread);
		query_int(&q, c->arrivals);
		query_int(&q, c->threads);
		query_int(&q, c->threads_unread);
		status = query_run(&q);
	}
	if (status == ST_OK)
		status = write_tallies(st, &c->feeds,
				       "UPDATE feed SET"
				       " n_articles = n_articles + ?,"
				       " n_unread = n_unread + ?"
				       " WHERE id = ?",
				       err);
	if (status == ST_OK)
		status = write_tallies(st, &c->tags,
				       "UPDATE tag SET"
				       " n_articles = n_articles + ?,"
				       " n_unread = n_unread + ?"
				       " WHERE id = ?",
				       err);
	counts_forget(st);
	return status;
}

static void tallies_release(struct tallies *t)
{
	map_release(&t->index);
	vec_release(t);
}

void counts_forget(struct store *st)
{
	tallies_release(&st->counts.feeds);
	tallies_release(&st->counts.tags);
	st->counts = (struct counts){ 0 };
}
