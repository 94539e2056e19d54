/* prompt.c - one line of input. A prompt is a view, so that nothing waits
 * for it: messages come in and frames are drawn while one types. */
#include "config.h"

#include "prompt_priv.h"

#include <stdlib.h>
#include <string.h>

#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/text/utf8.h"
#include "thrum/text/width.h"
#include "thrum/base/banned.h"

#define PROMPT_MAX 4096 /* bytes typed */
enum { OFFERS_MAX = 24 }; /* named under the line while Tab is pressed */

struct prompt {
	char *label;
	struct buf text;
	size_t at; /* byte of the caret */
	struct prompt_options opts;
	struct buf stem; /* what Tab completes */
	size_t turn; /* how often it was pressed */
	struct str_vec offers; /* what it can become, the first few */
	bool barren; /* Tab found nothing */
	size_t past; /* entries back in the history, 0 = the new one */
	struct buf typed; /* the new one, while one is back */
	bool edited; /* what stands there is not what was offered */
};

void prompt_open(struct ui *ui, const struct prompt_options *opts)
{
	struct place place = { .ops = &view_prompt_ops };
	struct view *v = ui_push(ui, &place);
	struct prompt *p = v->state;

	p->label = xstrdup(opts->label);
	p->opts = *opts;
	buf_init(&p->text, PROMPT_MAX);
	buf_init(&p->stem, PROMPT_MAX);
	buf_init(&p->typed, PROMPT_MAX);
	history_read(ui);
	if (opts->text)
		buf_adds(&p->text, opts->text);
	p->at = p->text.len;
}

static void prompt_close(struct ui *ui, struct view *v)
{
	struct prompt *p = v->state;

	ui->prompts_closed++;
	free(p->label);
	buf_release(&p->text);
	buf_release(&p->stem);
	buf_release(&p->typed);
	str_vec_release(&p->offers);
}

/* ---- editing ---- */

static size_t prev_at(const struct prompt *p)
{
	size_t i = p->at, last = 0;

	for (size_t k = 0; k < i;) {
		last = k;
		k += text_grapheme(p->text.ptr + k, p->text.len - k, NULL);
	}
	return last;
}

static size_t next_at(const struct prompt *p)
{
	return p->at +
	       text_grapheme(p->text.ptr + p->at, p->text.len - p->at, NULL);
}

static void cut(struct prompt *p, size_t from, size_t to)
{
	if (to <= from)
		return;
	p->edited = true;
	memmove(p->text.ptr + from, p->text.ptr + to, p->text.len - to);
	buf_truncate(&p->text, p->text.len - (to - from));
	p->at = from;
}

static void insert(struct prompt *p, uint32_t cp)
{
	struct buf tail = BUF_INIT;

	p->edited = true;
	buf_add(&tail, p->text.ptr + p->at, p->text.len - p->at);
	buf_truncate(&p->text, p->at);
	buf_add_cp(&p->text, cp);
	p->at = p->text.len;
	buf_add(&p->text, tail.ptr, tail.len);
	buf_release(&tail);
}

static size_t word_start(const struct prompt *p)
{
	size_t i = p->at;

	while (i > 0 && p->text.ptr[i - 1] == ' ')
		i--;
	while (i > 0 && p->text.ptr[i - 1] != ' ')
		i--;
	return i;
}

static void set_text(struct prompt *p, const char *text)
{
	buf_clear(&p->text);
	buf_adds(&p->text, text);
	p->at = p->text.len;
}

/* ---- keys ---- */

static void leave(struct ui *ui, struct prompt *p)
{
	void (*left)(struct ui *) = p->opts.left;

	ui_pop(ui); /* `p` is gone */
	ui->apply = false;
	if (left)
		left(ui);
}

static const char *kind_of(const struct prompt *p)
{
	return p->opts.history ? p->opts.history : "";
}

static void finish(struct ui *ui, struct prompt *p)
{
	prompt_fn done = p->opts.done;
	char *text = xstrndup(p->text.ptr, p->text.len);

	if (*text && !p->opts.keys)
		history_add(ui, kind_of(p), text);
	ui_pop(ui); /* `p` is gone */
	done(ui, text);
	free(text);
}

/* Of "save /home/me/no" only what is behind "/home/me/". */
static const char *offer_words(const char *offer)
{
	const char *end = offer + strlen(offer);

	for (const char *p = offer; p + 1 < end; p++)
		if (*p == '/' || *p == ' ')
			offer = p + 1;
	return offer;
}

static void gather_offers(struct ui *ui, struct prompt *p)
{
	str_vec_release(&p->offers);
	for (size_t i = 0; i < OFFERS_MAX; i++) {
		char *got = p->opts.complete(ui, p->stem.ptr, i);
		if (!got)
			break;
		str_vec_add(&p->offers, got);
		free(got);
	}
}

static void complete(struct ui *ui, struct prompt *p)
{
	char *got;

	if (!p->opts.complete)
		return;
	if (p->turn == 0) {
		buf_clear(&p->stem);
		buf_add(&p->stem, p->text.ptr, p->text.len);
		gather_offers(ui, p);
		p->barren = p->offers.len == 0;
	}
	got = p->opts.complete(ui, p->stem.ptr, p->turn);
	if (!got && p->turn) {
		p->turn = 0;
		got = p->opts.complete(ui, p->stem.ptr, 0);
	}
	if (!got)
		return;
	set_text(p, got);
	p->turn++;
	free(got);
}

/* What was typed first says with what an older one has to begin; what was
 * only offered does not. */
static void recall(struct ui *ui, struct prompt *p, int dir)
{
	size_t past = dir > 0 ? p->past + 1 : p->past - 1;
	const char *text;

	if (dir < 0 && p->past == 0)
		return;
	if (p->past == 0) {
		buf_clear(&p->typed);
		buf_add(&p->typed, p->text.ptr, p->text.len);
	}
	text = past ? history_find(ui, kind_of(p),
				   p->edited ? p->typed.ptr : "", past) :
		      p->typed.ptr;
	if (!text)
		return;
	p->past = past;
	set_text(p, text);
}

typedef void (*edit_fn)(struct ui *ui, struct prompt *p);

static void edit_left(struct ui *ui, struct prompt *p)
{
	(void)ui;
	p->at = prev_at(p);
}

static void edit_right(struct ui *ui, struct prompt *p)
{
	(void)ui;
	p->at = next_at(p);
}

static void edit_home(struct ui *ui, struct prompt *p)
{
	(void)ui;
	p->at = 0;
}

static void edit_end(struct ui *ui, struct prompt *p)
{
	(void)ui;
	p->at = p->text.len;
}

/* An empty line taken back once more is a way out. */
static void edit_backspace(struct ui *ui, struct prompt *p)
{
	if (p->text.len == 0)
		leave(ui, p);
	else
		cut(p, prev_at(p), p->at);
}

static void edit_delete(struct ui *ui, struct prompt *p)
{
	(void)ui;
	cut(p, p->at, next_at(p));
}

static void edit_word(struct ui *ui, struct prompt *p)
{
	(void)ui;
	cut(p, word_start(p), p->at);
}

static void edit_line(struct ui *ui, struct prompt *p)
{
	(void)ui;
	cut(p, 0, p->at);
}

static void edit_kill(struct ui *ui, struct prompt *p)
{
	(void)ui;
	buf_truncate(&p->text, p->at);
}

static void edit_older(struct ui *ui, struct prompt *p)
{
	recall(ui, p, 1);
}

static void edit_newer(struct ui *ui, struct prompt *p)
{
	recall(ui, p, -1);
}

static void edit_cancel(struct ui *ui, struct prompt *p)
{
	leave(ui, p);
}

static const struct {
	uint32_t key;
	edit_fn fn;
} edits[] = {
	{ KEYC_LEFT, edit_left },	{ KEYC_RIGHT, edit_right },
	{ KEYC_HOME, edit_home },	{ KEYC_END, edit_end },
	{ KEYC_BACKSPACE, edit_backspace }, { KEYC_DELETE, edit_delete },
	{ KEYC_UP, edit_older },	{ KEYC_DOWN, edit_newer },
	{ 1, edit_home }, /* ^A */
	{ 2, edit_left }, /* ^B */
	{ 3, edit_cancel }, /* ^C */
	{ 4, edit_delete }, /* ^D */
	{ 5, edit_end }, /* ^E */
	{ 6, edit_right }, /* ^F */
	{ 7, edit_cancel }, /* ^G */
	{ 9, complete }, /* Tab */
	{ 11, edit_kill }, /* ^K */
	{ 13, finish },	  { 10, finish },
	{ 14, edit_newer }, /* ^N */
	{ 16, edit_older }, /* ^P */
	{ 21, edit_line }, /* ^U */
	{ 23, edit_word }, /* ^W */
	{ 27, edit_cancel }, /* Esc */
};

static edit_fn find_edit(uint32_t key)
{
	for (size_t i = 0; i < sizeof(edits) / sizeof(*edits); i++)
		if (edits[i].key == key)
			return edits[i].fn;
	return NULL;
}

/* Keys that go through the history; any other one begins a new walk. */
static bool is_walk(uint32_t key)
{
	edit_fn fn = find_edit(key);

	return fn == edit_older || fn == edit_newer;
}

static bool prompt_key(struct ui *ui, struct view *v, uint32_t key)
{
	struct prompt *p = v->state;

	/* Esc and a key in one piece: a slow line, or a quick hand. */
	if (key >= KEYC_META && key < KEYC_SEQ) {
		leave(ui, p);
		ui_key(ui, key - KEYC_META);
		return true;
	}
	if (p->opts.keys && key >= 0x20 && key < 0x110000) {
		buf_clear(&p->text);
		buf_add_cp(&p->text, key);
		finish(ui, p);
		return true;
	}
	if (key != 9)
		p->turn = p->barren = 0;
	if (!is_walk(key))
		p->past = 0;
	edit_fn edit = find_edit(key);
	unsigned closed = ui->prompts_closed;
	if (edit)
		edit(ui, p);
	else if (key >= 0x20 && key < 0x110000 && text_is_drawable(key))
		insert(p, key);
	/* The prompt may be gone, with `p`. */
	if (closed == ui->prompts_closed && p->opts.changed)
		p->opts.changed(ui, p->text.ptr);
	return true;
}

/* ---- drawing ---- */

static void prompt_compose(struct ui *ui, struct view *v)
{
	struct prompt *p = v->state;
	struct sheet *s = &v->sheet;

	(void)ui;
	sheet_put(s, ROLE_LABEL, 0, p->label);
	if (strcmp(p->label, ":"))
		sheet_put(s, ROLE_TEXT, 0, " ");
	v->caret = (int)(s->col + text_cols(p->text.ptr, p->at));
	sheet_put(s, ROLE_TEXT, 0, p->text.ptr);
	sheet_end(s);
	/* What is typed stays in sight. */
	s->left = v->caret >= s->cols ? v->caret - s->cols + 1 : 0;
}

static const char *hint_words(const struct prompt *p)
{
	if (p->barren)
		return _("nothing begins like this");
	if (p->opts.keys)
		return _("one of these keys  Esc leaves");
	if (p->opts.complete)
		return _("Enter does it  Esc leaves  Tab completes  "
			 "Up and Down recall");
	return _("Enter does it  Esc leaves  Up and Down recall");
}

/* As many whole hints as have room. */
static void put_words(const struct prompt *p, struct sheet *s)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, hint_words(p));
	while ((int)text_cols(b.ptr, b.len) > s->cols - 2) {
		size_t at = b.len - 1;
		while (at && memcmp(b.ptr + at, "  ", 2))
			at--;
		if (!at)
			break;
		buf_truncate(&b, at);
	}
	sheet_fit(s, ROLE_HINT, 0, b.ptr, s->cols - 2);
	buf_release(&b);
}

/* From the one that was taken on, when all of them have no room. */
void prompt_hints(const struct view *v, struct sheet *s)
{
	const struct prompt *p = v->state;
	size_t at = p->turn ? p->turn - 1 : 0, from = 0;
	int cols = 0;

	if (!p->turn || p->offers.len < 2) {
		put_words(p, s);
		return;
	}
	for (size_t i = 0; i <= at && i < p->offers.len; i++) {
		const char *words = offer_words(p->offers.v[i]);
		cols += (int)text_cols(words, strlen(words)) + 2;
		while (cols > s->cols - 2 && from < i) {
			words = offer_words(p->offers.v[from++]);
			cols -= (int)text_cols(words, strlen(words)) + 2;
		}
	}
	for (size_t i = from; i < p->offers.len; i++) {
		if (i > from)
			sheet_put(s, ROLE_HINT, 0, "  ");
		sheet_fit(s, ROLE_HINT, i == at ? ATTR_REVERSE : 0,
			  offer_words(p->offers.v[i]), s->cols - (int)s->col);
	}
}

static enum status prompt_load(struct ui *ui, struct view *v, struct err *err)
{
	(void)ui;
	(void)v;
	(void)err;
	return ST_OK;
}

const struct view_ops view_prompt_ops = {
	.name = "prompt",
	.shape = SHAPE_PROMPT,
	.mode = SHEET_TEXT,
	.state_size = sizeof(struct prompt),
	.load = prompt_load,
	.compose = prompt_compose,
	.close = prompt_close,
	.on_key = prompt_key,
};
