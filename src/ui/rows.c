/* rows.c - rows and the title row by the reader's own formats. A row is
 * resolved to cells first and drawn then: only then it is known what room
 * the headline and the fill (%>) have. */
#include "config.h"

#include "rows_priv.h"

#include <string.h>

#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/conf/config.h"
#include "thrum/conf/format.h"
#include "thrum/model/feed.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

enum { SEGMENTS_MAX = 64 };

struct segment {
	size_t at, len; /* in the text */
	enum role role;
	int cols; /* it takes; the fill: 0 until it is known */
	int pad; /* blanks in front of it (right-aligned) */
	int width; /* cells it must have, 0 = as many as it takes */
	bool flexible, fill;
};
struct line {
	struct ui *ui;
	const void *data;
	/* The words of a field. */
	void (*field)(struct ui *ui, const void *data, char letter,
		      struct buf *out, enum role *role);
	struct buf text;
	struct segment segs[SEGMENTS_MAX];
	int n;
	enum role role; /* of text between fields */
};

static bool has(void *ctx, char letter)
{
	struct line *l = ctx;
	struct buf words = BUF_INIT;
	enum role role = ROLE_TEXT;

	l->field(l->ui, l->data, letter, &words, &role);
	bool any = strspn(words.ptr, " ") < words.len;
	buf_release(&words);
	return any;
}

static void put(void *ctx, const struct format_piece *p)
{
	struct line *l = ctx;
	int want = p->width < 0 ? -p->width : p->width;

	if (l->n == SEGMENTS_MAX)
		return;
	struct segment *s = &l->segs[l->n++];
	*s = (struct segment){ .at = l->text.len, .role = l->role };
	if (!p->letter || p->letter == '>')
		buf_add(&l->text, p->text, p->len);
	else
		l->field(l->ui, l->data, p->letter, &l->text, &s->role);
	s->len = l->text.len - s->at;
	s->fill = p->letter == '>';
	if (s->fill) {
		s->cols = 1; /* a gap, however long the headline is */
		return;
	}
	s->cols = (int)text_cols(l->text.ptr + s->at, s->len);
	s->flexible = p->letter == 't' && !want;
	if (want && s->cols > want)
		s->cols = want;
	if (p->width > 0)
		s->pad = want - s->cols;
	s->width = want - s->pad;
}

/* The headline gives way first; the fill takes what is left. */
static void fit(struct line *l, int cols)
{
	int total = 0;

	for (int i = 0; i < l->n; i++) {
		const struct segment *s = &l->segs[i];
		total += s->pad + (s->width ? s->width : s->cols);
	}
	for (int i = 0; i < l->n && total > cols; i++) {
		struct segment *s = &l->segs[i];
		int less = s->flexible ? total - cols : 0;
		less = less > s->cols ? s->cols : less;
		s->cols -= less;
		total -= less;
	}
	for (int i = 0; i < l->n && total < cols; i++)
		if (l->segs[i].fill) {
			l->segs[i].cols += cols - total;
			break;
		}
}

static void draw_fill(struct sheet *out, const struct segment *s,
		      const char *text, int end)
{
	int w = (int)text_cols(text, s->len);

	for (int used = 0; w > 0 && used + w <= s->cols &&
			   (int)out->col + w <= end; used += w)
		sheet_putn(out, s->role, 0, text, s->len);
}

static void draw(struct line *l, struct sheet *out, int cols)
{
	struct buf one = BUF_INIT;
	int end = (int)out->col + cols;

	fit(l, cols);
	for (int i = 0; i < l->n; i++) {
		const struct segment *s = &l->segs[i];
		int from = (int)out->col, room = end - from - s->pad;

		if (s->fill) {
			draw_fill(out, s, l->text.ptr + s->at, end);
			continue;
		}
		if (room <= 0)
			break;
		sheet_pad(out, from + s->pad);
		buf_clear(&one);
		buf_add(&one, l->text.ptr + s->at, s->len);
		sheet_fit(out, s->role, 0, one.ptr,
			  s->cols < room ? s->cols : room);
		/* Cut at a word, it may be shorter than its room. */
		int w = s->width ? s->width : s->cols;
		sheet_pad(out, from + s->pad + (w < room ? w : room));
	}
	buf_release(&one);
}

static void run(struct line *l, const char *fmt, struct sheet *out, int cols)
{
	buf_init(&l->text, 64 * 1024);
	format_walk(fmt, has, put, l);
	draw(l, out, cols);
	buf_release(&l->text);
}

/* ---- threads ---- */

static void add_number(struct buf *out, int64_t n)
{
	buf_addf(out, "%lld", (long long)n);
}

static void marks(struct ui *ui, bool unread, bool starred, bool followed,
		  struct buf *out)
{
	buf_adds(out, unread ? glyph(ui, GLYPH_UNREAD) : " ");
	buf_adds(out, starred  ? glyph(ui, GLYPH_STAR) :
		      followed ? glyph(ui, GLYPH_FOLLOW) :
				 " ");
}

static void thread_field(struct ui *ui, const void *data, char letter,
			 struct buf *out, enum role *role)
{
	const struct thread *t = data;

	switch (letter) {
	case 'm':
		*role = t->flags & THREAD_STARRED ? ROLE_STAR : ROLE_NUMBER;
		marks(ui, t->n_unread > 0, t->flags & THREAD_STARRED,
		      t->flags & THREAD_FOLLOWED, out);
		break;
	case 'n':
	case 'i':
	case 'o':
		*role = ROLE_NUMBER;
		add_number(out, letter == 'n' ? t->n_articles :
				letter == 'i' ? t->n_independent :
						t->n_sources);
		break;
	case 'u':
		*role = ROLE_NUMBER;
		if (t->n_unread)
			add_number(out, t->n_unread);
		break;
	case 's':
		*role = ROLE_SPARK;
		words_spark(ui, t->spark, out);
		break;
	case 'a':
		*role = ROLE_AGE;
		words_age(ui, out, t->last);
		break;
	case 'D':
		*role = ROLE_AGE;
		words_date(ui, out, t->last);
		break;
	case 't':
		*role = t->n_unread ? ROLE_UNREAD : ROLE_READ;
		buf_adds(out, t->headline ? t->headline : "");
		break;
	case 'k':
		*role = ROLE_NAME;
		words_list(out, t->names, 1);
		break;
	case 'T':
		*role = ROLE_SOURCE;
		words_list(out, t->sources, 1);
		break;
	default:
		break;
	}
}

bool rows_thread(struct ui *ui, const struct thread *t, struct sheet *out,
		 int cols)
{
	struct line l = { .ui = ui, .data = t, .field = thread_field,
			  .role = ROLE_TEXT };
	const char *fmt = ui->config->threads_format;

	if (!fmt || !*fmt)
		return false;
	run(&l, fmt, out, cols - 1);
	sheet_end(out);
	return true;
}

/* ---- articles ---- */

static enum role title_role(const struct article_row *a)
{
	return a->flags & (ARTICLE_COPY | ARTICLE_DELETED) ? ROLE_COPY :
	       a->flags & ARTICLE_READ			   ? ROLE_READ :
							     ROLE_UNREAD;
}

static void article_field(struct ui *ui, const void *data, char letter,
			  struct buf *out, enum role *role)
{
	const struct article_row *a = data;

	switch (letter) {
	case 'f':
		*role = a->flags & ARTICLE_STARRED ? ROLE_STAR : ROLE_NUMBER;
		marks(ui, !(a->flags & ARTICLE_READ),
		      a->flags & ARTICLE_STARRED, false, out);
		break;
	case 'a':
		*role = ROLE_AGE;
		words_age(ui, out, a->time);
		break;
	case 'D':
		*role = ROLE_AGE;
		words_date(ui, out, a->time);
		break;
	case 'L':
		*role = ROLE_NUMBER;
		if (a->words)
			add_number(out, a->words);
		break;
	case 'T':
		*role = ROLE_SOURCE;
		buf_adds(out, a->source ? a->source : "");
		break;
	case 'A':
		*role = ROLE_NAME;
		buf_adds(out, a->author ? a->author : "");
		break;
	case 't':
		*role = title_role(a);
		buf_adds(out, a->title ? a->title : _("(no title)"));
		break;
	default:
		break;
	}
}

bool rows_article(struct ui *ui, const struct article_row *a,
		  struct sheet *out, int cols)
{
	struct line l = { .ui = ui, .data = a, .field = article_field,
			  .role = ROLE_TEXT };
	const char *fmt = ui->config->articles_format;

	if (!fmt || !*fmt)
		return false;
	run(&l, fmt, out, cols - 1);
	sheet_end(out);
	return true;
}

/* ---- feeds ---- */

static void feed_field(struct ui *ui, const void *data, char letter,
		       struct buf *out, enum role *role)
{
	const struct feed *f = data;
	const char *s = NULL;

	switch (letter) {
	case 'n':
		*role = ROLE_NUMBER;
		s = f->n_unread ? glyph(ui, GLYPH_UNREAD) : " ";
		break;
	case 'u':
		*role = ROLE_NUMBER;
		buf_addf(out, "%lld/%lld", (long long)f->n_unread,
			 (long long)f->n_articles);
		break;
	case 'U':
	case 'c':
		*role = ROLE_NUMBER;
		if (letter == 'c' || f->n_unread)
			add_number(out, letter == 'c' ? f->n_articles :
							f->n_unread);
		break;
	case 't':
		*role = f->n_unread ? ROLE_UNREAD : ROLE_READ;
		s = feed_name(f);
		break;
	case 'T':
		*role = ROLE_NAME;
		words_list(out, f->tags, 1);
		break;
	case 'a':
		*role = ROLE_AGE;
		words_age(ui, out, f->last_fetch);
		break;
	case 'L':
	case 'l':
		*role = ROLE_LINK;
		s = letter == 'L' ? f->url : f->link;
		break;
	case 'e':
		*role = ROLE_ERROR;
		s = f->error;
		break;
	default:
		break;
	}
	buf_adds(out, s ? s : "");
}

bool rows_feed(struct ui *ui, const struct feed *f, struct sheet *out,
	       int cols)
{
	struct line l = { .ui = ui, .data = f, .field = feed_field,
			  .role = ROLE_TEXT };
	const char *fmt = ui->config->feeds_format;

	if (!fmt || !*fmt)
		return false;
	run(&l, fmt, out, cols - 1);
	return true;
}

/* ---- the title row ---- */

static void title_field(struct ui *ui, const void *data, char letter,
			struct buf *out, enum role *role)
{
	const struct rows_title *t = data;

	(void)role;
	switch (letter) {
	case 'N':
		buf_adds(out, PACKAGE_NAME);
		break;
	case 'V':
		buf_adds(out, PACKAGE_VERSION);
		break;
	case 'T':
		buf_adds(out, t->title);
		break;
	case 'w':
		buf_adds(out, t->words);
		break;
	case 'r':
		buf_adds(out, t->right);
		break;
	case 'u':
		add_number(out, ui->counts.unread);
		break;
	case 'U':
		add_number(out, ui->counts.threads_unread);
		break;
	case 't':
		add_number(out, ui->counts.articles);
		break;
	default:
		break;
	}
}

bool rows_title(struct ui *ui, const struct rows_title *t, struct sheet *out,
		int cols)
{
	struct line l = { .ui = ui, .data = t, .field = title_field,
			  .role = ROLE_TITLE };
	const char *fmt = ui->config->title_format;

	if (!fmt || !*fmt)
		return false;
	run(&l, fmt, out, cols);
	return true;
}
