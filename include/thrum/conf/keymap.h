/* keymap.h - which key does what: defaults, then the `keys` file.
 *
 * Keys: a character ("j", "?"), "^F", "Space", "Enter", "Tab", "Esc",
 * "Backspace", "Up", "Down", "Left", "Right", "Home", "End", "PageUp",
 * "PageDown", "Insert", "Delete", "F1".."F12", "M-x".
 * ^M, ^J and Enter are one key ('\n'); ^? and Backspace are one. Two
 * characters of ASCII in a row ("za", "gg") are pressed one after the
 * other; the first of them waits for the second, also where it is bound
 * by itself.
 * The file: `bind KEY ACTION [VIEW]`, `unbind KEY [VIEW]`,
 * `macro KEY COMMAND; COMMAND ...`, `#` comments. newsboat's lines mean the
 * same: bind-key and unbind-key, its names of operations, dialogs and keys,
 * and `bind KEY DIALOG,DIALOG OPERATION -- "words"` of its newer versions.
 */
#ifndef THRUM_CONF_KEYMAP_H
#define THRUM_CONF_KEYMAP_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/vec.h"
#include "thrum/conf/actions.h"

/* Unicode code point for characters and controls; named keys above it. */
enum key_code {
	KEY_BASE_ = 0x110000,
	KEYC_UP,
	KEYC_DOWN,
	KEYC_LEFT,
	KEYC_RIGHT,
	KEYC_HOME,
	KEYC_END,
	KEYC_PAGE_UP,
	KEYC_PAGE_DOWN,
	KEYC_INSERT,
	KEYC_DELETE,
	KEYC_BACKSPACE,
	KEYC_RESIZE,
	KEYC_MOUSE,
	KEYC_F0, /* F1 = KEYC_F0 + 1 ... F12 */
	KEYC_F12 = KEYC_F0 + 12,
	KEYC_META = 0x200000, /* added to the key held with Alt */
	KEYC_SEQ = 0x40000000, /* first << 8 | second, see key_seq() */
};

struct key_binding {
	uint32_t key;
	char *view; /* NULL = every view */
	enum action action; /* ACTION_NONE = unbound on purpose */
};
struct key_macro {
	uint32_t key;
	char *commands; /* as on the `:` line, parted by ';' */
};
struct keymap {
	VEC_FIELDS(struct key_binding); /* later ones win */
	struct {
		VEC_FIELDS(struct key_macro);
	} macros; /* later ones win */
};

/* The names that VIEW may have; NULL-terminated, static. */
extern const char *const keymap_views[];

void keymap_init_default(struct keymap *map);
void keymap_release(struct keymap *map);
/* What another program's users expect, on top of the defaults: "default",
 * "newsboat", "vim", "mutt". False when the name is unknown. */
bool keymap_preset(struct keymap *map, const char *name);
/* Lines that make no sense are named in `problems` and skipped. */
void keymap_parse(struct keymap *map, const char *s, size_t len,
		  struct buf *problems);
/* The same lines out of a config file; others are left alone. */
void keymap_parse_config(struct keymap *map, const char *s, size_t len,
			 struct buf *problems);
/* View's own binding first, then the global one; ACTION_NONE. */
enum action keymap_find(const struct keymap *map, uint32_t key,
			const char *view);
/* Does a sequence that does something in `view` begin with this key? */
bool keymap_is_prefix(const struct keymap *map, uint32_t key,
		      const char *view);
/* The commands of the macro under this key; NULL. Borrowed. */
const char *keymap_macro(const struct keymap *map, uint32_t key);
/* Both ASCII; 0 when one of them is not. */
uint32_t key_seq(uint32_t first, uint32_t second);
/* Keys now bound to `action` in `view`, " " between, into `out`; at most
 * `max` of them. */
void keymap_keys(const struct keymap *map, enum action action,
		 const char *view, int max, struct buf *out);
/* 0 if `name` names no key. */
uint32_t key_parse(const char *name, size_t len);
void key_name(uint32_t key, struct buf *out);

#endif
