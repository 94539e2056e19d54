/* history.c - what was typed into prompts, also in the sessions before.
 *
 * One line an entry, "kind<TAB>text", newest last, in a file beside the
 * store. Each entry is appended when it is typed, so that two readers keep
 * each other's; a file that has grown is cut when it is read. It is read
 * when the first prompt opens, not before the first frame. */
#include "config.h"

#include "prompt_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui_priv.h"

#include "thrum/app/app.h"
#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "thrum/conf/config.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define FILE_MAX ((size_t)1 << 20)

static char *file_of(const struct ui *ui)
{
	return path_join(ui->app->data_dir, "history");
}

/* The text of an entry of this kind, or NULL. */
static const char *text_of(const char *entry, const char *kind)
{
	size_t n = strlen(kind);

	return !strncmp(entry, kind, n) && entry[n] == '\t' ? entry + n + 1 :
							       NULL;
}

static void forget(struct str_vec *v, const char *entry)
{
	size_t n = 0;

	for (size_t i = 0; i < v->len; i++)
		if (!strcmp(v->v[i], entry))
			free(v->v[i]);
		else
			v->v[n++] = v->v[i];
	v->len = n;
}

/* Each entry once, where it was typed last. */
static void remember(struct str_vec *v, const char *entry)
{
	forget(v, entry);
	str_vec_add(v, entry);
}

static void cut_file(const char *path, struct str_vec *v, size_t keep)
{
	struct buf b = BUF_INIT;
	size_t from = v->len > keep ? v->len - keep : 0;

	for (size_t i = from; i < v->len; i++)
		buf_addf(&b, "%s\n", v->v[i]);
	/* One that cannot be written stays long. */
	(void)!path_write_atomic(path, b.ptr, b.len, NULL);
	buf_release(&b);
}

/* The file is the reader's own, but anybody may have been at it. */
static void take_line(struct ui *ui, const char *line)
{
	const char *tab = strchr(line, '\t');
	char *text, *entry;

	if (!tab || !tab[1])
		return;
	text = text_clean_dup(tab + 1, CLEAN_LINE);
	entry = xasprintf("%.*s\t%s", (int)(tab - line), line, text);
	remember(&ui->history, entry);
	free(entry);
	free(text);
}

void history_read(struct ui *ui)
{
	size_t keep = (size_t)ui->config->history, lines = 0;
	char *path = file_of(ui);
	struct buf b;

	if (ui->history_read || !keep) {
		free(path);
		return;
	}
	ui->history_read = true;
	buf_init(&b, FILE_MAX);
	if (path_exists(path) && path_read(path, &b, NULL) == ST_OK)
		for (char *p = b.ptr, *end; *p; p = end + 1, lines++) {
			end = strchrnul(p, '\n');
			char *line = xstrndup(p, (size_t)(end - p));
			take_line(ui, line);
			free(line);
			if (!*end)
				break;
		}
	if (lines > 2 * keep)
		cut_file(path, &ui->history, keep);
	buf_release(&b);
	free(path);
}

static void append(const struct ui *ui, const char *entry)
{
	char *path = file_of(ui), *line = xasprintf("%s\n", entry);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	/* What cannot be kept is still there in this session. */
	if (fd >= 0) {
		(void)!write(fd, line, strlen(line));
		close(fd);
	}
	free(line);
	free(path);
}

void history_add(struct ui *ui, const char *kind, const char *text)
{
	char *entry = xasprintf("%s\t%s", kind, text);

	remember(&ui->history, entry);
	if (*kind && ui->config->history > 0 && !strchr(text, '\n'))
		append(ui, entry);
	free(entry);
}

const char *history_find(const struct ui *ui, const char *kind,
			 const char *stem, size_t past)
{
	for (size_t i = ui->history.len; i-- > 0;) {
		const char *text = text_of(ui->history.v[i], kind);
		if (text && !strncmp(text, stem, strlen(stem)) && --past == 0)
			return text;
	}
	return NULL;
}
