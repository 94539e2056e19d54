/* settings_priv.h - the configuration while the reader runs. */
#ifndef THRUM_UI_SETTINGS_PRIV_H
#define THRUM_UI_SETTINGS_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "thrum/conf/config.h"

struct buf;
struct ui;
struct watch;

struct file_mark {
	int64_t size, s, ns; /* size + 1; 0 = there is no file */
};
struct settings {
	struct config config; /* the reader's copy */
	char *config_path, *keys_path, *theme_path; /* owned */
	struct file_mark config_mark, keys_mark, theme_mark, feeds_mark;
	char *theme_asked; /* goes before the configuration's; owned, NULL */
	bool themed; /* a theme has been chosen once */
	uint64_t quiet_no; /* the job that tells the worker */
};

/* Copy the app's, read the keys. Before there is a worker. */
void settings_init(struct ui *ui, const char *theme_asked);
void settings_release(struct settings *s);
/* The terminal is there: the theme that is asked for. The worker is there:
 * the feeds file, should it have changed while nobody looked. */
void settings_start(struct ui *ui);
/* Read again what has changed, or all. */
enum settings_look { SETTINGS_CHANGED, SETTINGS_RELOAD };
void settings_look(struct ui *ui, enum settings_look how);
/* Add the files, the feeds file too, to those that are watched; folders
 * that are not there are not (SIGHUP helps). */
void settings_watch(const struct ui *ui, struct watch *w);
/* `:set` with what stands behind it, and what Tab offers there. */
void settings_set(struct ui *ui, const char *words);
char *complete_set(struct ui *ui, const char *text, size_t turn);
/* Each line becomes a note, with the file's name in front (NULL = none). */
void ui_note_problems(struct ui *ui, const char *file,
		      const struct buf *problems);

#endif
