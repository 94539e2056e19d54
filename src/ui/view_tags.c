/* view_tags.c - tags in use, the commonest first. */
#include "config.h"

#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

enum { TAGS_MAX = 1000, COUNT_COLS = 12 };

struct tags {
	struct arena arena;
	struct tag_row_vec rows;
};

static void tags_close(struct ui *ui, struct view *v)
{
	struct tags *t = v->state;

	(void)ui;
	vec_release(&t->rows);
	arena_release(&t->arena);
}

static enum status tags_load(struct ui *ui, struct view *v, struct err *err)
{
	struct tags *t = v->state;

	arena_clear(&t->arena);
	t->rows.len = 0;
	return store_tags(ui->store, TAGS_MAX, &t->arena, &t->rows, err);
}

static void tags_compose(struct ui *ui, struct view *v)
{
	struct tags *t = v->state;
	struct sheet *s = &v->sheet;

	for (size_t i = 0; i < t->rows.len; i++) {
		const struct tag_row *row = &t->rows.v[i];
		bool unread = row->n_unread > 0;
		char count[48];
		put_marks(ui, s, unread, 0, 0);
		snprintf(count, sizeof(count), "%lld/%lld",
			 (long long)row->n_unread, (long long)row->n_articles);
		sheet_pad(s, 2 + COUNT_COLS - (int)strlen(count));
		sheet_put(s, ROLE_NUMBER, 0, count);
		sheet_put(s, ROLE_TEXT, 0, "  #");
		sheet_fit(s, unread ? ROLE_UNREAD : ROLE_READ, 0, row->name,
			  s->cols - (int)s->col - 1);
		sheet_target(s, TARGET_TAG, (int64_t)i);
		sheet_end(s);
	}
}

static void tags_title(struct ui *ui, struct view *v, struct buf *out)
{
	struct tags *t = v->state;

	(void)ui;
	buf_addf(out, "%zu", t->rows.len);
}

static const char *tags_empty(struct ui *ui, struct view *v)
{
	(void)ui;
	(void)v;
	return _("No tags yet. They come with articles; t adds your own.");
}

static void open_tag(struct ui *ui, struct view *v)
{
	struct tags *t = v->state;
	const struct sheet_line *at = sheet_at(&v->sheet);
	struct place p = { .ops = &view_articles_ops, .scope = SCOPE_TAG };

	if (!at || (size_t)at->id >= t->rows.len)
		return;
	p.text = (char *)t->rows.v[at->id].name; /* copied by ui_push() */
	ui_push(ui, &p);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, open_tag },
	{ ACTION_SEARCH, act_find },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("open") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_tags_ops = {
	.name = "tags",
	.title = N_("Tags"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.state_size = sizeof(struct tags),
	.load = tags_load,
	.compose = tags_compose,
	.close = tags_close,
	.title_left = tags_title,
	.empty = tags_empty,
	.actions = actions,
	.hints = hints,
};
