/* act_out.c - articles leave the reader: as a file, into a command, into
 * the reader's bookmarks.
 *
 * A command that is typed is the person's own and goes to the shell as it
 * is; what a feed says reaches it on standard input or as an argument of
 * its own, never as a part of a command line. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"
#include "words_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/conf/config.h"
#include "thrum/base/banned.h"

enum { NAME_MAX_BYTES = 80 }; /* of a file that is offered */

/* The article that is meant, whole; NULL after saying why not. */
static struct article *whole_article(struct ui *ui, struct view *v)
{
	struct article *a = NULL;
	struct err err = { 0 };
	int64_t id = ui_article_of(ui, v);

	if (!id)
		ui_say(ui, _("select an article first"));
	else if (store_article_get(ui->store, id, STORE_LOAD_ALL, &a, &err) !=
		 ST_OK)
		ui_fail(ui, err.msg);
	return a;
}

/* ---- save ---- */

/* "Title of it.txt": nothing in it that a file name or a shell minds. */
static char *name_of(const struct article *a)
{
	struct buf name = BUF_INIT;
	const char *p = a->title ? a->title : "article";

	for (; *p && name.len < NAME_MAX_BYTES; p++) {
		unsigned char c = (unsigned char)*p;
		bool ends = name.len && name.ptr[name.len - 1] == ' ';
		if (c < 0x80 && !strchr("abcdefghijklmnopqrstuvwxyz"
					"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					"0123456789-_.",
					c))
			c = ' ';
		if (c == ' ' ? !ends && name.len :
			       !(c == '.' || c == '-') || name.len)
			buf_addc(&name, (char)c);
	}
	/* No half of a character at the end. */
	bool cut = ((unsigned char)*p & 0xC0) == 0x80;
	while (cut && name.len) {
		cut = ((unsigned char)name.ptr[name.len - 1] & 0xC0) == 0x80;
		buf_truncate(&name, name.len - 1);
	}
	while (name.len && name.ptr[name.len - 1] == ' ')
		buf_truncate(&name, name.len - 1);
	if (!name.len)
		buf_adds(&name, a->uuid[0] ? a->uuid : "article");
	buf_adds(&name, ".txt");
	return buf_detach(&name);
}

/* The folder of save-path in front of a name, or the name. */
static char *in_folder(const struct ui *ui, char *name)
{
	const char *dir = ui->config->save_path;

	if (!dir || !*dir)
		return name;
	char *out = path_join(dir, name);
	free(name);
	return out;
}

/* The reader's own folder is made; others are there or mistyped. */
static enum status make_folder(const struct ui *ui, const char *path,
			       struct err *err)
{
	if (!ui->config->save_path || !*ui->config->save_path)
		return ST_OK;
	char *dir = ui_expand_home(ui->config->save_path);
	size_t n = strlen(dir);
	bool is_in = !strncmp(path, dir, n) &&
		     (path[n] == '/' || (n && dir[n - 1] == '/'));
	enum status st = is_in ? path_mkdirs(dir, err) : ST_OK;
	free(dir);
	return st;
}

static void write_file(struct ui *ui, const struct article *a,
		       const char *path)
{
	struct buf text = BUF_INIT;
	struct err err = { 0 };

	words_article(ui, a, &text);
	if (make_folder(ui, path, &err) != ST_OK ||
	    path_write_atomic(path, text.ptr, text.len, &err) != ST_OK)
		ui_fail(ui, err.msg);
	else
		ui_say(ui, _("saved as %s"), path);
	buf_release(&text);
}

/* What is there already is not overwritten: a number is put behind. */
static char *free_path(const char *path)
{
	char *out = xstrdup(path);
	size_t stem = strlen(path);
	const char *dot = strrchr(path, '.');

	if (dot && !strchr(dot, '/'))
		stem = (size_t)(dot - path);
	for (int i = 2; path_exists(out) && i < 1000; i++) {
		free(out);
		out = xasprintf("%.*s-%d%s", (int)stem, path, i, path + stem);
	}
	return out;
}

void save_done(struct ui *ui, const char *text)
{
	struct article *a;
	char *path, *free_one;

	if (!*text)
		return;
	a = whole_article(ui, ui_top_view(ui));
	if (!a)
		return;
	path = ui_expand_home(text);
	if (path[strlen(path) - 1] == '/') {
		char *name = name_of(a), *joined = path_join(path, name);
		free(path);
		free(name);
		path = joined;
	}
	free_one = free_path(path);
	write_file(ui, a, free_one);
	free(free_one);
	free(path);
	article_free(a);
}

void act_save(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Save as:"),
		.history = "file",
		.done = save_done,
		.complete = complete_path,
	};
	struct article *a = whole_article(ui, v);
	char *name;

	if (!a)
		return;
	name = in_folder(ui, name_of(a));
	opts.text = name;
	prompt_open(ui, &opts);
	free(name);
	article_free(a);
}

/* ---- pipe ---- */

void pipe_done(struct ui *ui, const char *command)
{
	struct article *a;
	struct buf text = BUF_INIT;
	struct err err = { 0 };
	int code = 0;

	if (!*command)
		return;
	a = whole_article(ui, ui_top_view(ui));
	if (!a)
		return;
	words_article(ui, a, &text);
	if (term_run(ui->term, command, text.ptr, text.len, &code, &err) !=
	    ST_OK)
		ui_fail(ui, err.msg);
	else if (code)
		ui_say(ui, _("%s ended with the code %d"), command, code);
	buf_release(&text);
	article_free(a);
}

void act_pipe(struct ui *ui, struct view *v)
{
	struct prompt_options opts = {
		.label = _("Give the text to:"),
		.history = "shell",
		.done = pipe_done,
	};

	if (ui_article_of(ui, v))
		prompt_open(ui, &opts);
	else
		ui_say(ui, _("select an article first"));
}

/* ---- bookmarks ---- */

void act_bookmark(struct ui *ui, struct view *v)
{
	struct job job = { .kind = JOB_RUN };
	const char *command = ui->config->bookmark;
	struct article *a;

	if (!command || !*command) {
		ui_say(ui, _("set bookmark-command in the config file first: "
			     "a program that takes an address and a title"));
		return;
	}
	a = whole_article(ui, v);
	if (a && a->url) {
		job.text = xstrdup(command);
		str_vec_add(&job.args, a->url);
		str_vec_add(&job.args, a->title ? a->title : "");
		str_vec_add(&job.args, a->source ? a->source : "");
		ui_post(ui, &job);
		ui_say(ui, _("bookmarked %s"), a->url);
	} else if (a) {
		ui_say(ui, _("this article has no address"));
	}
	article_free(a);
}
