/* view_help.c - the keys as they are bound now, by what one wants to do.
 * place.text names the view that help was asked in. */
#include "config.h"

#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum { KEYS_COLS = 16, KEYS_MAX = 4 };

static enum status help_load(struct ui *ui, struct view *v, struct err *err)
{
	(void)ui;
	(void)v;
	(void)err;
	return ST_OK;
}

static void put_action(struct ui *ui, struct view *v,
		       const struct action_info *info)
{
	struct sheet *s = &v->sheet;
	struct buf keys = BUF_INIT;
	int name = (int)strlen(info->name);
	int keys_cols = s->cols < 60 ? 12 : KEYS_COLS;

	keymap_keys(&ui->keymap, info->id, v->place.text, KEYS_MAX, &keys);
	if (info->id == ACTION_NUMBER && keys.len > 4) { /* ten of a kind */
		buf_truncate(&keys, 1);
		buf_adds(&keys, " ... 9 0");
	}
	sheet_put(s, ROLE_TEXT, 0, "  ");
	sheet_fit(s, ROLE_UNREAD, 0, keys.ptr, keys_cols - 2);
	sheet_pad(s, 2 + keys_cols);
	sheet_fit(s, ROLE_TEXT, 0, _(info->help),
		  s->cols - (int)s->col - 1);
	/* The name is what `:` and the keys file want. */
	if ((int)s->col + name + 4 < s->cols) {
		sheet_pad(s, s->cols - name - 2);
		sheet_putf(s, ROLE_LABEL, ":%s", info->name);
	}
	sheet_target(s, TARGET_ACTION, info->id);
	sheet_end(s);
	buf_release(&keys);
}

static void help_compose(struct ui *ui, struct view *v)
{
	struct sheet *s = &v->sheet;

	for (int g = 0; g < GROUP_COUNT; g++) {
		if (g)
			sheet_blank(s);
		sheet_put(s, ROLE_TEXT, 0, " ");
		sheet_put(s, ROLE_HEADING, 0,
			  _(action_group_title((enum action_group)g)));
		sheet_end(s);
		for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
			const struct action_info *info =
				action_info((enum action)i);
			if (info->group == (enum action_group)g)
				put_action(ui, v, info);
		}
	}
}

static void help_title(struct ui *ui, struct view *v, struct buf *out)
{
	const struct sheet_line *at = sheet_at(&v->sheet);

	if (v->place.text)
		buf_addf(out, _("keys in %s"), v->place.text);
	/* In its row there may be no room for it. */
	if (at && at->kind == TARGET_ACTION) {
		words_dot(ui, out);
		buf_addf(out, ":%s", action_info((enum action)at->id)->name);
	}
}

/* What is selected is done in the view that help was asked in. */
static void do_action(struct ui *ui, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);
	enum action action;

	if (!at || at->kind != TARGET_ACTION)
		return;
	action = (enum action)at->id;
	ui_pop(ui);
	if (!ui_act(ui, action))
		ui_say(ui, _("%s does nothing here"),
		       action_info(action)->name);
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, do_action },
	{ ACTION_SEARCH, act_find },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("do it") },
	{ ACTION_SEARCH, N_("find") },
	{ ACTION_PAGE_DOWN, N_("page") },
	{ ACTION_QUIT, N_("back") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_help_ops = {
	.name = "help",
	.title = N_("Help"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.load = help_load,
	.compose = help_compose,
	.title_left = help_title,
	.title_right = view_percent,
	.actions = actions,
	.hints = hints,
};
