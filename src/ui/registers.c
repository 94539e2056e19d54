/* registers.c - what is kept under a letter: places (marks) and keys
 * (macros); and the last change, for `.`.
 *
 * Marks a..z and A..Z last as long as the reader runs. A macro is the keys
 * as they were pressed, or a line of the keys file, which is a list of
 * commands; the recorded one comes first. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

enum {
	MACRO_KEYS_MAX = 2000,
	DEPTH_MAX = 8, /* a macro may play another one */
	TIMES_MAX = 100,
};

void registers_release(struct registers *r)
{
	for (int i = 0; i < MARK_LETTERS; i++)
		place_release(&r->marks[i]);
	for (int i = 0; i < MACRO_LETTERS; i++)
		vec_release(&r->macros[i]);
}

/* ---- marks ---- */

static int mark_index(uint32_t key)
{
	if (key >= 'a' && key <= 'z')
		return (int)(key - 'a');
	if (key >= 'A' && key <= 'Z')
		return (int)(key - 'A') + 26;
	return -1;
}

static void set_mark(struct ui *ui, uint32_t key)
{
	int i = mark_index(key);

	if (i < 0) {
		ui_say(ui, _("a mark is a letter, a to z or A to Z"));
		return;
	}
	place_release(&ui->regs.marks[i]);
	view_place(ui_top_view(ui), &ui->regs.marks[i]);
	ui_say(ui, _("place %c is remembered; '%c goes there"), (char)key,
	       (char)key);
}

/* '' goes back to before the last jump, as in vim. */
static void go_mark(struct ui *ui, uint32_t key)
{
	int i = mark_index(key);

	if (key == '\'') {
		if (!ui_act(ui, ACTION_JUMP_BACK))
			ui_say(ui, _("no jump to go back from"));
		return;
	}
	if (i < 0 || !ui->regs.marks[i].ops)
		ui_say(ui, _("nothing is remembered under that key"));
	else
		ui_return(ui, &ui->regs.marks[i]);
}

void act_set_mark(struct ui *ui, struct view *v)
{
	(void)v;
	ui_await(ui, set_mark, _("remember this place under which letter?"));
}

void act_go_mark(struct ui *ui, struct view *v)
{
	struct buf letters = BUF_INIT;

	(void)v;
	for (int i = 0; i < MARK_LETTERS; i++)
		if (ui->regs.marks[i].ops)
			buf_addf(&letters, " %c",
				 i < 26 ? 'a' + i : 'A' + i - 26);
	if (!letters.len)
		buf_adds(&letters, _(" none yet; m sets one"));
	char *sentence = xasprintf(_("go to which place?%s"), letters.ptr);
	ui_await(ui, go_mark, sentence);
	free(sentence);
	buf_release(&letters);
}

/* ---- macros ---- */

static struct key_vec *macro_of(struct ui *ui, uint32_t key)
{
	return key >= 'a' && key <= 'z' ? &ui->regs.macros[key - 'a'] : NULL;
}

void registers_note(struct ui *ui, uint32_t key)
{
	struct key_vec *m = ui->regs.recording && !ui->regs.depth ?
				    macro_of(ui, ui->regs.recording) :
				    NULL;

	if (m && m->len < MACRO_KEYS_MAX)
		vec_push(m, key);
}

static void start_recording(struct ui *ui, uint32_t key)
{
	struct key_vec *m = macro_of(ui, key);

	if (!m) {
		ui_say(ui, _("a macro is a letter, a to z"));
		return;
	}
	m->len = 0;
	ui->regs.recording = key;
	ui_say(ui, _("recording %c; the same key stops"), (char)key);
}

void act_record(struct ui *ui, struct view *v)
{
	struct key_vec *m = macro_of(ui, ui->regs.recording);

	(void)v;
	if (!m) {
		ui_await(ui, start_recording,
			 _("record the keys under which letter?"));
		return;
	}
	if (m->len)
		m->len--; /* the key that stops it */
	ui_say(ui, _("macro %c has %zu keys"), (char)ui->regs.recording,
	       m->len);
	ui->regs.recording = 0;
}

static void play_keys(struct ui *ui, const struct key_vec *m)
{
	struct key_vec keys = { 0 };

	/* A macro that records itself anew must not pull the keys away. */
	for (size_t i = 0; i < m->len; i++)
		vec_push(&keys, m->v[i]);
	for (size_t i = 0; i < keys.len && !ui->quit; i++)
		ui_key(ui, keys.v[i]);
	vec_release(&keys);
}

static void play_commands(struct ui *ui, char *commands)
{
	for (char *p = commands, *next; p && !ui->quit; p = next) {
		next = strchr(p, ';');
		if (next)
			*next++ = '\0';
		command_run(ui, p);
	}
}

/* False when there is none. */
static bool play_once(struct ui *ui, uint32_t key)
{
	struct key_vec *m = macro_of(ui, key);
	const char *commands = keymap_macro(&ui->keymap, key);

	if (m && m->len) {
		play_keys(ui, m);
	} else if (commands) {
		/* A command may give the keys anew. */
		char *copy = xstrdup(commands);
		play_commands(ui, copy);
		free(copy);
	} else {
		return false;
	}
	return true;
}

static void play(struct ui *ui, uint32_t key)
{
	/* A macro in a macro plays once: counts must not multiply. */
	int times = ui->regs.depth ? 1 : ui->regs.times;
	bool found = true;

	if (ui->regs.recording == key || ui->regs.depth >= DEPTH_MAX) {
		ui_say(ui, _("this macro would never end"));
		return;
	}
	ui->regs.depth++;
	ui->count = 0;
	for (int i = 0; i < times && found && !ui->quit; i++)
		found = play_once(ui, key);
	if (!found)
		ui_say(ui, _("no macro is under that key; the keys file or "
			     "a recording makes one"));
	ui->regs.depth--;
}

void act_macro(struct ui *ui, struct view *v)
{
	(void)v;
	ui->regs.times = ui_count(ui) < TIMES_MAX ? ui_count(ui) : TIMES_MAX;
	ui_await(ui, play, _("play the macro under which key?"));
}

/* ---- once more ---- */

void ui_changed_by(struct ui *ui, enum action action)
{
	ui->last_change.action = action;
	buf_clear(&ui->last_change.words);
}

void ui_changed_with(struct ui *ui, enum action action, const char *words)
{
	ui_changed_by(ui, action);
	buf_adds(&ui->last_change.words, words);
}

void act_repeat(struct ui *ui, struct view *v)
{
	struct last_change *last = &ui->last_change;
	char *line;

	(void)v;
	if (last->action == ACTION_NONE) {
		ui_say(ui, _("nothing was changed yet"));
		return;
	}
	line = xasprintf("%s %s", action_info(last->action)->name,
			 last->words.len ? last->words.ptr : "");
	command_run(ui, line);
	free(line);
}
