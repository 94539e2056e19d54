/* act_hint.c - links by letter: the letters stand over the links that are
 * in sight until one of them is pressed. */
#include "config.h"

#include <string.h>

#include "act_priv.h"
#include "hint_priv.h"
#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

/* The easiest keys first. */
static const char letters[] = "asdfghjklqwertyuiopzxcvbnm";

struct hinted {
	uint32_t link; /* 0 = none */
	size_t line;
	int col;
};

/* The `n`th link in sight (from 0), each once. */
static struct hinted nth_link(const struct view *v, size_t n)
{
	const struct sheet *s = &v->sheet;
	uint32_t last = 0;

	for (size_t i = s->top; i < s->lines.len && i < s->top + s->height;
	     i++) {
		const struct sheet_line *line = &s->lines.v[i];
		int col = -s->left;
		for (uint32_t k = 0; k < line->n_segs; k++) {
			const struct seg *seg = &s->segs.v[line->seg + k];
			if (seg->link && seg->link != last && n-- == 0)
				return (struct hinted){ seg->link, i, col };
			if (seg->link)
				last = seg->link;
			col += (int)seg->cols;
		}
	}
	return (struct hinted){ 0 };
}

static void take_letter(struct ui *ui, uint32_t key)
{
	struct view *v = ui_top_view(ui);
	const char *at = key && key < 0x80 ? strchr(letters, (int)key) : NULL;
	struct hinted h = { 0 };

	if (at && v->ops->link)
		h = nth_link(v, (size_t)(at - letters));
	if (h.link)
		ui_open_link(ui, v, (int)h.link);
	else
		ui_say(ui, _("no link has this letter"));
}

void act_hint(struct ui *ui, struct view *v)
{
	if (!v->ops->link || !nth_link(v, 0).link)
		ui_say(ui, _("no link is in sight"));
	else
		ui_await(ui, take_letter, _("open which link?"));
}

void hint_draw(struct ui *ui, struct view *v, const struct rect *r)
{
	struct look look = { .role = ROLE_MATCH, .attrs = ATTR_BOLD };

	if (ui->await != take_letter || v != ui_top_view(ui))
		return;
	for (size_t n = 0; letters[n]; n++) {
		struct hinted h = nth_link(v, n);
		if (!h.link)
			return;
		if (h.col >= 0 && h.col < r->w)
			term_text(ui->term, r->y + (int)(h.line - v->sheet.top),
				  r->x + h.col, 1, look, &letters[n], 1);
	}
}
