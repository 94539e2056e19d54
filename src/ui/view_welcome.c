/* view_welcome.c - the first start: an empty store and what to do with it.
 * It goes by itself when articles come in. */
#include "config.h"

#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

static const struct hint offers[] = {
	{ ACTION_ADD, N_("add a feed or a site") },
	{ ACTION_IMPORT, N_("import a list of feeds (OPML, newsboat) or "
			    "articles") },
	{ ACTION_DEMO, N_("open the bundled edition") },
	{ ACTION_HELP, N_("show the keys") },
	{ ACTION_QUIT, N_("leave") },
	{ ACTION_NONE, NULL },
};

static enum status welcome_load(struct ui *ui, struct view *v,
				struct err *err)
{
	(void)ui;
	(void)v;
	(void)err;
	return ST_OK;
}

static void welcome_compose(struct ui *ui, struct view *v)
{
	struct sheet *s = &v->sheet;

	sheet_blank(s);
	sheet_para(s, ROLE_HEADING, _("Nothing to read yet."), 2,
		   s->cols - 3);
	sheet_blank(s);
	for (const struct hint *h = offers; h->action; h++) {
		struct buf keys = BUF_INIT;
		keymap_keys(&ui->keymap, h->action, v->ops->name, 1, &keys);
		sheet_pad(s, 4);
		sheet_put(s, ROLE_UNREAD, 0, keys.ptr);
		sheet_pad(s, 10);
		sheet_put(s, ROLE_TEXT, 0, _(h->label));
		sheet_target(s, TARGET_ACTION, h->action);
		sheet_end(s);
		buf_release(&keys);
	}
}

static void do_offer(struct ui *ui, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);

	if (at && at->kind == TARGET_ACTION)
		ui_act(ui, (enum action)at->id);
}

static void leave(struct ui *ui, struct view *v)
{
	(void)v;
	ui->quit = true;
}

static const struct action_entry actions[] = {
	{ ACTION_OPEN, do_offer },
	{ ACTION_QUIT, leave },
	{ ACTION_NONE, NULL },
};

static const struct hint hints[] = {
	{ ACTION_OPEN, N_("do it") },
	{ ACTION_QUIT, N_("leave") },
	{ ACTION_NONE, NULL },
};

const struct view_ops view_welcome_ops = {
	.name = "welcome",
	.title = N_("Welcome"),
	.shape = SHAPE_TEXT,
	.mode = SHEET_ROWS,
	.load = welcome_load,
	.compose = welcome_compose,
	.actions = actions,
	.hints = hints,
};
