/* view_messages.c - what went wrong, newest first, and what to do: feeds
 * that fail now, then what was said since the start. */
#include "config.h"

#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/model/feed.h"
#include "thrum/store/feeds.h"
#include "thrum/base/banned.h"

struct messages {
	struct arena arena;
	struct feed_vec feeds;
};

static void messages_close(struct ui *ui, struct view *v)
{
	struct messages *m = v->state;

	(void)ui;
	vec_release(&m->feeds);
	arena_release(&m->arena);
}

static enum status messages_load(struct ui *ui, struct view *v,
				 struct err *err)
{
	struct messages *m = v->state;

	arena_clear(&m->arena);
	m->feeds.len = 0;
	return store_feeds(ui->store, &m->arena, &m->feeds, err);
}

static void words_retry(const struct ui *ui, const struct feed *f,
			struct buf *out)
{
	int64_t left = f->next_fetch - ui->now;

	if (f->next_fetch == INT64_MAX)
		buf_adds(out, _("; it is not asked any more"));
	else if (left > 5400)
		buf_addf(out, _("; next try in %lld h"),
			 (long long)(left + 3599) / 3600);
	else if (left > 0)
		buf_addf(out, _("; next try in %lld min"),
			 (long long)(left + 59) / 60);
}

static void put_feed(struct ui *ui, struct sheet *s, const struct feed *f)
{
	struct buf b = BUF_INIT;
	size_t first = s->lines.len;

	buf_addf(&b, "%s: %s", feed_name(f), f->error);
	words_retry(ui, f, &b);
	sheet_put(s, ROLE_ERROR, 0, " ! ");
	sheet_para(s, ROLE_ERROR, b.ptr, 3, s->cols - 4);
	if (s->lines.len > first) {
		s->lines.v[first].kind = TARGET_FEED;
		s->lines.v[first].id = f->id;
	}
	buf_release(&b);
}

static void put_note(struct ui *ui, struct sheet *s, const struct note *n)
{
	struct buf b = BUF_INIT;

	words_clock(ui, &b, n->at);
	sheet_putf(s, ROLE_AGE, " %s  ", b.ptr);
	sheet_para(s, n->is_error ? ROLE_ERROR : ROLE_TEXT, n->text, 8,
		   s->cols - 9);
	buf_release(&b);
}

static void messages_compose(struct ui *ui, struct view *v)
{
	struct messages *m = v->state;
	struct sheet *s = &v->sheet;

	for (size_t i = 0; i < m->feeds.len; i++)
		if (m->feeds.v[i]->error)
			put_feed(ui, s, m->feeds.v[i]);
	if (s->lines.len && ui->notes.len)
		sheet_blank(s);
	for (size_t i = ui->notes.len; i-- > 0;)
		put_note(ui, s, &ui->notes.v[i]);
}

static const char *messages_empty(struct ui *ui, struct view *v)
{
	(void)ui;
	(void)v;
	return _("No messages: all is well.");
}

static void open_feed(struct ui *ui, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);
	struct place p = { .ops = &view_feeds_ops, .sel_kind = TARGET_FEED };

	if (!at)
		return;
	p.sel_id = at->id;
	ui_push(ui, &p);
}

static bool messages_can(struct ui *ui, struct view *v, enum action action)
{
	const struct sheet_line *at = sheet_at(&v->sheet);

	(void)ui;
	return action != ACTION_OPEN || (at && at->kind == TARGET_FEED);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_feed },
	{ ACTION_SEARCH, act_find },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("show the feed") },
	{ ACTION_FETCH_ONE, N_("fetch") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_messages_ops = {
	.name = "messages",
	.title = N_("Messages"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct messages),
	.load = messages_load,
	.compose = messages_compose,
	.close = messages_close,
	.empty = messages_empty,
	.can = messages_can,
	.actions = actions,
	.hints = hints,
};
