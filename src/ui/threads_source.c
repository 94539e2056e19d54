/* threads_source.c - see threads_priv.h. */
#include "config.h"

#include "threads_priv.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

enum {
	SORTED_MAX = 2000, /* unread ones, and as many read ones */
	FOUND_MAX = 1000, /* that a filter lets through */
	REPORTS_MAX = 300, /* shown under an unfolded thread */
};

/* ---- folds ---- */

static size_t fold_place(const struct threads *t, int64_t id)
{
	size_t i = 0;

	while (i < t->folds.len && t->folds.v[i] < id)
		i++;
	return i;
}

bool threads_is_open(const struct threads *t, int64_t id)
{
	size_t i = fold_place(t, id);
	bool named = i < t->folds.len && t->folds.v[i] == id;

	return named != t->all_open;
}

void threads_fold(struct threads *t, int64_t id, bool open)
{
	size_t i = fold_place(t, id);

	if (threads_is_open(t, id) == open)
		return;
	if (open != t->all_open) { /* it gets a name of its own */
		vec_push(&t->folds, id);
		memmove(t->folds.v + i + 1, t->folds.v + i,
			(t->folds.len - 1 - i) * sizeof(*t->folds.v));
		t->folds.v[i] = id;
		return;
	}
	memmove(t->folds.v + i, t->folds.v + i + 1,
		(t->folds.len - i - 1) * sizeof(*t->folds.v));
	t->folds.len--;
}

void threads_fold_all(struct threads *t, bool open)
{
	t->folds.len = 0;
	t->all_open = open;
}

/* ---- sorted here ---- */

bool threads_is_sorted_here(const struct threads *t)
{
	return t->sort >= SORT_UNREAD || t->filter;
}

static void forget(struct threads *t)
{
	for (size_t i = 0; i < t->sorted.len; i++)
		free(t->sorted.v[i].group);
	t->sorted.len = 0;
	arena_clear(&t->arena);
}

void threads_source_sort(struct threads *t, enum threads_sort sort)
{
	forget(t);
	t->sort = sort;
	t->query.order = sort == SORT_NEWEST ? THREADS_BY_NEWEST :
					       THREADS_BY_ACTIVITY;
}

static char *first_line(const char *s)
{
	return xstrndup(s ? s : "", strcspn(s ? s : "", "\n"));
}

static void see(struct sort_seen *s, struct thread *th, enum threads_sort sort)
{
	s->id = th->id;
	s->rank = sort == SORT_NEWEST ? th->last : th->rank;
	s->count = th->n_independent;
	s->unread = th->n_unread > 0;
	s->group = first_line(sort == SORT_FEED ? th->sources :
			      sort == SORT_NAME ? th->names :
						  NULL);
	s->thread = th;
}

static int by_id(const void *a, const void *b)
{
	const struct sort_seen *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static int by_rank(const struct sort_seen *x, const struct sort_seen *y)
{
	if (x->rank != y->rank)
		return x->rank < y->rank ? 1 : -1;
	return (x->id < y->id) - (x->id > y->id);
}

static int by_order(const void *a, const void *b)
{
	return by_rank(a, b);
}

static int by_unread(const void *a, const void *b)
{
	const struct sort_seen *x = a, *y = b;

	return x->unread != y->unread ? y->unread - x->unread : by_rank(x, y);
}

static int by_count(const void *a, const void *b)
{
	const struct sort_seen *x = a, *y = b;

	return x->count != y->count ? (x->count < y->count) -
					      (x->count > y->count) :
				      by_rank(x, y);
}

/* Those without a group come last. */
static int by_group(const void *a, const void *b)
{
	const struct sort_seen *x = a, *y = b;
	int none = !*x->group - !*y->group;
	int order = none ? none : strcasecmp(x->group, y->group);

	if (!order)
		order = strcmp(x->group, y->group);
	return order ? order : by_rank(x, y);
}

static void sort(struct threads *t)
{
	int (*by)(const void *, const void *) =
		t->sort < SORT_UNREAD	? by_order :
		t->sort == SORT_UNREAD	? by_unread :
		t->sort == SORT_SOURCES ? by_count :
					  by_group;

	if (t->sorted.len)
		qsort(t->sorted.v, t->sorted.len, sizeof(*t->sorted.v), by);
}

/* What was seen of a thread before stays what it is sorted by. */
static void take_over(struct sort_seen_vec *old, struct sort_seen *s)
{
	struct sort_seen *was =
		old->len ? bsearch(s, old->v, old->len, sizeof(*s), by_id) :
			   NULL;
	struct thread *th = s->thread;

	if (!was || !was->group)
		return;
	free(s->group);
	*s = *was;
	s->thread = th;
	was->group = NULL;
}

static enum status read_part(struct threads *t, bool unread, struct arena *a,
			     struct thread_vec *out, struct err *err)
{
	struct thread_query q = t->query;
	struct thread_key start = { 0 };
	struct article_query found = { .scope = SCOPE_SEARCH,
				       .text = t->filter,
				       .now = t->ui->now,
				       .tz_s = t->ui->tz_s };

	q.unread_only = unread;
	if (t->filter)
		return store_threads_found(t->ui->store, &found, &q,
					   FOUND_MAX, a, out, err);
	return store_threads_page(t->ui->store, &q, start, PAGE_AFTER,
				  SORTED_MAX, a, out, err);
}

/* The parts overlap: an id is taken once. */
static void see_all(struct threads *t, const struct thread_vec *got,
		    struct sort_seen_vec *out)
{
	size_t n = 0;

	for (size_t i = 0; i < got->len; i++) {
		struct sort_seen s;
		see(&s, got->v[i], t->sort);
		vec_push(out, s);
	}
	if (!out->len)
		return;
	qsort(out->v, out->len, sizeof(*out->v), by_id);
	for (size_t i = 0; i < out->len; i++)
		if (n && out->v[n - 1].id == out->v[i].id)
			free(out->v[i].group);
		else
			out->v[n++] = out->v[i];
	out->len = n;
}

enum status threads_source_load(struct threads *t, struct err *err)
{
	struct arena arena = { 0 };
	struct thread_vec got = { 0 };
	struct sort_seen_vec now = { 0 }, old = t->sorted;
	enum status st = ST_OK;

	if (!threads_is_sorted_here(t))
		return ST_OK;
	if (!t->filter || t->query.unread_only)
		st = read_part(t, true, &arena, &got, err);
	if (st == ST_OK && !t->query.unread_only)
		st = read_part(t, false, &arena, &got, err);
	if (st != ST_OK)
		goto out;
	see_all(t, &got, &now);
	if (old.len)
		qsort(old.v, old.len, sizeof(*old.v), by_id);
	for (size_t i = 0; i < now.len; i++)
		take_over(&old, &now.v[i]);
	t->sorted = old;
	forget(t);
	vec_release(&t->sorted);
	t->sorted = now;
	arena_release(&t->arena);
	t->arena = arena;
	memset(&arena, 0, sizeof(arena));
	sort(t);
out:
	arena_release(&arena);
	vec_release(&got);
	return st;
}

static size_t sorted_index(const struct threads *t, int64_t id)
{
	size_t i = 0;

	while (i < t->sorted.len && t->sorted.v[i].id != id)
		i++;
	return i;
}

int threads_sorted_place(const struct threads *t, int64_t id)
{
	size_t i = sorted_index(t, id);

	return threads_is_sorted_here(t) && i < t->sorted.len ? (int)i + 1 : 0;
}

static void sorted_page(const struct threads *t, int64_t id, enum page_dir dir,
			int limit, struct thread_vec *out)
{
	size_t n = t->sorted.len, lo = 0, hi = n, max = (size_t)limit;
	size_t at = id ? sorted_index(t, id) : n;

	if (dir == PAGE_AFTER) {
		lo = id ? (at < n ? at + 1 : n) : 0;
		hi = lo + max < n ? lo + max : n;
	} else {
		hi = at;
		lo = hi > max ? hi - max : 0;
	}
	for (size_t i = lo; i < hi; i++)
		vec_push(out, t->sorted.v[i].thread);
}

/* ---- pages ---- */

static struct list_row thread_row(const struct threads *t, struct thread *th)
{
	return (struct list_row){
		.key = { .value = t->sort == SORT_NEWEST ? th->last :
							   th->rank,
			 .id = th->id },
		.data = th,
	};
}

/* What a page is asked for, and where its rows go. */
struct asked {
	struct threads *t;
	enum list_want want;
	struct arena *arena;
	struct list_row_vec *out;
	struct err *err;
};

static void put_report(const struct asked *a, const struct list_key *thread,
		       const struct article_row *row)
{
	struct list_row r = { .key = *thread };
	struct article_row *copy;

	if (a->want == LIST_UNREAD && !ui_change_is_unread(a->t->ui, row))
		return;
	copy = arena_alloc(a->arena, sizeof(*copy));
	*copy = *row;
	r.key.sub = row->id;
	r.data = copy;
	vec_push(a->out, r);
}

/* Reports of an open thread on one side of `key` (its sub 0: all). */
static enum status put_reports(const struct asked *a,
			       const struct list_key *key, enum page_dir dir)
{
	struct article_query q = { .scope = SCOPE_THREAD, .of = key->id };
	struct article_row_vec rows = { 0 };
	enum status st = store_articles_page(a->t->ui->store, &q, 0,
					     PAGE_AFTER, REPORTS_MAX,
					     a->arena, &rows, a->err);

	for (size_t i = 0; st == ST_OK && i < rows.len; i++) {
		int64_t id = rows.v[i].id;
		bool in = !key->sub || (dir == PAGE_AFTER ? id > key->sub :
							    id < key->sub);
		if (in)
			put_report(a, key, &rows.v[i]);
	}
	vec_release(&rows);
	return st;
}

/* A thread, and its reports when it is unfolded. Who asks for what is
 * unread gets those of its reports instead of an open thread. */
static enum status put_thread(const struct asked *a, struct thread *th)
{
	struct list_row row = thread_row(a->t, th);
	bool open = threads_is_open(a->t, th->id);
	bool unread = a->want == LIST_UNREAD;

	if (!unread || (!open && ui_change_thread_is_unread(a->t->ui, th)))
		vec_push(a->out, row);
	return open ? put_reports(a, &row.key, PAGE_AFTER) : ST_OK;
}

static enum status put_threads(const struct asked *a, struct list_key key,
			       enum page_dir dir, int limit)
{
	struct threads *t = a->t;
	struct thread_query q = t->query;
	struct thread_key from = { key.value, key.id };
	struct thread_vec got = { 0 };
	enum status st = ST_OK;

	q.unread_only |= a->want == LIST_UNREAD;
	if (threads_is_sorted_here(t))
		sorted_page(t, key.id, dir,
			    a->want == LIST_UNREAD ? SORTED_MAX * 2 : limit,
			    &got);
	else
		st = store_threads_page(t->ui->store, &q, from, dir, limit,
					a->arena, &got, a->err);
	for (size_t i = 0; st == ST_OK && i < got.len; i++)
		st = put_thread(a, got.v[i]);
	vec_release(&got);
	return st;
}

/* Above a report stand the reports before it, and its thread. */
static enum status put_above(const struct asked *a, const struct list_key *key)
{
	struct thread *th;
	struct list_key whole = *key;
	enum status st = store_thread_get(a->t->ui->store, key->id, a->arena,
					  &th, a->err);

	if (st != ST_OK)
		return st == ST_NOT_FOUND ? ST_OK : st;
	if (a->want == LIST_ALL)
		vec_push(a->out, thread_row(a->t, th));
	whole.value = thread_row(a->t, th).key.value;
	whole.sub = key->sub;
	return put_reports(a, &whole, PAGE_BEFORE);
}

static enum status page(void *ctx, struct list_key key, enum page_dir dir,
			enum list_want want, int limit, struct arena *arena,
			struct list_row_vec *out, struct err *err)
{
	struct asked a = { ctx, want, arena, out, err };
	bool open = key.id && threads_is_open(a.t, key.id);
	enum status st = ST_OK;

	if (dir == PAGE_AFTER && open)
		st = put_reports(&a, &key, dir);
	if (st == ST_OK)
		st = put_threads(&a, key, dir, limit);
	if (st == ST_OK && dir == PAGE_BEFORE && key.sub)
		st = put_above(&a, &key);
	return st;
}

static enum status get_report(struct threads *t, struct list_row *out,
			      struct arena *arena, struct err *err)
{
	struct list_row_vec rows = { 0 };
	struct asked a = { t, LIST_ALL, arena, &rows, err };
	struct list_key key = { .value = out->key.value, .id = out->key.id };
	enum status st = threads_is_open(t, key.id) ?
				 put_reports(&a, &key, PAGE_AFTER) :
				 ST_OK;
	int64_t sub = out->key.sub;
	bool found = false;

	for (size_t i = 0; st == ST_OK && i < rows.len; i++)
		if (rows.v[i].key.sub == sub) {
			*out = rows.v[i];
			found = true;
		}
	vec_release(&rows);
	if (st == ST_OK && !found)
		return err_set(err, ST_NOT_FOUND, "no longer in the list");
	return st;
}

static enum status get(void *ctx, struct list_key key, struct arena *arena,
		       struct list_row *out, struct err *err)
{
	struct threads *t = ctx;
	struct thread *th;
	enum status st = store_thread_get(t->ui->store, key.id, arena, &th,
					  err);

	if (st != ST_OK)
		return st;
	if (!th->n_articles || (th->flags & THREAD_MUTED) ||
	    (threads_is_sorted_here(t) && !threads_sorted_place(t, th->id)))
		return err_set(err, ST_NOT_FOUND, "no longer in the list");
	*out = thread_row(t, th);
	if (!key.sub)
		return ST_OK;
	out->key.sub = key.sub;
	return get_report(t, out, arena, err);
}

void threads_source_init(struct threads *t, struct list_source *out)
{
	*out = (struct list_source){ page, get, t };
}

void threads_source_release(struct threads *t)
{
	forget(t);
	vec_release(&t->sorted);
	vec_release(&t->folds);
	arena_release(&t->arena);
}
