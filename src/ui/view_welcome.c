/* view_welcome.c - the first start: an empty store and what to do with it.
 * It goes by itself when articles come in. */
#include "config.h"

#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

static const struct {
	enum action action;
	uint32_t key; /* that makes a difference to it; 0 = none does */
	const char *label;
} offers[] = {
	{ ACTION_FETCH_ALL, 0, N_("fetch your feeds") }, /* if there are any */
	{ ACTION_ADD, 0, N_("add a feed or a site") },
	{ ACTION_IMPORT, 'O', N_("import OPML or other files") },
	{ ACTION_IMPORT, 'N', N_("import newsboat's feeds") },
	{ ACTION_DEMO, 0, N_("open the bundled edition") },
	{ ACTION_HELP, 0, N_("show the keys") },
	{ ACTION_QUIT, 0, N_("leave") },
};
enum { N_OFFERS = sizeof(offers) / sizeof(*offers) };

static enum status welcome_load(struct ui *ui, struct view *v,
				struct err *err)
{
	(void)ui;
	(void)v;
	(void)err;
	return ST_OK;
}

static int first_offer(const struct ui *ui)
{
	return ui->counts.feeds ? 0 : 1;
}

static const char *how_feeds_fare(const struct ui *ui)
{
	if (ui->progress.on)
		return _("Your feeds are being asked: what they bring comes "
			 "up here.");
	return _("No feed has brought anything so far; e shows how they fare.");
}

static void welcome_compose(struct ui *ui, struct view *v)
{
	struct sheet *s = &v->sheet;

	sheet_blank(s);
	sheet_para(s, ROLE_HEADING, _("Nothing to read yet."), 2,
		   s->cols - 3);
	if (ui->counts.feeds)
		sheet_para(s, ROLE_TEXT, how_feeds_fare(ui), 2, s->cols - 3);
	sheet_blank(s);
	/* Numbered by row: who has not moved stays on the first one. */
	for (int i = first_offer(ui), row = 0; i < N_OFFERS; i++) {
		struct buf keys = BUF_INIT;
		if (offers[i].key)
			key_name(offers[i].key, &keys);
		else
			keymap_keys(&ui->keymap, offers[i].action,
				    v->ops->name, 1, &keys);
		sheet_pad(s, 4);
		sheet_put(s, ROLE_UNREAD, 0, keys.ptr);
		sheet_pad(s, 10);
		sheet_put(s, ROLE_TEXT, 0, _(offers[i].label));
		sheet_target(s, TARGET_ITEM, ++row);
		sheet_end(s);
		buf_release(&keys);
	}
}

static void do_offer(struct ui *ui, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);
	int64_t i = at ? at->id - 1 + first_offer(ui) : -1;

	if (i < 0 || i >= N_OFFERS)
		return;
	if (offers[i].key)
		ui->last_key = offers[i].key;
	ui_act(ui, offers[i].action);
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
