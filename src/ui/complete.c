/* complete.c - what Tab offers behind a command's name: files, tags,
 * themes. */
#include "config.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "prompt_priv.h"
#include "ui_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/path.h"
#include "thrum/base/banned.h"

enum { TAGS_MAX = 2000 };

char *ui_expand_home(const char *path)
{
	const char *home = getenv("HOME");

	if (path[0] == '~' && path[1] == '/' && home)
		return path_join(home, path + 2);
	return xstrdup(path);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names in `dir` that begin with `stem`, sorted; folders end in '/'. */
static void names_in(const char *dir, const char *stem, struct str_vec *out)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		bool hidden = e->d_name[0] == '.' && stem[0] != '.';
		if (hidden || !strcmp(e->d_name, ".") ||
		    !strcmp(e->d_name, "..") ||
		    strncmp(e->d_name, stem, strlen(stem)))
			continue;
		char *path = path_join(dir, e->d_name);
		DIR *sub = opendir(path);
		str_vec_add_take(out, xasprintf("%s%s", e->d_name,
						sub ? "/" : ""));
		if (sub)
			closedir(sub);
		free(path);
	}
	if (d)
		closedir(d);
	if (out->len)
		qsort(out->v, out->len, sizeof(*out->v), by_text);
}

char *complete_path(struct ui *ui, const char *text, size_t turn)
{
	const char *slash = strrchr(text, '/');
	const char *stem = slash ? slash + 1 : text;
	char *typed = xstrndup(text, (size_t)(stem - text));
	char *dir = ui_expand_home(*typed ? typed : ".");
	struct str_vec names = { 0 };
	char *out = NULL;

	(void)ui;
	names_in(dir, stem, &names);
	if (turn < names.len)
		out = xasprintf("%s%s", typed, names.v[turn]);
	str_vec_release(&names);
	free(dir);
	free(typed);
	return out;
}

char *complete_tag(struct ui *ui, const char *text, size_t turn)
{
	struct arena arena = { 0 };
	struct tag_row_vec rows = { 0 };
	size_t sign = *text == '-' ? 1 : 0;
	size_t len = strlen(text + sign);
	char *out = NULL;

	if (store_tags(ui->store, TAGS_MAX, &arena, &rows, NULL) != ST_OK)
		rows.len = 0;
	for (size_t i = 0; i < rows.len && !out; i++)
		if (!strncmp(rows.v[i].name, text + sign, len) && turn-- == 0)
			out = xasprintf("%.*s%s", (int)sign, text,
					rows.v[i].name);
	vec_release(&rows);
	arena_release(&arena);
	return out;
}

/* Names of themes that begin with `stem`, sorted, each once. */
static void themes_in(const char *dir, const char *stem, struct str_vec *out)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	while (d && (e = readdir(d))) {
		size_t len = strlen(e->d_name), end = strlen(".theme");
		if (len <= end || strcmp(e->d_name + len - end, ".theme") ||
		    strncmp(e->d_name, stem, strlen(stem)))
			continue;
		str_vec_add_take(out, xstrndup(e->d_name, len - end));
	}
	if (d)
		closedir(d);
}

static void theme_names(struct ui *ui, const char *stem, struct str_vec *out)
{
	const char *env = getenv("THRUM_DATA");
	char *own = path_join(ui->app->config_dir, "themes");
	char *data = env && *env ? path_join(env, "themes") : NULL;
	size_t n = 0;

	themes_in(own, stem, out);
	if (data)
		themes_in(data, stem, out);
	themes_in(PKGDATADIR "/themes", stem, out);
	free(own);
	free(data);
	if (!out->len)
		return;
	qsort(out->v, out->len, sizeof(*out->v), by_text);
	for (size_t i = 0; i < out->len; i++)
		if (n && !strcmp(out->v[n - 1], out->v[i]))
			free(out->v[i]);
		else
			out->v[n++] = out->v[i];
	out->len = n;
}

char *complete_theme(struct ui *ui, const char *text, size_t turn)
{
	struct str_vec names = { 0 };
	char *out = NULL;

	theme_names(ui, text, &names);
	if (turn < names.len)
		out = xstrdup(names.v[turn]);
	str_vec_release(&names);
	return out;
}
