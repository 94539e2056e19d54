/* view_feeds.c - subscriptions: how much is unread, when they were fetched
 * last, and in words what is wrong. Those that fail come first. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "rows_priv.h"
#include "ui_priv.h"
#include "saved_priv.h"
#include "words_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/model/feed.h"
#include "thrum/store/feeds.h"
#include "thrum/text/fold.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum {
	COUNT_COLS = 12,
	NAME_SHARE = 3,
	NAME_COLS = 11, /* at least, where there is room */
};

struct feeds {
	struct arena arena;
	struct feed_vec feeds; /* as shown */
	bool unread_only;
};

static void feeds_close(struct ui *ui, struct view *v)
{
	struct feeds *f = v->state;

	(void)ui;
	vec_release(&f->feeds);
	arena_release(&f->arena);
}

/* Failing ones first; the store's order by name stays among the rest. */
static void failing_first(struct feed_vec *feeds)
{
	struct feed_vec out = { 0 };

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < feeds->len; i++)
			if ((feeds->v[i]->error != NULL) == (pass == 0))
				vec_push(&out, feeds->v[i]);
	vec_release(feeds);
	feeds->v = out.v;
	feeds->len = out.len;
	feeds->cap = out.cap;
}

/* Every word of the filter in name, address or tags. */
static bool is_meant(const struct feed *feed, const char *filter)
{
	struct buf all = BUF_INIT, words = BUF_INIT;
	bool yes = true;

	text_fold(&all, feed_name(feed), strlen(feed_name(feed)));
	buf_addf(&all, " %s ", feed->url ? feed->url : "");
	if (feed->tags)
		text_fold(&all, feed->tags, strlen(feed->tags));
	text_fold(&words, filter, strlen(filter));
	for (const char *p = words.ptr; *p && yes;) {
		size_t n = strcspn(p, " ");
		char *one = xstrndup(p, n);
		yes = strstr(all.ptr, one) != NULL;
		free(one);
		p += n + (p[n] == ' ');
	}
	buf_release(&all);
	buf_release(&words);
	return yes;
}

/* Hidden ones, and those that are neither subscribed to nor hold
 * anything, are no rows. */
static bool is_shown(const struct view *v, const struct feed *feed)
{
	const struct feeds *f = v->state;

	if (feed->hidden || (!feed->subscribed && !feed->n_articles))
		return false;
	if (v->filter && !is_meant(feed, v->filter))
		return false;
	return !f->unread_only || feed->n_unread;
}

static enum status feeds_load(struct ui *ui, struct view *v, struct err *err)
{
	struct feeds *f = v->state;
	size_t n = 0;
	enum status st;

	arena_clear(&f->arena);
	f->feeds.len = 0;
	st = store_feeds(ui->store, &f->arena, &f->feeds, err);
	if (st == ST_OK)
		saved_counts(ui, &f->feeds, &f->arena);
	for (size_t i = 0; st == ST_OK && i < f->feeds.len; i++)
		if (is_shown(v, f->feeds.v[i]))
			f->feeds.v[n++] = f->feeds.v[i];
	f->feeds.len = n;
	failing_first(&f->feeds);
	return st;
}

static void put_state(struct ui *ui, const struct feed *feed, struct sheet *s,
		      int room)
{
	struct buf b = BUF_INIT;

	if (feed->error) {
		sheet_fit(s, ROLE_ERROR, 0, feed->error, room);
	} else if (feed->kind == FEED_QUERY) {
		const char *what = _("saved search");
		sheet_pad(s, s->cols - 1 -
				     (int)text_cols(what, strlen(what)));
		sheet_put(s, ROLE_AGE, 0, what);
	} else if (feed->kind != FEED_LOCAL) {
		if (feed->last_fetch)
			words_age(ui, &b, feed->last_fetch);
		else
			buf_adds(&b, _("not yet"));
		sheet_pad(s, s->cols - 1 - (int)text_cols(b.ptr, b.len));
		sheet_put(s, ROLE_AGE, 0, b.ptr);
	}
	buf_release(&b);
}

static void put_feed(struct ui *ui, const struct feed *feed, struct sheet *s)
{
	char count[48];
	bool unread = feed->n_unread > 0;

	if (rows_feed(ui, feed, s, s->cols)) {
		sheet_target(s, TARGET_FEED, feed->id);
		sheet_end(s);
		return;
	}
	sheet_put(s, ROLE_ERROR, 0, feed->error ? "!" : " ");
	sheet_put(s, ROLE_UNREAD, 0, unread ? glyph(ui, GLYPH_UNREAD) : " ");
	saved_count_words(feed, count, sizeof(count));
	sheet_pad(s, 2 + COUNT_COLS - (int)strlen(count));
	sheet_put(s, ROLE_NUMBER, 0, count);
	sheet_put(s, ROLE_TEXT, 0, "  ");
	int room = s->cols - (int)s->col - 2;
	int name = feed->error ? room / NAME_SHARE : room - 8;
	int start = (int)s->col;
	if (name < NAME_COLS)
		name = room < NAME_COLS ? room : NAME_COLS;
	sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, feed_name(feed),
		  name);
	if (feed->error)
		sheet_pad(s, start + name + 2);
	put_state(ui, feed, s, s->cols - (int)s->col - 1);
	sheet_target(s, TARGET_FEED, feed->id);
	sheet_end(s);
}

static void feeds_compose(struct ui *ui, struct view *v)
{
	struct feeds *f = v->state;

	for (size_t i = 0; i < f->feeds.len; i++)
		put_feed(ui, f->feeds.v[i], &v->sheet);
}

static void feeds_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct feeds *f = v->state;
	size_t failing = 0;

	for (size_t i = 0; i < f->feeds.len; i++)
		failing += f->feeds.v[i]->error != NULL;
	buf_addf(out, "%zu", f->feeds.len);
	if (failing) {
		words_dot(ui, out);
		buf_addf(out, _("%zu failing"), failing);
	}
	if (f->unread_only) {
		words_dot(ui, out);
		buf_adds(out, _("only unread"));
	}
	words_filter(ui, v, out);
}

static const struct feed *selected(struct view *v)
{
	struct feeds *f = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);

	for (size_t i = 0; at && i < f->feeds.len; i++)
		if (f->feeds.v[i]->id == at->id)
			return f->feeds.v[i];
	return NULL;
}

static void words_next(struct ui *ui, struct buf *out, const struct feed *f)
{
	int64_t left = f->next_fetch - ui->now;

	if (!f->subscribed || left <= 0 || f->next_fetch == INT64_MAX)
		return;
	words_dot(ui, out);
	if (left < 5400)
		buf_addf(out, _("next in %lld min"), (long long)(left + 59) / 60);
	else
		buf_addf(out, _("next in %lld h"),
			 (long long)(left + 3599) / 3600);
}

static void feeds_detail(struct ui *ui, struct view *v, struct sheet *out)
{
	const struct feed *f = selected(v);
	struct buf b = BUF_INIT;

	if (!f)
		return;
	if (f->kind == FEED_LOCAL)
		buf_adds(&b, _("imported; nothing is fetched"));
	else if (f->kind == FEED_QUERY && !f->error)
		buf_adds(&b, feed_query(f));
	else
		buf_adds(&b, f->error ? f->error : f->url ? f->url : "");
	words_next(ui, &b, f);
	if (!f->subscribed && f->kind != FEED_LOCAL) {
		words_dot(ui, &b);
		buf_adds(&b, _("no longer subscribed"));
	}
	sheet_fit(out, f->error ? ROLE_ERROR : ROLE_TEXT, 0, b.ptr,
		  out->cols - 2);
	buf_release(&b);
}

static const char *feeds_empty(struct ui *ui, struct view *v)
{
	struct feeds *f = v->state;

	(void)ui;
	if (v->filter)
		return _("No feed is called so. Esc shows all of them again.");
	return f->unread_only ?
		       _("All is read. H shows all feeds again.") :
		       _("No feeds yet. a adds one, I imports a list.");
}

static void feeds_subject(struct ui *ui, struct view *v, struct subject *out)
{
	const struct feed *f = selected(v);

	(void)ui;
	if (!f)
		return;
	out->kind = SUBJECT_FEED;
	out->feed_id = f->id;
	out->n_articles = f->n_articles;
	out->n_unread = f->n_unread;
	out->url = f->link ? f->link : f->url;
	out->text = f->url;
}

static void feeds_change(struct ui *ui, struct view *v,
			 const struct change *c)
{
	struct feeds *f = v->state;
	int64_t id = c->of == CHANGE_OF_FEED ? c->id : c->feed_id;

	(void)ui;
	for (size_t i = 0; id && i < f->feeds.len; i++) {
		struct feed *feed = f->feeds.v[i];
		bool all = c->of == CHANGE_OF_FEED;
		if (feed->id != id)
			continue;
		if (c->kind == CHANGE_READ)
			feed->n_unread = all ? 0 : feed->n_unread - 1;
		else if (c->kind == CHANGE_UNREAD)
			feed->n_unread = all ? feed->n_articles :
					       feed->n_unread + 1;
		if (feed->n_unread < 0)
			feed->n_unread = 0;
	}
}

static bool feed_place(struct view *v, struct place *out)
{
	const struct feed *f = selected(v);

	memset(out, 0, sizeof(*out));
	if (!f)
		return false;
	out->ops = &view_articles_ops;
	out->scope = SCOPE_FEED;
	out->id = f->id;
	if (f->kind == FEED_QUERY) {
		out->scope = SCOPE_SEARCH;
		out->text = (char *)feed_query(f);
	}
	return true;
}

static void open_feed(struct ui *ui, struct view *v)
{
	const struct feed *f = selected(v);
	struct place p;

	if (f && f->kind == FEED_QUERY && f->error)
		ui_say(ui, "%s", f->error);
	else if (feed_place(v, &p))
		ui_push(ui, &p);
}

static void filtered(struct ui *ui, struct view *v)
{
	(void)ui;
	v->composed = false;
}

static void only_unread(struct ui *ui, struct view *v)
{
	struct feeds *f = v->state;

	f->unread_only = !f->unread_only;
	v->stale = true;
	ui_say(ui, f->unread_only ? _("only feeds with something unread") :
				    _("all feeds"));
}

static void unsubscribe_done(struct ui *ui, const char *text)
{
	struct job job = { .kind = JOB_REMOVE_FEED };
	const struct feed *f = selected(ui_top_view(ui));

	if ((*text != 'y' && *text != 'Y') || !f || !f->url) {
		ui_say(ui, _("nothing was changed"));
		return;
	}
	job.text = xstrdup(f->url);
	ui_post(ui, &job);
}

static void unsubscribe(struct ui *ui, struct view *v)
{
	const struct feed *f = selected(v);
	struct prompt_options opts = { .done = unsubscribe_done, .keys = 1 };
	char *label;

	if (!f)
		return;
	label = xasprintf(_("Unsubscribe from %s? Its articles stay. (y/n)"),
			  feed_name(f));
	opts.label = label;
	prompt_open(ui, &opts);
	free(label);
}

static void move_unread(struct ui *ui, struct view *v, int dir)
{
	struct feeds *f = v->state;
	size_t n = f->feeds.len, here = 0;
	const struct feed *at = selected(v);

	for (size_t i = 0; i < n; i++)
		if (f->feeds.v[i] == at)
			here = i;
	for (size_t k = 1; k <= n; k++) {
		size_t i = dir > 0 ? (here + k) % n : (here + n - k) % n;
		if (!f->feeds.v[i]->n_unread)
			continue;
		sheet_select(&v->sheet, TARGET_FEED, f->feeds.v[i]->id);
		return;
	}
	ui_say(ui, _("all is read"));
}

static void next_unread(struct ui *ui, struct view *v)
{
	move_unread(ui, v, 1);
}

static void prev_unread(struct ui *ui, struct view *v)
{
	move_unread(ui, v, -1);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_feed },
	{ ACTION_ONLY_UNREAD, only_unread },
	{ ACTION_DELETE, unsubscribe },
	{ ACTION_NEXT_UNREAD, next_unread },
	{ ACTION_PREV_UNREAD, prev_unread },
	{ ACTION_SEARCH, act_find },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open") },
	{ ACTION_FETCH_ONE, N_("fetch") },
	{ ACTION_FETCH_ALL, N_("fetch all") },
	{ ACTION_ADD, N_("add") },
	{ ACTION_DELETE, N_("remove") },
	{ ACTION_MARK_ALL, N_("mark read") },
	{ ACTION_FILTER, N_("filter") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_feeds_ops = {
	.name = "feeds",
	.title = N_("Feeds"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct feeds),
	.load = feeds_load,
	.compose = feeds_compose,
	.close = feeds_close,
	.title_left = feeds_title,
	.empty = feeds_empty,
	.detail = feeds_detail,
	.on_change = feeds_change,
	.subject = feeds_subject,
	.filtered = filtered,
	.actions = actions,
	.hints = hints,
};
