/* theme.c - a theme by its name: the reader's own, then those that came
 * with the program. */
#include "config.h"

#include "thrum/app/app.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/conf/theme.h"

#include "thrum/base/banned.h"

#define FILE_MAX ((size_t)1 << 20)

static bool read_in(const char *dir, const char *file, struct buf *out)
{
	char *path;
	bool ok;

	if (!dir || !*dir)
		return false;
	path = path_join(dir, file);
	ok = path_exists(path) && path_read(path, out, NULL) == ST_OK;
	free(path);
	return ok;
}

static enum status read_theme(const struct app *app, const char *name,
			      struct buf *out, struct err *err)
{
	char *file, *own = path_join(app->config_dir, "themes");
	char *data = NULL;
	const char *env = getenv("THRUM_DATA");
	enum status st = ST_OK;

	file = xasprintf("%s.theme", name);
	if (env && *env)
		data = path_join(env, "themes");
	if (strchr(name, '/') || name[0] == '.')
		st = err_set(err, ST_USAGE, _("\"%s\" is not a theme's name"),
			     name);
	else if (!read_in(own, file, out) && !read_in(data, file, out) &&
		 !read_in(PKGDATADIR "/themes", file, out))
		st = err_set(err, ST_NOT_FOUND,
			     _("no theme is called \"%s\"; themes are files "
			       "in %s"),
			     name, own);
	free(file);
	free(own);
	free(data);
	return st;
}

/* COLORFGBG is "15;0" or "0;default;15": the last one is the background;
 * 7 and 9..15 are light. Source: rxvt(1). */
static bool is_light_terminal(void)
{
	const char *s = getenv("COLORFGBG");
	const char *last = s ? strrchr(s, ';') : NULL;

	if (!last || !last[1])
		return false;
	long bg = strtol(last + 1, NULL, 10);
	return bg == 7 || (bg >= 9 && bg <= 15);
}

enum status app_theme(const struct app *app, const char *name,
		      struct theme *out, struct buf *problems,
		      struct err *err)
{
	struct buf text;
	enum status st;

	if (!name || !*name || !strcmp(name, "auto"))
		name = is_light_terminal() ? "default-light" : "default-dark";
	buf_init(&text, FILE_MAX);
	st = read_theme(app, name, &text, err);
	if (st == ST_OK) {
		theme_init_mono(out);
		theme_parse(out, text.ptr, text.len, problems);
	}
	buf_release(&text);
	return st;
}
