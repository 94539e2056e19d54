/* act_move.c - moving: in lists, in sheets. */
#include "config.h"

#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

/* So many lines a number's worth of times; bounded, as a page of a list is
 * read before it is shown. */
static int times(const struct ui *ui, int lines)
{
	enum { LINES_MAX = 20000 };
	int n = ui_count(ui);

	return n > LINES_MAX / lines ? LINES_MAX : n * lines;
}

/* ---- lists ---- */

static void list_down(struct ui *ui, struct view *v)
{
	list_move(v->list, ui_count(ui));
}

static void list_up(struct ui *ui, struct view *v)
{
	list_move(v->list, -ui_count(ui));
}

static void list_page_down(struct ui *ui, struct view *v)
{
	list_page(v->list, times(ui, v->list->height));
}

static void list_page_up(struct ui *ui, struct view *v)
{
	list_page(v->list, -times(ui, v->list->height));
}

static int half(int n)
{
	return n > 1 ? n / 2 : 1;
}

static void list_half_down(struct ui *ui, struct view *v)
{
	list_page(v->list, times(ui, half(v->list->height)));
}

static void list_half_up(struct ui *ui, struct view *v)
{
	list_page(v->list, -times(ui, half(v->list->height)));
}

/* With a number: the row with that number, from the beginning. */
static void list_first(struct ui *ui, struct view *v)
{
	list_home(v->list);
	if (ui->count > 1)
		list_move(v->list, ui->count - 1);
}

static void list_end(struct ui *ui, struct view *v)
{
	if (ui->count)
		list_first(ui, v);
	else
		list_last(v->list);
}

static void list_next_unread(struct ui *ui, struct view *v)
{
	if (list_goto_unread(v->list, PAGE_AFTER, NULL) != ST_OK)
		ui_say(ui, _("all is read"));
}

static void list_prev_unread(struct ui *ui, struct view *v)
{
	if (list_goto_unread(v->list, PAGE_BEFORE, NULL) != ST_OK)
		ui_say(ui, _("all is read"));
}

static void list_read_on(struct ui *ui, struct view *v)
{
	if (!list_page(v->list, v->list->height))
		list_next_unread(ui, v);
}

const struct action_entry list_actions[] = {
	{ ACTION_DOWN, list_down },
	{ ACTION_UP, list_up },
	{ ACTION_PAGE_DOWN, list_page_down },
	{ ACTION_PAGE_UP, list_page_up },
	{ ACTION_HALF_DOWN, list_half_down },
	{ ACTION_HALF_UP, list_half_up },
	{ ACTION_FIRST, list_first },
	{ ACTION_LAST, list_end },
	{ ACTION_READ_ON, list_read_on },
	{ ACTION_NEXT_UNREAD, list_next_unread },
	{ ACTION_PREV_UNREAD, list_prev_unread },
	{ ACTION_NONE, NULL },
};

/* ---- sheets ---- */

static int page(const struct view *v)
{
	/* One line stays, so that the eye finds its place. */
	return v->sheet.height > 2 ? v->sheet.height - 1 : 1;
}

static void sheet_down(struct ui *ui, struct view *v)
{
	sheet_move(&v->sheet, ui_count(ui));
}

static void sheet_up(struct ui *ui, struct view *v)
{
	sheet_move(&v->sheet, -ui_count(ui));
}

static void sheet_page_down(struct ui *ui, struct view *v)
{
	sheet_page(&v->sheet, times(ui, page(v)));
}

static void sheet_page_up(struct ui *ui, struct view *v)
{
	sheet_page(&v->sheet, -times(ui, page(v)));
}

static void sheet_half_down(struct ui *ui, struct view *v)
{
	sheet_page(&v->sheet, times(ui, half(v->sheet.height)));
}

static void sheet_half_up(struct ui *ui, struct view *v)
{
	sheet_page(&v->sheet, -times(ui, half(v->sheet.height)));
}

static void sheet_first(struct ui *ui, struct view *v)
{
	sheet_home(&v->sheet);
	if (ui->count > 1)
		sheet_move(&v->sheet, ui->count - 1);
}

static void sheet_end_of(struct ui *ui, struct view *v)
{
	if (ui->count)
		sheet_first(ui, v);
	else
		sheet_last(&v->sheet);
}

static void sheet_read_on(struct ui *ui, struct view *v)
{
	if (!sheet_at_end(&v->sheet))
		sheet_page(&v->sheet, page(v));
	else
		ui_act(ui, ACTION_NEXT_UNREAD);
}

static void shift(struct ui *ui, struct view *v, int dir)
{
	int by = ui->count ? ui->count : half(v->sheet.cols);

	if (!sheet_shift(&v->sheet, dir * by))
		ui_say(ui, dir > 0 ? _("nothing more to the right") :
				     _("nothing more to the left"));
}

static void sheet_right(struct ui *ui, struct view *v)
{
	shift(ui, v, 1);
}

static void sheet_left(struct ui *ui, struct view *v)
{
	shift(ui, v, -1);
}

const struct action_entry sheet_actions[] = {
	{ ACTION_SCROLL_RIGHT, sheet_right },
	{ ACTION_SCROLL_LEFT, sheet_left },
	{ ACTION_DOWN, sheet_down },
	{ ACTION_UP, sheet_up },
	{ ACTION_PAGE_DOWN, sheet_page_down },
	{ ACTION_PAGE_UP, sheet_page_up },
	{ ACTION_HALF_DOWN, sheet_half_down },
	{ ACTION_HALF_UP, sheet_half_up },
	{ ACTION_FIRST, sheet_first },
	{ ACTION_LAST, sheet_end_of },
	{ ACTION_READ_ON, sheet_read_on },
	{ ACTION_NONE, NULL },
};
