/* dispatch.c - key -> action -> function.
 *
 * A prompt sees keys first, then whoever asked for a letter (marks,
 * macros). Else the key map gives the action for the view on top; its
 * function is looked up in the view's table, then in that of its shape
 * (list or sheet), then in the global one. Digits gather a number for the
 * next key; a key that begins a sequence waits for the second one. */
#include "config.h"

#include <string.h>

#include "ui_priv.h"

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

enum {
	COUNT_MAX = 99999, /* typed before a key */
	REPEAT_MAX = 1000, /* times an action is run for a number */
	OFFERS_MAX = 12, /* second keys named while the first one waits */
};

static action_fn find_in(const struct action_entry *table, enum action action)
{
	for (; table && table->action != ACTION_NONE; table++)
		if (table->action == action)
			return table->fn;
	return NULL;
}

static action_fn find_fn(struct view *v, enum action action)
{
	action_fn fn = find_in(v->ops->actions, action);

	if (!fn && v->list)
		fn = find_in(list_actions, action);
	else if (!fn)
		fn = find_in(sheet_actions, action);
	return fn ? fn : find_in(ui_actions, action);
}

/* Keys may come faster than frames: what they act on must be there before
 * it was ever drawn. */
static void make_ready(struct ui *ui, struct view *v)
{
	struct sheet *s = &v->sheet;

	view_load(ui, v);
	if (v->list || v->composed || v->err.status != ST_OK)
		return;
	if (!s->height)
		s->height = ui->rows > 4 ? ui->rows - 3 : 1;
	view_compose(ui, v, s->cols ? s->cols : ui->cols);
}

bool ui_act(struct ui *ui, enum action action)
{
	struct view *v = ui_top_view(ui);
	action_fn fn = find_fn(v, action);

	if (!fn)
		return false;
	make_ready(ui, v);
	ui->dirty = true;
	fn(ui, v);
	return true;
}

/* ---- numbers, sequences, letters ---- */

int ui_count(const struct ui *ui)
{
	return ui->count > 0 ? ui->count : 1;
}

void ui_await(struct ui *ui, void (*fn)(struct ui *ui, uint32_t key),
	      const char *sentence)
{
	ui->await = fn;
	ui_say(ui, "%s", sentence);
}

bool ui_forget_keys(struct ui *ui)
{
	bool any = ui->count || ui->prefix || ui->await || ui->apply;

	ui->count = 0;
	ui->prefix = 0;
	ui->await = NULL;
	ui->apply = false;
	return any;
}

/* A number means a link where there are links: its address is shown. */
static void say_count(struct ui *ui, struct view *v)
{
	const char *url = v->ops->link ? v->ops->link(ui, v, ui->count) :
					 NULL;

	if (url)
		ui_say(ui, _("%d: Enter opens %s"), ui->count, url);
	else
		ui_say(ui, "%d", ui->count);
}

static void take_digit(struct ui *ui, struct view *v, uint32_t key)
{
	if (key < '0' || key > '9') {
		ui_say(ui, _("type the number first, then the key"));
		return;
	}
	ui->count = ui->count * 10 + (int)(key - '0');
	if (ui->count > COUNT_MAX)
		ui->count = COUNT_MAX;
	if (ui->count)
		say_count(ui, v);
}

/* What may follow the first key. */
static void say_offers(struct ui *ui, const struct view *v, uint32_t first)
{
	struct buf b = BUF_INIT;
	int n = 0;

	for (uint32_t k = 0x21; k < 0x7f && n < OFFERS_MAX; k++) {
		enum action a = keymap_find(&ui->keymap, key_seq(first, k),
					    v->ops->name);
		if (a == ACTION_NONE)
			continue;
		buf_addf(&b, "%s %c %s", n ? "," : ":", (char)k,
			 action_info(a)->name);
		n++;
	}
	ui_say(ui, "%c%s", (char)first, b.ptr);
	buf_release(&b);
}

/* ---- keys ---- */

/* Some actions take the number themselves; these are run that often. */
static bool is_repeated(enum action action)
{
	switch (action) {
	case ACTION_NEXT_UNREAD:
	case ACTION_PREV_UNREAD:
	case ACTION_NEXT_REPORT:
	case ACTION_PREV_REPORT:
	case ACTION_NEXT_RELATED:
	case ACTION_PREV_RELATED:
	case ACTION_JUMP_BACK:
	case ACTION_JUMP_FORWARD:
	case ACTION_FIND_NEXT:
	case ACTION_FIND_PREV:
	case ACTION_UNDO:
	case ACTION_BACK:
	case ACTION_REPEAT:
		return true;
	default:
		return false;
	}
}

static bool is_change(enum action action)
{
	enum action_group group = action_info(action)->group;

	if (action >= ACTION_FOLD && action <= ACTION_FOLD_CLOSE_ALL)
		return false;
	return (group == GROUP_MARK || group == GROUP_THREAD) &&
	       action != ACTION_UNDO;
}

/* After `;` one key alone is about what is picked. Words that are typed
 * for it (a tag) come later: then the prompt goes on with it. */
static void end_apply(struct ui *ui)
{
	if (!ui->apply_now && ui_top(ui)->ops->shape != SHAPE_PROMPT)
		ui->apply = false;
	ui->apply_now = false;
}

static void run_key(struct ui *ui, enum action action)
{
	int times = is_repeated(action) ? ui_count(ui) : 1;
	int depth = (int)ui->n_views;

	for (int i = 0; i < times && i < REPEAT_MAX && !ui->quit; i++) {
		if (!ui_act(ui, action)) {
			ui_say(ui, _("%s does nothing here"),
			       action_info(action)->name);
			break;
		}
		/* The first view has nothing to go back to. */
		if (action == ACTION_BACK && depth-- <= 1)
			break;
	}
	if (is_change(action))
		ui_changed_by(ui, action);
	ui->count = 0;
	end_apply(ui);
}

/* While words are marked in a text, n and N walk from one to the next as in
 * every pager. */
static enum action action_of(struct ui *ui, struct view *v, uint32_t key)
{
	if (v->find.len && key == 'n')
		return ACTION_FIND_NEXT;
	if (v->find.len && key == 'N')
		return ACTION_FIND_PREV;
	return keymap_find(&ui->keymap, key, v->ops->name);
}

static void plain_key(struct ui *ui, struct view *v, uint32_t key)
{
	enum action action = action_of(ui, v, key);
	struct buf name = BUF_INIT;

	if (action == ACTION_NUMBER) {
		take_digit(ui, v, key);
	} else if (action == ACTION_NONE && key >= KEYC_META &&
		   key < KEYC_SEQ) {
		/* Not a key with Alt, then: Esc and a key, quickly. */
		ui_act(ui, ACTION_CANCEL);
		plain_key(ui, v, key - KEYC_META);
	} else if (action == ACTION_NONE) {
		key_name(key, &name);
		ui->count = 0;
		ui_say(ui, _("%s is not bound to anything; ? shows the keys"),
		       name.ptr);
	} else {
		run_key(ui, action);
	}
	buf_release(&name);
}

/* The second key of two. When they mean nothing together, each of them
 * means what it means alone. */
static bool second_key(struct ui *ui, struct view *v, uint32_t key)
{
	uint32_t first = ui->prefix;
	enum action action;

	ui->prefix = 0;
	if (key == 27)
		return true;
	action = keymap_find(&ui->keymap, key_seq(first, key), v->ops->name);
	if (action != ACTION_NONE) {
		run_key(ui, action);
		return true;
	}
	plain_key(ui, v, first);
	return action_of(ui, v, first) == ACTION_NONE;
}

void ui_key(struct ui *ui, uint32_t key)
{
	struct view *v = ui_top(ui);
	void (*await)(struct ui *, uint32_t) = ui->await;

	registers_note(ui, key);
	tips_key(ui);
	ui->last_key = key;
	ui->dirty = true;
	buf_clear(&ui->message);
	if (v->ops->on_key && v->ops->on_key(ui, v, key))
		return;
	if (await) {
		ui->await = NULL;
		if (key != 27)
			await(ui, key);
		ui->count = 0;
		return;
	}
	if (ui->prefix && second_key(ui, v, key))
		return;
	v = ui_top(ui);
	if (v->ops->on_key && v->ops->on_key(ui, v, key))
		return;
	if (keymap_is_prefix(&ui->keymap, key, v->ops->name)) {
		ui->prefix = key;
		say_offers(ui, v, key);
		return;
	}
	plain_key(ui, v, key);
}
