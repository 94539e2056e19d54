/* linear.c - the reader as a stream of lines, for screen readers, braille
 * lines and terminals without a screen.
 *
 * The screen is composed as ever, in memory; after each frame what has
 * changed for the person is printed: another view with its name, the row
 * that is selected now, lines that scrolled into sight, messages, prompts.
 * Signs are words here, and nothing is printed twice. */
#include "config.h"

#include "linear_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

struct linear {
	struct term *term;
	FILE *in, *null;
	struct termios old;
	bool is_raw;
	/* What was said last. */
	struct place place; /* of the view; ops NULL = none yet */
	struct buf row, message, prompt;
	size_t top, end; /* lines of a sheet that were printed */
};

/* ---- the terminal ---- */

static void make_raw(struct linear *l)
{
	struct termios t;

	if (tcgetattr(STDIN_FILENO, &l->old))
		return;
	t = l->old;
	t.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	t.c_iflag &= ~(tcflag_t)(IXON | ICRNL);
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	l->is_raw = tcsetattr(STDIN_FILENO, TCSANOW, &t) == 0;
}

enum status linear_new(struct linear **out, struct term **term,
		       struct err *err)
{
	struct linear *l = xcalloc(1, sizeof(*l));
	struct term_options opts = { .type = "xterm", .flags = TERM_MONO };
	enum status st;

	buf_init(&l->row, 65536);
	buf_init(&l->message, 65536);
	buf_init(&l->prompt, 65536);
	l->null = fopen("/dev/null", "w");
	opts.in = stdin;
	opts.out = l->null;
	st = l->null ? term_new(&opts, term, err) :
		       err_set(err, ST_IO, _("/dev/null cannot be opened"));
	if (st != ST_OK) {
		linear_free(l);
		return st;
	}
	term_resize(*term, LINEAR_ROWS, LINEAR_COLS);
	make_raw(l);
	*out = l;
	return ST_OK;
}

void linear_free(struct linear *l)
{
	if (!l)
		return;
	if (l->is_raw)
		tcsetattr(STDIN_FILENO, TCSANOW, &l->old);
	if (l->null)
		fclose(l->null);
	place_release(&l->place);
	buf_release(&l->row);
	buf_release(&l->message);
	buf_release(&l->prompt);
	free(l);
}

/* ---- words for signs ---- */

/* What a sign says; NULL = nothing at all. *known false: it is a letter. */
static const char *sign_words(uint32_t cp, bool *known)
{
	*known = true;
	switch (cp) {
	case 0x2022: /* bullet */
		return _("unread ");
	case 0x2605: /* star */
		return _("starred ");
	case 0x2191: /* arrow */
		return _("followed ");
	case 0x2713: /* check mark */
		return _(" picked");
	case 0x2514: /* corner: copies, reports under a thread */
	case 0x2500: /* rules */
	case 0x2502:
		return NULL;
	case 0xb7: /* middle dot: a pause is enough */
		return ",";
	default:
		/* Bars of activity are drawn, not read. */
		*known = cp >= 0x2580 && cp <= 0x259f;
		return NULL;
	}
}

static void add_line(struct buf *out, const char *s, size_t len)
{
	size_t start = out->len;

	for (size_t i = 0; i < len;) {
		uint32_t cp;
		bool known;
		size_t n = utf8_next(s + i, len - i, &cp);
		const char *words = sign_words(cp, &known);
		bool blank = out->len == start ||
			     out->ptr[out->len - 1] == ' ';
		if (known && words && *words == ',' && blank &&
		    out->len > start)
			buf_truncate(out, out->len - 1);
		bool twice = words && *words == ',' && out->len > start &&
			     out->ptr[out->len - 1] == ',';
		if (known && words && !twice)
			buf_adds(out, words);
		else if (!known && !(cp == ' ' && blank))
			buf_add(out, s + i, n);
		i += n;
	}
	while (out->len > start && out->ptr[out->len - 1] == ' ')
		buf_truncate(out, out->len - 1);
}

static void add_sheet_line(struct buf *out, const struct sheet *s, size_t i)
{
	const struct sheet_line *line = &s->lines.v[i];
	struct buf whole = BUF_INIT;

	for (uint32_t k = 0; k < line->n_segs; k++) {
		const struct seg *seg = &s->segs.v[line->seg + k];
		buf_add(&whole, s->text.ptr + seg->off, seg->len);
	}
	add_line(out, whole.ptr, whole.len);
	buf_release(&whole);
}

static void print(const char *words)
{
	if (*words) {
		fputs(words, stdout);
		fputs("\n", stdout);
	}
}

/* ---- what has changed ---- */

static void say_view(struct ui *ui, struct linear *l, struct view *v)
{
	struct buf b = BUF_INIT;

	place_release(&l->place);
	place_copy(&l->place, &v->place);
	buf_clear(&l->row);
	l->top = l->end = 0;
	if (v->ops->title)
		buf_addf(&b, "%s: ", _(v->ops->title));
	if (v->ops->title_left)
		v->ops->title_left(ui, v, &b);
	struct buf line = BUF_INIT;
	add_line(&line, b.ptr, b.len);
	printf("== %s\n", line.ptr);
	buf_release(&line);
	buf_release(&b);
	if (v->err.status != ST_OK)
		print(v->err.msg);
	else if (v->ops->empty &&
		 (v->list ? !v->list->rows.len : !v->sheet.lines.len))
		print(v->ops->empty(ui, v));
}

/* The selected row, when it is another one or reads otherwise now. */
static void say_row(struct linear *l, const struct buf *row)
{
	if (!strcmp(row->ptr, l->row.ptr))
		return;
	buf_clear(&l->row);
	buf_add(&l->row, row->ptr, row->len);
	print(row->ptr);
}

static void say_list_row(struct ui *ui, struct linear *l, struct view *v)
{
	const struct list_row *at = list_at(v->list);
	struct buf row = BUF_INIT;
	struct sheet *s = &ui->line;

	if (!at)
		return;
	sheet_begin(s, LINEAR_ROW_COLS);
	v->ops->row(ui, v, at, s, LINEAR_ROW_COLS);
	for (size_t i = 0; i < s->lines.len; i++) {
		if (i)
			buf_addc(&row, ' ');
		add_sheet_line(&row, s, i);
	}
	if (picks_has(v, v->list->cursor))
		buf_adds(&row, _(" picked"));
	say_row(l, &row);
	buf_release(&row);
}

/* Lines that were not in sight before. */
static void say_lines(struct linear *l, struct view *v)
{
	const struct sheet *s = &v->sheet;
	size_t end = s->top + (size_t)(s->height > 0 ? s->height : 0);

	if (end > s->lines.len)
		end = s->lines.len;
	for (size_t i = s->top; i < end; i++) {
		struct buf line = BUF_INIT;
		if (i >= l->top && i < l->end)
			continue;
		add_sheet_line(&line, s, i);
		print(line.ptr);
		buf_release(&line);
	}
	l->top = s->top;
	l->end = end;
}

static void say_sheet(struct linear *l, struct view *v)
{
	const struct sheet_line *at = sheet_at(&v->sheet);
	struct buf row = BUF_INIT;
	bool first = l->end == 0;

	say_lines(l, v);
	if (at) {
		add_sheet_line(&row, &v->sheet,
			       (size_t)(at - v->sheet.lines.v));
		if (first) {
			/* It has just been read, among the others. */
			buf_clear(&l->row);
			buf_add(&l->row, row.ptr, row.len);
			printf(_("selected: %s\n"), row.ptr);
		}
		say_row(l, &row);
	}
	buf_release(&row);
}

/* What was typed goes on where it stood; anything else is said anew. */
static void say_prompt(struct ui *ui, struct linear *l, struct view *v)
{
	struct buf now = BUF_INIT;

	view_compose(ui, v, LINEAR_ROW_COLS);
	for (uint32_t k = 0; k < v->sheet.segs.len; k++)
		buf_add(&now, v->sheet.text.ptr + v->sheet.segs.v[k].off,
			v->sheet.segs.v[k].len);
	if (strcmp(now.ptr, l->prompt.ptr)) {
		if (l->prompt.len &&
		    !strncmp(now.ptr, l->prompt.ptr, l->prompt.len))
			fputs(now.ptr + l->prompt.len, stdout);
		else
			printf("%s%s", l->prompt.len ? "\n" : "", now.ptr);
		buf_clear(&l->prompt);
		buf_add(&l->prompt, now.ptr, now.len);
	}
	buf_release(&now);
}

static void end_prompt(struct linear *l)
{
	if (l->prompt.len)
		fputs("\n", stdout);
	buf_clear(&l->prompt);
}

static void say_message(struct ui *ui, struct linear *l)
{
	if (!strcmp(ui->message.ptr, l->message.ptr))
		return;
	buf_clear(&l->message);
	buf_add(&l->message, ui->message.ptr, ui->message.len);
	if (ui->message.len)
		printf("-- %s\n", ui->message.ptr);
}

void linear_frame(struct ui *ui, struct linear *l)
{
	struct view *top = ui_top(ui), *v = ui_top_view(ui);

	if (top->ops->shape == SHAPE_PROMPT) {
		say_prompt(ui, l, top);
		fflush(stdout);
		return;
	}
	end_prompt(l);
	if (!l->place.ops || !place_is_same(&l->place, &v->place))
		say_view(ui, l, v);
	if (v->err.status == ST_OK && v->list)
		say_list_row(ui, l, v);
	else if (v->err.status == ST_OK)
		say_sheet(l, v);
	say_message(ui, l);
	fflush(stdout);
}
