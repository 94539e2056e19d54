/* words.c - the small texts that views share: marks, ages, counts. */
#include "config.h"

#include "words_priv.h"

#include <string.h>

#include "sheet_priv.h"
#include "ui_priv.h"

#include "thrum/base/clock.h"
#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/conf/format.h"
#include "thrum/model/article.h"
#include "thrum/story/summary.h"
#include "thrum/text/date.h"
#include "thrum/text/doc.h"
#include "thrum/text/layout.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

#define COUNT_COLS 4 /* of independent reports */

#define WORDS_PER_MINUTE 220 /* quiet reading; Brysbaert 2019: 238 */

const char *glyph(const struct ui *ui, enum glyph g)
{
	static const char *const signs[GLYPH_COUNT][2] = {
		[GLYPH_UNREAD] = { "•", "*" },	  [GLYPH_STAR] = { "★", "+" },
		[GLYPH_FOLLOW] = { "↑", "^" },	  [GLYPH_COPY] = { "└", "`" },
		[GLYPH_DOT] = { "·", "-" },	  [GLYPH_RULE] = { "─", "-" },
		[GLYPH_BAR] = { "│", "|" },	  [GLYPH_DASH] = { "–", "-" },
		[GLYPH_FULL] = { "█", "#" },	  [GLYPH_EMPTY] = { "░", "." },
		[GLYPH_PICK] = { "✓", "#" },	  [GLYPH_WOKEN] = { "!", "!" },
		[GLYPH_MOVED] = { "→", ">" },
	};

	return signs[g][ui->ascii];
}

void words_dot(const struct ui *ui, struct buf *out)
{
	if (out->len)
		buf_addf(out, " %s ", glyph(ui, GLYPH_DOT));
}

static const char *month_name(int month)
{
	static const char *const names[] = {
		N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"),
		N_("May"), N_("Jun"), N_("Jul"), N_("Aug"),
		N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
	};

	return _(names[(month - 1) % 12]);
}

static const char *day_name(int weekday)
{
	static const char *const names[] = {
		N_("Sun"), N_("Mon"), N_("Tue"), N_("Wed"),
		N_("Thu"), N_("Fri"), N_("Sat"),
	};

	return _(names[weekday % 7]);
}

static bool is_same_day(int64_t a, int64_t b)
{
	struct civil x, y;

	civil_local(a, &x);
	civil_local(b, &y);
	return x.year == y.year && x.month == y.month && x.day == y.day;
}

void words_clock(const struct ui *ui, struct buf *out, int64_t t)
{
	struct civil c;

	(void)ui;
	if (!t)
		return;
	civil_local(t, &c);
	buf_addf(out, "%02d:%02d", c.hour, c.min);
}

void words_day(const struct ui *ui, struct buf *out, int64_t t)
{
	struct civil c, now;

	if (!t)
		return;
	civil_local(t, &c);
	civil_local(ui->now, &now);
	if (c.year == now.year)
		buf_addf(out, "%d %s", c.day, month_name(c.month));
	else
		buf_addf(out, "%d %s %d", c.day, month_name(c.month), c.year);
}

void words_date(const struct ui *ui, struct buf *out, int64_t t)
{
	struct civil c;

	if (!ui->config->datetime_format || !t) {
		words_day(ui, out, t);
		return;
	}
	civil_local(t, &c);
	format_when(ui->config->datetime_format, &c, out);
}

void words_age(const struct ui *ui, struct buf *out, int64_t t)
{
	struct civil c, now;

	if (!ui->absolute) {
		date_age(out, t, ui->now, ui->tz_s);
		return;
	}
	if (!t)
		return;
	if (is_same_day(t, ui->now)) {
		words_clock(ui, out, t);
		return;
	}
	civil_local(t, &c);
	civil_local(ui->now, &now);
	if (c.year == now.year)
		buf_addf(out, "%d %s", c.day, month_name(c.month));
	else
		buf_addf(out, "%d", c.year);
}

void words_when(const struct ui *ui, struct buf *out, int64_t t)
{
	struct civil c;

	if (!t)
		return;
	civil_local(t, &c);
	if (ui->config->datetime_format)
		format_when(ui->config->datetime_format, &c, out);
	else
		buf_addf(out, "%s %d %s %d %02d:%02d", day_name(c.weekday),
			 c.day, month_name(c.month), c.year, c.hour, c.min);
}

void words_span(const struct ui *ui, struct buf *out, int64_t from,
		int64_t to)
{
	if (!from)
		return;
	words_day(ui, out, from);
	if (is_same_day(from, to)) {
		buf_addc(out, ' ');
		words_clock(ui, out, from);
		if (to - from < 60)
			return;
		buf_adds(out, glyph(ui, GLYPH_DASH));
		words_clock(ui, out, to);
		return;
	}
	buf_addf(out, " %s ", glyph(ui, GLYPH_DASH));
	words_day(ui, out, to);
}

void words_list(struct buf *out, const char *lf_list, int max)
{
	const char *p = lf_list;

	for (int i = 0; p && *p && i < max; i++) {
		size_t n = strcspn(p, "\n");
		if (i)
			buf_adds(out, ", ");
		buf_add(out, p, n);
		p += n + (p[n] == '\n');
	}
}

void words_reports(struct buf *out, int64_t n)
{
	buf_addf(out, ngettext("%lld report", "%lld reports", (unsigned long)n),
		 (long long)n);
}

void words_length(struct buf *out, uint32_t words)
{
	uint32_t min = (words + WORDS_PER_MINUTE - 1) / WORDS_PER_MINUTE;

	buf_addf(out, ngettext("%u word", "%u words", words), words);
	if (words)
		buf_addf(out, _(", %u min"), min);
}

void words_summary(struct buf *out, const struct article *a, int max)
{
	enum { MOST = 8 };
	struct summary_sentence picks[MOST];
	size_t n = 0;

	if (a->body)
		n = summary_make(a->body, a->title, picks,
				 (size_t)(max < MOST ? max : MOST));
	for (size_t i = 0; i < n; i++) {
		const char *s = a->body->text.ptr + picks[i].off;
		if (i)
			buf_addc(out, ' ');
		for (uint32_t k = 0; k < picks[i].len; k++)
			buf_addc(out, s[k] == '\n' ? ' ' : s[k]);
	}
	if (!n && a->summary)
		buf_adds(out, a->summary);
}

static void add_line(struct buf *out, const char *label, const char *text)
{
	if (text && *text)
		buf_addf(out, "%s%s\n", label, text);
}

static void add_links(struct buf *out, const struct article *a, uint32_t n)
{
	if (n)
		buf_addc(out, '\n');
	for (uint32_t i = 0; i < n; i++)
		buf_addf(out, "[%u] %s\n", i + 1, a->body->links.v[i].url);
	for (size_t i = 0; i < a->enclosures.len; i++)
		add_line(out, i ? "" : "\n", a->enclosures.v[i].url);
}

void words_article(const struct ui *ui, const struct article *a,
		   struct buf *out)
{
	uint32_t n_links = 0;
	struct buf when = BUF_INIT;

	words_when(ui, &when, article_time(a));
	add_line(out, "", a->title ? a->title : _("(no title)"));
	add_line(out, "", a->source);
	add_line(out, "", a->author);
	add_line(out, "", when.ptr);
	add_line(out, "", a->url);
	buf_addc(out, '\n');
	for (size_t i = 0; i < a->conversation.len; i++)
		buf_addf(out, "%s:\n%s\n\n", a->conversation.v[i].speaker,
			 a->conversation.v[i].text);
	if (a->body && a->body->blocks.len) {
		struct layout *lay = layout_new(
			a->body, (uint32_t)ui->config->text_cols,
			LAYOUT_LINK_NUMBERS | (ui->ascii ? LAYOUT_ASCII : 0));
		layout_to_text(lay, out);
		n_links = lay->n_links;
		layout_free(lay);
	} else {
		add_line(out, "", a->summary);
	}
	add_links(out, a, n_links);
	buf_release(&when);
}

void words_spark(const struct ui *ui, const uint8_t spark[THREAD_SPARK],
		 struct buf *out)
{
	static const char *const bars[9] = { " ", "▁", "▂", "▃", "▄",
					     "▅", "▆", "▇", "█" };
	static const char *const plain[9] = { " ", ".", ".", ":", ":",
					      "+", "+", "#", "#" };

	for (int i = 0; i < THREAD_SPARK; i++) {
		int h = spark[i] > 8 ? 8 : spark[i];
		buf_adds(out, ui->ascii ? plain[h] : bars[h]);
	}
}

void put_spark(const struct ui *ui, struct sheet *s,
	       const uint8_t spark[THREAD_SPARK])
{
	struct buf b = BUF_INIT;

	words_spark(ui, spark, &b);
	sheet_putn(s, ROLE_SPARK, 0, b.ptr, b.len);
	buf_release(&b);
}

void put_marks(const struct ui *ui, struct sheet *s, int unread, int starred,
	       int followed)
{
	if (unread)
		sheet_put(s, ROLE_NUMBER, 0, glyph(ui, GLYPH_UNREAD));
	else
		sheet_put(s, ROLE_TEXT, 0, " ");
	if (starred)
		sheet_put(s, ROLE_STAR, 0, glyph(ui, GLYPH_STAR));
	else if (followed)
		sheet_put(s, ROLE_FOLLOW, 0, glyph(ui, GLYPH_FOLLOW));
	else
		sheet_put(s, ROLE_TEXT, 0, " ");
}

void put_thread_marks(const struct ui *ui, struct sheet *s,
		      const struct thread *t)
{
	if (t->flags & THREAD_WOKEN) {
		sheet_put(s, ROLE_NUMBER, 0,
			  t->n_unread ? glyph(ui, GLYPH_UNREAD) : " ");
		sheet_put(s, ROLE_FOLLOW, 0, glyph(ui, GLYPH_WOKEN));
		return;
	}
	put_marks(ui, s, t->n_unread > 0, (t->flags & THREAD_STARRED) != 0,
		  (t->flags & THREAD_FOLLOWED) != 0);
}

void put_thread_row(struct ui *ui, struct sheet *s, const struct thread *t,
		    const struct buf *detail)
{
	struct buf age = BUF_INIT;
	int right = (int)text_cols(detail->ptr, detail->len);

	if (right > s->cols * 2 / 5)
		right = s->cols * 2 / 5;
	put_thread_marks(ui, s, t);
	sheet_putf(s, ROLE_NUMBER, "%*d  ", COUNT_COLS, (int)t->n_independent);
	words_age(ui, &age, t->last);
	sheet_fit(s, ROLE_AGE, 0, age.ptr, 8);
	sheet_pad(s, THREAD_ROW_HEADLINE);
	sheet_fit(s, t->n_unread ? ROLE_UNREAD : ROLE_READ, 0, t->headline,
		  s->cols - (int)s->col - 1 - (right ? right + 2 : 0));
	if (right) {
		sheet_pad(s, s->cols - right - 1);
		sheet_fit(s, ROLE_LABEL, 0, detail->ptr, right);
	}
	sheet_target(s, TARGET_THREAD, t->id);
	sheet_end(s);
	buf_release(&age);
}
