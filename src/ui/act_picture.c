/* act_picture.c - an article's pictures, one after the other, drawn with
 * half blocks. The worker fetches and paints; the lines come back as a
 * message, and are shown if the reader is still there. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/text/doc.h"
#include "thrum/base/banned.h"

enum { ROWS_BELOW = 2 }; /* the sentence that says how to go back */

static bool is_image(const char *type)
{
	return type && !strncmp(type, "image/", 6);
}

/* Does one of the text's links lead there? */
static bool is_in_text(const struct article *a, const char *url)
{
	for (size_t i = 0; a->body && i < a->body->links.len; i++)
		if (!strcmp(a->body->links.v[i].url, url))
			return true;
	return false;
}

/* The `at`th picture (from 1): those of the text, then those that come with
 * the article. Borrowed; NULL = there are fewer. */
static const char *picture_at(const struct article *a, int at)
{
	for (size_t i = 0; a->body && i < a->body->links.len; i++)
		if (a->body->links.v[i].kind == DOC_LINK_IMAGE && --at == 0)
			return a->body->links.v[i].url;
	for (size_t i = 0; i < a->enclosures.len; i++)
		if (is_image(a->enclosures.v[i].type) &&
		    !is_in_text(a, a->enclosures.v[i].url) && --at == 0)
			return a->enclosures.v[i].url;
	return NULL;
}

/* The picture with the link number `no`; NULL = that is none. */
static const char *picture_no(const struct article *a, int no)
{
	if (!a->body || (size_t)no > a->body->links.len ||
	    a->body->links.v[no - 1].kind != DOC_LINK_IMAGE)
		return NULL;
	return a->body->links.v[no - 1].url;
}

/* The next one of this article; behind the last comes the first. */
static const char *next_picture(struct ui *ui, const struct article *a)
{
	const char *url;

	if (ui->picture_of != a->id)
		ui->picture_at = 0;
	ui->picture_of = a->id;
	url = picture_at(a, ++ui->picture_at);
	if (!url) {
		ui->picture_at = 1;
		url = picture_at(a, 1);
	}
	return url;
}

static enum blocks_depth depth_of(const struct ui *ui)
{
	const char *direct = getenv("COLORTERM");
	int n = term_colors(ui->term);

	if (n > 256 || (n == 256 && direct && (!strcmp(direct, "truecolor") ||
					       !strcmp(direct, "24bit"))))
		return BLOCKS_RGB;
	return n >= 256 ? BLOCKS_256 : n >= 16 ? BLOCKS_16 : BLOCKS_8;
}

static void ask(struct ui *ui, int64_t article_id, const char *url)
{
	struct job job = {
		.kind = JOB_PICTURE,
		.id = article_id,
		.text = xstrdup(url),
		.picture = {
			.cols = (uint32_t)ui->cols,
			.rows = (uint32_t)(ui->rows > ROWS_BELOW ?
						   ui->rows - ROWS_BELOW : 1),
			.style = { depth_of(ui),
				   ui->ascii ? BLOCKS_WHOLE : BLOCKS_HALF, 0 },
		},
	};

	ui_post(ui, &job);
	ui_say(ui, _("fetching the picture %s"), url);
}

void act_picture(struct ui *ui, struct view *v)
{
	int64_t id = ui_article_of(ui, v);
	struct article *a = NULL;
	const char *url;

	if (ui->linear || !ui->term || !term_colors(ui->term)) {
		ui_say(ui, _("pictures need a terminal with colours; # and the "
			     "number of one give it to the viewer"));
		return;
	}
	if (!id || store_article_get(ui->store, id, STORE_LOAD_ALL, &a,
				     NULL) != ST_OK) {
		ui_say(ui, _("there is no article here"));
		return;
	}
	url = ui->count ? picture_no(a, ui->count) : next_picture(ui, a);
	if (url)
		ask(ui, id, url);
	else if (ui->count)
		ui_say(ui, _("number %d is no picture; u lists the links"),
		       ui->count);
	else
		ui_say(ui, _("this article has no picture"));
	article_free(a);
}

void ui_picture_take(struct ui *ui, const struct msg *m)
{
	if (!m->text || !ui->term ||
	    ui_article_of(ui, ui_top_view(ui)) != m->id)
		return;
	buf_clear(&ui->message);
	term_show(ui->term, m->text, strlen(m->text));
}
