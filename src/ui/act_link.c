/* act_link.c - addresses: in the browser, by number, to the clipboard. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/text/url.h"
#include "thrum/base/banned.h"

static void hand_out(struct ui *ui, enum job_kind kind, const char *url,
		     int64_t other)
{
	struct job job = { .kind = kind, .other = other };

	if (!url || !*url) {
		ui_say(ui, _("there is no address to open"));
		return;
	}
	if (!url_is_openable(url)) {
		ui_fail(ui, _("this kind of address is not opened"));
		return;
	}
	job.text = xstrdup(url);
	ui_post(ui, &job);
	ui_say(ui, _("opening %s"), url);
}

void ui_browse(struct ui *ui, const char *url)
{
	hand_out(ui, JOB_BROWSE, url, 0);
}

void ui_play(struct ui *ui, const char *url)
{
	hand_out(ui, JOB_PLAY, url, 0);
}

void ui_open_link(struct ui *ui, struct view *v, int no)
{
	bool media = v->ops->is_media && v->ops->is_media(ui, v, no);

	hand_out(ui, JOB_BROWSE, v->ops->link(ui, v, no), media);
}

/* The address that is meant: the numbered one, the selected one, the
 * article's. Owned; NULL. */
static char *address_of(struct ui *ui, struct view *v)
{
	struct article *a = NULL;
	struct subject sub;
	char *url = NULL;
	int64_t id;

	if (ui->count && v->ops->link)
		return xstrdup(v->ops->link(ui, v, ui->count));
	ui_subject(ui, v, &sub);
	if (sub.url)
		return xstrdup(sub.url);
	id = ui_article_of(ui, v);
	if (id && store_article_get(ui->store, id, STORE_LOAD_ROW, &a, NULL) ==
			  ST_OK)
		url = xstrdup(a->url);
	article_free(a);
	return url;
}

void act_browser(struct ui *ui, struct view *v)
{
	char *url = address_of(ui, v);

	ui_browse(ui, url);
	free(url);
}

void act_browser_read(struct ui *ui, struct view *v)
{
	act_browser(ui, v);
	act_mark_read(ui, v);
}

/* ---- by number ---- */

static void open_no(struct ui *ui, struct view *v, int no)
{
	const char *url = v->ops->link ? v->ops->link(ui, v, no) : NULL;

	if (url)
		ui_open_link(ui, v, no);
	else
		ui_say(ui, _("there is no link with the number %d; u lists "
			     "them"),
		       no);
}

static void no_done(struct ui *ui, const char *text)
{
	char *end;
	long no = strtol(text, &end, 10);

	if (!*text)
		return;
	if (*end || no < 1 || no > 100000)
		ui_say(ui, _("\"%s\" is not a number"), text);
	else
		open_no(ui, ui_top_view(ui), (int)no);
}

/* A digit that is bound to this by the reader opens at once, 0 being the
 * tenth. */
void act_link_no(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Number of the link:"),
		.done = no_done,
	};
	uint32_t key = ui->last_key;

	if (!v->ops->link)
		ui_say(ui, _("there are no numbered links here"));
	else if (ui->count)
		open_no(ui, v, ui->count);
	else if (key >= '0' && key <= '9')
		open_no(ui, v, key == '0' ? 10 : (int)(key - '0'));
	else
		prompt_open(ui, &opts);
}

/* ---- the clipboard ---- */

void act_copy_link(struct ui *ui, struct view *v)
{
	char *url = address_of(ui, v);

	if (!url || !*url) {
		ui_say(ui, _("there is no address to copy"));
	} else {
		term_copy(ui->term, url);
		ui_say(ui, _("copied %s"), url);
	}
	free(url);
}
