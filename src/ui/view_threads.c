/* view_threads.c - home: threads by activity, one row an event.
 *
 * A row: marks · independent reports · activity over the thread's life ·
 * age of the newest report · headline · the name that sets it apart. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fresh_priv.h"
#include "prompt_priv.h"
#include "rows_priv.h"
#include "threads_priv.h"
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
	SOURCE_COLS = 14,
};

static void threads_open(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;
	struct list_source source;

	t->ui = ui;
	threads_source_init(t, &source);
	v->list = xcalloc(1, sizeof(*v->list));
	list_init(v->list, &source);
}

static enum status threads_load(struct ui *ui, struct view *v, struct err *err)
{
	enum status st = threads_source_load(v->state, err);

	(void)ui;
	return st == ST_OK ? list_load(v->list, err) : st;
}

static void threads_close(struct ui *ui, struct view *v)
{
	(void)ui;
	threads_source_release(v->state);
}

/* ---- drawing ---- */

/* What stands at the right: what the list is grouped by, else the name
 * that sets the thread apart. */
static void name_of(const struct threads *t, const struct thread *th,
		    struct buf *out)
{
	words_list(out, t->sort == SORT_FEED ? th->sources : th->names, 1);
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

/* A report under its unfolded thread. */
static void put_report(struct ui *ui, const struct article_row *row,
		       struct sheet *s, int cols)
{
	bool unread = !(row->flags & ARTICLE_READ);
	enum role role = row->flags & (ARTICLE_COPY | ARTICLE_DELETED) ?
				 ROLE_COPY :
			 unread ? ROLE_UNREAD :
				  ROLE_READ;

	sheet_pad(s, cols < 40 ? 1 : 4);
	sheet_put(s, ROLE_RULE, 0, glyph(ui, GLYPH_COPY));
	sheet_put(s, ROLE_TEXT, 0, " ");
	put_marks(ui, s, unread, (row->flags & ARTICLE_STARRED) != 0, 0);
	if (cols >= 40)
		put_age(ui, s, row->time);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	if (row->source && cols >= 60) {
		int end = (int)s->col + SOURCE_COLS;
		sheet_fit(s, ROLE_SOURCE, 0, row->source, SOURCE_COLS);
		sheet_pad(s, end + 2);
	}
	sheet_fit(s, role, 0, row->title ? row->title : _("(no title)"),
		  cols - (int)s->col - 1);
	sheet_end(s);
}

/* Cells for what stands at the right. A name that the headline tells as
 * well makes way for more of the headline. */
static int right_cols(const struct threads *t, const struct thread *th,
		      const struct buf *name, int room, int most)
{
	int right = (int)text_cols(name->ptr, name->len);
	const char *headline = th->headline ? th->headline : "";
	int all = (int)text_cols(headline, strlen(headline));
	bool grouped = t->sort == SORT_FEED || t->sort == SORT_NAME;

	if (right > most)
		right = most;
	if (all > room - right - 3 && !grouped &&
	    strcasestr(headline, name->ptr))
		return 0;
	return right;
}

static void threads_row(struct ui *ui, struct view *v,
			const struct list_row *row, struct sheet *s, int cols)
{
	const struct threads *t = v->state;
	const struct thread *th = row->data;
	struct buf name = BUF_INIT;
	bool unread = th->n_unread > 0;
	int max_name = cols / 5 < NAME_COLS_MAX ? cols / 5 : NAME_COLS_MAX;
	int right = 0;

	if (row->key.sub) {
		put_report(ui, row->data, s, cols);
		return;
	}
	if (rows_thread(ui, th, s, cols))
		return;
	put_thread_marks(ui, s, th);
	if (cols >= 40) {
		put_count(s, th->n_independent);
		sheet_put(s, ROLE_TEXT, 0, " ");
		put_spark(ui, s, th->spark);
	}
	if (cols >= 30)
		put_age(ui, s, th->last);
	sheet_put(s, ROLE_TEXT, 0, cols >= 30 ? "  " : " ");
	/* What is new in it says more than whom it is about. */
	if (cols >= 72)
		fresh_thread(ui, th, &name);
	if (name.len)
		max_name = cols / 3;
	else
		name_of(t, th, &name);
	if (name.len && cols >= 60)
		right = right_cols(t, th, &name, cols - (int)s->col, max_name);
	sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, th->headline,
		  cols - (int)s->col - (right ? right + 3 : 0));
	if (right) {
		sheet_pad(s, cols - right - 1);
		/* With the headline's pen: a step sends less. */
		sheet_fit(s, unread ? ROLE_UNREAD : ROLE_NAME, 0, name.ptr,
			  right);
	}
	sheet_end(s);
	buf_release(&name);
}

static const struct {
	const char *title, *said;
	char key;
} sorts[SORT_COUNT] = {
	[SORT_ACTIVITY] = { N_("activity"), N_("most active first"), 'a' },
	[SORT_NEWEST] = { N_("newest"), N_("newest first"), 'n' },
	[SORT_UNREAD] = { N_("unread first"),
			  N_("unread ones first, then the most active"), 'u' },
	[SORT_SOURCES] = { N_("sources"),
			   N_("most independent reports first"), 's' },
	[SORT_FEED] = { N_("by source"),
			N_("grouped by the source that began it"), 'f' },
	[SORT_NAME] = { N_("by name"),
			N_("grouped by the name or tag that sets it apart"),
			't' },
};

static void threads_news(struct ui *ui, struct view *v, struct buf *out)
{
	if (v->list->news)
		buf_addf(out, _("%s %zu new above"), glyph(ui, GLYPH_FOLLOW),
			 v->list->news);
}

static void threads_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct threads *t = v->state;

	if (t->filter)
		buf_addf(out, "%zu", t->sorted.len);
	else
		buf_addf(out, _("%lld unread of %lld"),
			 (long long)ui->counts.threads_unread,
			 (long long)ui->counts.threads);
	words_dot(ui, out);
	buf_adds(out, _(sorts[t->sort].title));
	if (t->query.unread_only) {
		words_dot(ui, out);
		buf_adds(out, _("only unread"));
	}
	words_filter(ui, v, out);
}

static void detail_of_report(struct ui *ui, const struct article_row *row,
			     struct sheet *out)
{
	struct buf b = BUF_INIT;

	if (row->source)
		buf_adds(&b, row->source);
	words_dot(ui, &b);
	words_when(ui, &b, row->time);
	words_dot(ui, &b);
	words_length(&b, row->words);
	sheet_fit(out, ROLE_TEXT, 0, b.ptr, out->cols - 2);
	buf_release(&b);
}

static void threads_detail(struct ui *ui, struct view *v, struct sheet *out)
{
	const struct list_row *row = list_at(v->list);
	struct buf b = BUF_INIT;

	if (!row)
		return;
	if (row->key.sub) {
		detail_of_report(ui, row->data, out);
		return;
	}
	const struct thread *th = row->data;
	words_reports(&b, th->n_articles);
	words_dot(ui, &b);
	if (th->n_independent != th->n_articles) {
		buf_addf(&b, _("%d independent"), (int)th->n_independent);
		words_dot(ui, &b);
	}
	words_span(ui, &b, th->first, th->last);
	if (th->sources && *th->sources) {
		words_dot(ui, &b);
		words_list(&b, th->sources, 2);
	}
	sheet_fit(out, ROLE_TEXT, 0, b.ptr, out->cols - 2);
	buf_release(&b);
}

static const char *threads_empty(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;

	(void)ui;
	if (v->filter)
		return _("The filter lets nothing through. Esc shows "
			 "everything again, F changes it.");
	if (t->query.unread_only)
		return _("All is read. H shows everything again, r fetches.");
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
	if (row->key.sub) {
		subject_set_row(out, row->data);
		return;
	}
	subject_set_thread(out, th);
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
	if (sub.kind == SUBJECT_ARTICLE) {
		*out = (struct place){ .ops = &view_article_ops,
				       .id = sub.article_id };
		return true;
	}
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

	for (size_t i = 0; i < v->list->rows.len; i++) {
		const struct list_row *row = &v->list->rows.v[i];
		if (row->key.sub) {
			struct article_row *report = row->data;
			report->flags = change_apply(c, report);
		} else if (id && row->key.id == id) {
			change_row(ui, row->data, c);
		}
	}
}

int threads_selected_place(struct ui *ui, struct view *v, int64_t id)
{
	enum { FAR = 10000 }; /* nobody counts further */
	struct threads *t = v->state;
	const struct list_row *row = list_at(v->list);
	int before = 0;

	if (!row || row->key.id != id)
		return 0;
	if (threads_is_sorted_here(t))
		return threads_sorted_place(t, id);
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
	list_restart(v->list);
	ui->dirty = true;
}

static void filtered(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;

	(void)ui;
	t->filter = v->filter;
	threads_source_sort(t, t->sort);
}

static void only_unread(struct ui *ui, struct view *v)
{
	struct threads *t = v->state;

	t->query.unread_only = !t->query.unread_only;
	threads_source_sort(t, t->sort);
	reload(ui, v);
	ui_say(ui, t->query.unread_only ? _("only unread threads") :
					  _("all threads"));
}

static void sort_done(struct ui *ui, const char *text)
{
	struct view *v = ui_top_view(ui);

	if (v->ops != &view_threads_ops)
		return;
	for (int i = 0; i < SORT_COUNT; i++)
		if (sorts[i].key == *text) {
			threads_source_sort(v->state, (enum threads_sort)i);
			reload(ui, v);
			ui_say(ui, "%s", _(sorts[i].said));
			return;
		}
	ui_say(ui, _("a, n, u, s, f or t: nothing else sorts"));
}

static void sort(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Sort: (a)ctivity (n)ewest (u)nread (s)ources "
			   "(f)eed (t)ag"),
		.done = sort_done,
		.keys = 1,
	};

	(void)v;
	prompt_open(ui, &opts);
}

/* ---- folds ---- */

static void fold(struct ui *ui, struct view *v, int open)
{
	struct threads *t = v->state;
	const struct list_row *row = list_at(v->list);

	if (!row)
		return;
	struct list_key thread = { .id = row->key.id };
	if (open < 0)
		open = !threads_is_open(t, thread.id);
	threads_fold(t, thread.id, open);
	/* What was under it is gone: its thread is where one is. */
	if (!open && row->key.sub)
		(void)!list_goto_key(v->list, thread, NULL);
	v->stale = true;
	ui->dirty = true;
}

static void fold_toggle(struct ui *ui, struct view *v)
{
	fold(ui, v, -1);
}

static void fold_open(struct ui *ui, struct view *v)
{
	fold(ui, v, 1);
}

static void fold_close(struct ui *ui, struct view *v)
{
	fold(ui, v, 0);
}

static void fold_all(struct ui *ui, struct view *v, bool open)
{
	const struct list_row *row = list_at(v->list);

	if (row && row->key.sub)
		(void)!list_goto(v->list, row->key.id, NULL);
	threads_fold_all(v->state, open);
	v->stale = true;
	ui->dirty = true;
}

static void fold_open_all(struct ui *ui, struct view *v)
{
	fold_all(ui, v, true);
}

static void fold_close_all(struct ui *ui, struct view *v)
{
	fold_all(ui, v, false);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_thread },
	{ ACTION_ONLY_UNREAD, only_unread },
	{ ACTION_SORT, sort },
	{ ACTION_FOLD, fold_toggle },
	{ ACTION_FOLD_OPEN, fold_open },
	{ ACTION_FOLD_CLOSE, fold_close },
	{ ACTION_FOLD_OPEN_ALL, fold_open_all },
	{ ACTION_FOLD_CLOSE_ALL, fold_close_all },
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
	.close = threads_close,
	.row = threads_row,
	.title_left = threads_title,
	.title_right = threads_news,
	.empty = threads_empty,
	.detail = threads_detail,
	.on_change = threads_change,
	.subject = threads_subject,
	.row_subject = threads_row_subject,
	.preview = threads_preview,
	.filtered = filtered,
	.actions = actions,
	.hints = hints,
};
