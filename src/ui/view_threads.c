/* view_threads.c - home: threads by activity, one row an event.
 *
 * A row: marks · independent reports · activity over the thread's life ·
 * age of the newest report · headline · the name that sets it apart. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fresh_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/store/threads.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	COUNT_COLS = 4, /* "9999" */
	AGE_COLS = 6,
	NAME_COLS_MAX = 20,
};

struct threads {
	struct ui *ui;
	struct thread_query query;
};

/* ---- rows ---- */

static struct list_row row_of(const struct threads *t, struct thread *th)
{
	return (struct list_row){
		.key = { .value = t->query.order == THREADS_BY_NEWEST ?
					  th->last :
					  th->rank,
			 .id = th->id },
		.data = th,
	};
}

static enum status page(void *ctx, struct list_key key, enum page_dir dir,
			enum list_want want, int limit, struct arena *arena,
			struct list_row_vec *out, struct err *err)
{
	struct threads *t = ctx;
	struct thread_query q = t->query;
	struct thread_key from = { key.value, key.id };
	struct thread_vec got = { 0 };
	enum status st;

	q.unread_only |= want == LIST_UNREAD;
	st = store_threads_page(t->ui->store, &q, from, dir, limit, arena,
				&got, err);
	for (size_t i = 0; st == ST_OK && i < got.len; i++)
		if (want == LIST_ALL ||
		    ui_change_thread_is_unread(t->ui, got.v[i]))
			vec_push(out, row_of(t, got.v[i]));
	vec_release(&got);
	return st;
}

static enum status get(void *ctx, int64_t id, struct arena *arena,
		       struct list_row *out, struct err *err)
{
	struct threads *t = ctx;
	struct thread *th;
	enum status st = store_thread_get(t->ui->store, id, arena, &th, err);

	if (st != ST_OK)
		return st;
	if (!th->n_articles || (th->flags & THREAD_MUTED))
		return err_set(err, ST_NOT_FOUND, "no longer in the list");
	*out = row_of(t, th);
	return ST_OK;
}

static void threads_open(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;
	struct list_source source = { page, get, t };

	t->ui = ui;
	v->list = xcalloc(1, sizeof(*v->list));
	list_init(v->list, &source);
}

static enum status threads_load(struct ui *ui, struct view *v, struct err *err)
{
	(void)ui;
	return list_load(v->list, err);
}

/* ---- drawing ---- */

static void first_name(const struct thread *th, struct buf *out)
{
	words_list(out, th->names, 1);
}

static void put_count(struct sheet *s, int64_t n)
{
	char digits[24];

	snprintf(digits, sizeof(digits), "%lld", (long long)n);
	sheet_pad(s, (int)s->col + COUNT_COLS - (int)strlen(digits));
	sheet_put(s, ROLE_NUMBER, 0, digits);
}

static void put_age(struct ui *ui, struct sheet *s, int64_t t)
{
	struct buf age = BUF_INIT;

	words_age(ui, &age, t);
	int cols = (int)text_cols(age.ptr, age.len);
	sheet_pad(s, (int)s->col + AGE_COLS + 1 - cols);
	sheet_put(s, ROLE_AGE, 0, age.ptr);
	buf_release(&age);
}

static void threads_row(struct ui *ui, struct view *v,
			const struct list_row *row, struct sheet *s, int cols)
{
	const struct thread *th = row->data;
	struct buf name = BUF_INIT;
	bool unread = th->n_unread > 0;
	int max_name = cols / 5 < NAME_COLS_MAX ? cols / 5 : NAME_COLS_MAX;
	int right = 0;

	(void)v;
	put_marks(ui, s, unread, (th->flags & THREAD_STARRED) != 0,
		  (th->flags & THREAD_FOLLOWED) != 0);
	if (cols >= 40) {
		put_count(s, th->n_independent);
		sheet_put(s, ROLE_TEXT, 0, " ");
		put_spark(ui, s, th->spark);
	}
	if (cols >= 30)
		put_age(ui, s, th->last);
	sheet_put(s, ROLE_TEXT, 0, cols >= 30 ? "  " : " ");
	/* What is new in it says more than whom it is about. */
	if (cols >= 60)
		fresh_thread(ui, th, &name);
	if (name.len)
		max_name = cols / 3;
	else
		first_name(th, &name);
	if (name.len && cols >= 60) {
		right = (int)text_cols(name.ptr, name.len);
		if (right > max_name)
			right = max_name;
	}
	sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, th->headline,
		  cols - (int)s->col - (right ? right + 3 : 0));
	if (right) {
		sheet_pad(s, cols - right - 1);
		sheet_fit(s, ROLE_NAME, 0, name.ptr, right);
	}
	sheet_end(s);
	buf_release(&name);
}

static void threads_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct threads *t = v->state;

	buf_addf(out, _("%lld unread of %lld"),
		 (long long)ui->counts.threads_unread,
		 (long long)ui->counts.threads);
	words_dot(ui, out);
	buf_adds(out, t->query.order == THREADS_BY_NEWEST ? _("newest") :
							    _("activity"));
	if (t->query.unread_only) {
		words_dot(ui, out);
		buf_adds(out, _("only unread"));
	}
}

static void threads_detail(struct ui *ui, struct view *v, struct sheet *out)
{
	const struct list_row *row = list_at(v->list);
	struct buf b = BUF_INIT;

	if (!row)
		return;
	const struct thread *th = row->data;
	words_reports(&b, th->n_articles);
	words_dot(ui, &b);
	buf_addf(&b, _("%d independent"), (int)th->n_independent);
	words_dot(ui, &b);
	words_span(ui, &b, th->first, th->last);
	if (th->sources && *th->sources) {
		words_dot(ui, &b);
		words_list(&b, th->sources, 4);
	}
	sheet_fit(out, ROLE_TEXT, 0, b.ptr, out->cols - 2);
	buf_release(&b);
}

static const char *threads_empty(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;

	(void)ui;
	if (t->query.unread_only)
		return _("All is read. F shows everything again, r fetches.");
	return _("Nothing here yet. r fetches, a adds a feed, I imports a "
		 "file.");
}

/* ---- behaviour ---- */

static void threads_row_subject(struct ui *ui, struct view *v,
				const struct list_row *row,
				struct subject *out)
{
	const struct thread *th = row->data;

	(void)ui;
	(void)v;
	out->kind = SUBJECT_THREAD;
	out->thread_id = th->id;
	out->flags = th->flags;
	out->n_articles = th->n_articles;
	out->n_unread = th->n_unread;
}

static void threads_subject(struct ui *ui, struct view *v, struct subject *out)
{
	const struct list_row *row = list_at(v->list);

	if (row)
		threads_row_subject(ui, v, row, out);
}

static bool threads_preview(struct ui *ui, struct view *v, struct place *out)
{
	struct subject sub = { 0 };

	threads_subject(ui, v, &sub);
	if (!sub.thread_id)
		return false;
	ui_thread_place(ui, sub.thread_id, sub.n_articles, out);
	return true;
}

static void count_read(struct ui *ui, struct thread *th, int32_t unread)
{
	if (unread < 0)
		unread = 0;
	if (unread > th->n_articles)
		unread = th->n_articles;
	if (th->n_unread && !unread)
		ui->counts.threads_unread--;
	if (!th->n_unread && unread)
		ui->counts.threads_unread++;
	ui->counts.unread += unread - th->n_unread;
	th->n_unread = unread;
}

static void change_row(struct ui *ui, struct thread *th,
		       const struct change *c)
{
	bool all = c->of == CHANGE_OF_THREAD;

	if (c->kind == CHANGE_READ && all)
		count_read(ui, th, 0);
	else if (c->kind == CHANGE_UNREAD && all)
		count_read(ui, th, th->n_articles);
	else if (c->kind == CHANGE_READ || c->kind == CHANGE_UNREAD)
		count_read(ui, th, th->n_unread + (int32_t)change_unread(c));
	else if (c->kind == CHANGE_STAR)
		th->flags |= THREAD_STARRED;
	else if (c->kind == CHANGE_UNSTAR && th->n_articles == 1)
		th->flags &= ~(uint32_t)THREAD_STARRED;
}

static void threads_change(struct ui *ui, struct view *v,
			   const struct change *c)
{
	int64_t id = c->of == CHANGE_OF_THREAD ? c->id : c->thread_id;

	for (size_t i = 0; id && i < v->list->rows.len; i++)
		if (v->list->rows.v[i].key.id == id)
			change_row(ui, v->list->rows.v[i].data, c);
}

int threads_selected_place(struct ui *ui, struct view *v, int64_t id)
{
	enum { FAR = 10000 }; /* nobody counts further */
	struct threads *t = v->state;
	const struct list_row *row = list_at(v->list);
	int before = 0;

	if (!row || row->key.id != id)
		return 0;
	struct thread_key key = { row->key.value, row->key.id };
	if (store_thread_place(ui->store, &t->query, key, FAR, &before,
			       NULL) != ST_OK ||
	    before >= FAR)
		return 0;
	return before + 1;
}

static void open_thread(struct ui *ui, struct view *v)
{
	struct place p;

	if (threads_preview(ui, v, &p))
		ui_push(ui, &p);
	else
		ui_say(ui, _("nothing is selected"));
}

static void reload(struct ui *ui, struct view *v)
{
	v->stale = true;
	v->list->moved = false;
	ui->dirty = true;
}

static void filter(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;

	t->query.unread_only = !t->query.unread_only;
	reload(ui, v);
	ui_say(ui, t->query.unread_only ? _("only unread threads") :
					  _("all threads"));
}

static void sort(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;

	t->query.order = t->query.order == THREADS_BY_NEWEST ?
				 THREADS_BY_ACTIVITY :
				 THREADS_BY_NEWEST;
	reload(ui, v);
	ui_say(ui, t->query.order == THREADS_BY_NEWEST ?
			   _("newest first") :
			   _("most active first"));
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_thread },
	{ ACTION_FILTER, filter },
	{ ACTION_SORT, sort },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open") },
	{ ACTION_NEXT_UNREAD, N_("next unread") },
	{ ACTION_MARK_ALL, N_("mark read") },
	{ ACTION_STAR, N_("star") },
	{ ACTION_SEARCH, N_("search") },
	{ ACTION_FILTER, N_("filter") },
	{ ACTION_FETCH_ONE, N_("fetch") },
	{ ACTION_VIEW_FEEDS, N_("feeds") },
	{ ACTION_UNDO, N_("undo") },
	{ ACTION_COMMAND, N_("command") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_threads_ops = {
	.name = "threads",
	.title = N_("Threads"),
	.shape = SHAPE_LIST,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct threads),
	.open = threads_open,
	.load = threads_load,
	.row = threads_row,
	.title_left = threads_title,
	.empty = threads_empty,
	.detail = threads_detail,
	.on_change = threads_change,
	.subject = threads_subject,
	.row_subject = threads_row_subject,
	.preview = threads_preview,
	.actions = actions,
	.hints = hints,
};
