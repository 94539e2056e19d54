/* act_edit.c - the feeds file and the config in the editor that VISUAL or
 * EDITOR names, as other programs of terminals do it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "settings_priv.h"
#include "ui_priv.h"

#include "thrum/app/app.h"
#include "thrum/base/buf.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/base/banned.h"

/* In quotation marks that a shell takes away. */
static void add_quoted(struct buf *out, const char *s)
{
	buf_addc(out, '\'');
	for (; *s; s++)
		if (*s == '\'')
			buf_adds(out, "'\\''");
		else
			buf_addc(out, *s);
	buf_addc(out, '\'');
}

/* The editor's own words (code -w) are the shell's to part; the path is
 * ours. */
static bool edit(struct ui *ui, const char *path)
{
	struct buf command = BUF_INIT;
	struct err err = { 0 };
	int code = 0;

	buf_adds(&command, "${VISUAL:-${EDITOR:-vi}} ");
	add_quoted(&command, path);
	enum status st = term_edit(ui->term, command.ptr, &code, &err);
	if (st != ST_OK)
		ui_fail(ui, err.msg);
	else if (code)
		ui_say(ui, _("the editor ended with %d; VISUAL or EDITOR names "
			     "another"),
		       code);
	buf_release(&command);
	return st == ST_OK && !code;
}

void act_edit_feeds(struct ui *ui, struct view *v)
{
	/* Reads the file again, and gets what is new in it. */
	struct job job = { .kind = JOB_FETCH };

	(void)v;
	if (edit(ui, ui->app->urls_path))
		ui->quiet_no = ui_post(ui, &job);
}

void act_edit_config(struct ui *ui, struct view *v)
{
	(void)v;
	if (edit(ui, ui->settings.config_path))
		settings_look(ui, SETTINGS_CHANGED);
}
