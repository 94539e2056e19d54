/* fresh.c - see fresh_priv.h. Judged by the worker (app/story.h); here it
 * is only looked up and shown. */
#include "config.h"

#include "fresh_priv.h"

#include <stdlib.h>

#include "stories_priv.h"
#include "ui_priv.h"

#include "thrum/app/story.h"
#include "thrum/base/i18n.h"
#include "thrum/text/layout.h"
#include "thrum/base/banned.h"

/* The article inside its story; `n` 0 when nothing can be said. */
struct judged {
	const struct story_sentence *s;
	const struct novelty *how;
	size_t n;
	struct novelty_counts counts;
};

static struct judged look_up(struct ui *ui, const struct fresh *f)
{
	struct judged j = { 0 };

	if (!f->thread_id || f->rows->len < 2)
		return j;
	const struct app_story *st = ui_story(ui, f->thread_id,
					      story_stamp(f->rows));
	int i = st ? app_story_find(st, f->article_id) : -1;
	if (i < 0)
		return j;
	bool self = (st->reports[i].flags & (STORY_READ | STORY_COPY)) ==
		    STORY_READ;
	if (st->n_read < (self ? 2u : 1u))
		return j; /* it is the only one that was read */
	j.s = st->story->sentences.v + st->story->first[i];
	j.how = st->novelty + st->story->first[i];
	j.n = st->story->first[i + 1] - st->story->first[i];
	j.counts = st->counts[i];
	return j;
}

static bool is_current(const struct ui *ui, const struct fresh *f, size_t i)
{
	return ui->fresh_article == f->article_id && ui->fresh_at == i + 1;
}

void fresh_mark(struct ui *ui, const struct fresh *f, struct layout *lay)
{
	struct judged j = look_up(ui, f);
	struct {
		VEC_FIELDS(struct layout_mark);
	} marks = { 0 };

	for (size_t i = 0; i < j.n; i++) {
		struct layout_mark m = { j.s[i].off, j.s[i].len, RUN_KNOWN };
		if (!j.s[i].place)
			continue;
		if (is_current(ui, f, i))
			m.style = RUN_STRONG;
		else if (!j.how[i].repeated || ui->fresh_off)
			continue;
		vec_push(&marks, m);
	}
	if (marks.len)
		layout_mark(lay, marks.v, marks.len);
	vec_release(&marks);
}

void fresh_words(struct ui *ui, const struct fresh *f, struct buf *out)
{
	struct judged j = look_up(ui, f);

	if (j.n && j.counts.sentences)
		buf_addf(out, _("%u/%u new"), j.counts.fresh,
			 j.counts.sentences);
}

void fresh_report(struct ui *ui, const struct fresh *f, struct buf *out)
{
	struct judged j = look_up(ui, f);

	if (!ui->fresh_off && j.n && j.counts.sentences)
		buf_addf(out, _("%u new"), j.counts.fresh);
}

void fresh_thread(struct ui *ui, const struct thread *t, struct buf *out)
{
	struct story_counts c;

	if (ui->fresh_off || !ui_story_counts(ui, t, &c) || !c.n_fresh)
		return;
	buf_addf(out, _("+%u new"), c.n_fresh);
	if (c.n_facts)
		buf_addf(out, _(", %u with new facts"), c.n_facts);
	else
		buf_adds(out, _(", no new facts"));
}

/* ---- going there ---- */

/* The line that shows byte `off` of the body; the last one that begins at
 * or before it. */
static size_t line_of(const struct sheet *s, uint32_t off)
{
	size_t found = 0;

	for (size_t i = 0; i < s->lines.len; i++)
		if (s->lines.v[i].anchor != NO_ANCHOR &&
		    s->lines.v[i].anchor <= off)
			found = i;
	return found;
}

/* Index of the next new sentence from `from` on, in steps of `by`. */
static int next_fresh(const struct judged *j, int from, int by)
{
	for (int i = from; i >= 0 && i < (int)j->n; i += by)
		if (j->s[i].place && !j->how[i].repeated)
			return i;
	return -1;
}

void fresh_step(struct ui *ui, const struct fresh *f, struct view *v, int by)
{
	struct judged j = look_up(ui, f);
	bool here = ui->fresh_article == f->article_id && ui->fresh_at;
	int from = here ? (int)ui->fresh_at - 1 + by :
		   by > 0 ? 0 :
			    (int)j.n - 1;
	uint32_t no = 0;

	if (!j.n) {
		ui_say(ui, _("all of it is new to you: no other report of "
			     "this thread was read"));
		return;
	}
	int i = next_fresh(&j, from, by);
	if (i < 0) {
		ui_say(ui, !j.counts.fresh ?
				   _("nothing in it is new to you") :
			   by > 0 ? _("the last new sentence") :
				    _("the first new sentence"));
		return;
	}
	for (int k = 0; k <= i; k++)
		no += j.s[k].place && !j.how[k].repeated;
	ui->fresh_article = f->article_id;
	ui->fresh_at = (size_t)i + 1;
	size_t line = line_of(&v->sheet, j.s[i].off);
	v->sheet.top = line;
	sheet_show(&v->sheet, line);
	v->composed = false;
	ui_say(ui, _("new sentence %u of %u"), no, j.counts.fresh);
}

void act_new_to_me(struct ui *ui, struct view *v)
{
	(void)v;
	ui->fresh_off = !ui->fresh_off;
	for (size_t i = 0; i < ui->n_views; i++)
		ui->stack[i]->composed = false;
	if (ui->preview)
		ui->preview->composed = false;
	ui_say(ui, ui->fresh_off ? _("what you have read is shown like the "
				     "rest") :
				   _("what you have read is dim"));
}
