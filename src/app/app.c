/* app.c - where things are, what is configured, and the one writer. */
#include "config.h"

#include "thrum/app/app.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/fetch/fetch.h"
#include "thrum/store/store.h"
#include "thrum/text/utf8.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

#define CONFIG_BYTES_MAX ((size_t)1 << 20)

static enum status place(const char *given, enum path_kind kind, char **out,
			 struct err *err)
{
	if (!given)
		return path_home(kind, out, err);
	*out = xstrdup(given);
	return ST_OK;
}

void app_add_problems(struct app *app, const char *path,
		      const struct buf *lines)
{
	for (const char *p = lines->ptr; *p;) {
		size_t n = strcspn(p, "\n");

		buf_addf(&app->problems, "%s: %.*s\n", path, (int)n, p);
		p += n + (p[n] == '\n');
	}
}

/* A configuration that cannot be read is a problem to name, not a reason
 * to keep the reader from the news. */
static void read_config(struct app *app)
{
	char *path = path_join(app->config_dir, "config");
	struct buf text, problems;
	struct err err = { 0 };

	buf_init(&text, CONFIG_BYTES_MAX);
	buf_init(&problems, CONFIG_BYTES_MAX);
	if (path_exists(path)) {
		if (path_read(path, &text, &err))
			buf_addf(&app->problems, "%s\n", err.msg);
		else
			config_parse(&app->config, text.ptr, text.len,
				     &problems);
	}
	app_add_problems(app, path, &problems);
	buf_release(&problems);
	buf_release(&text);
	free(path);
}

/* "~/x" is HOME's. */
static void expand_home(char **path)
{
	const char *home = getenv("HOME");

	if (!*path || strncmp(*path, "~/", 2) != 0 || !home)
		return;
	char *whole = path_join(home, *path + 2);
	free(*path);
	*path = whole;
}

void app_fetch_options(const struct app *app, struct fetch_options *opts)
{
	if (!opts->max_total)
		opts->max_total = (int)app->config.max_total;
	if (!opts->max_per_host) {
		opts->max_per_host = (int)app->config.max_per_host;
		opts->max_per_host_many = (int)app->config.max_per_host_many;
	}
	opts->proxy = app->config.proxy;
	opts->cookie_file = app->config.cookie_file;
	opts->ca_file = app->config.ca_file;
}

enum status app_new(const struct app_paths *paths, struct app **out,
		    struct err *err)
{
	struct app *app = xcalloc(1, sizeof(*app));
	enum status st;

	config_init(&app->config);
	buf_init(&app->problems, CONFIG_BYTES_MAX);
	atomic_init(&app->cancel, false);
	atomic_init(&app->hurry, false);
	st = place(paths->config_dir, PATH_CONFIG, &app->config_dir, err);
	if (st == ST_OK)
		st = place(paths->data_dir, PATH_DATA, &app->data_dir, err);
	if (st) {
		app_free(app);
		return st;
	}
	app->store_path = paths->store_path ?
				  xstrdup(paths->store_path) :
				  path_join(app->data_dir, "thrum.db");
	app->urls_path = paths->urls_path ? xstrdup(paths->urls_path) :
					    path_join(app->config_dir, "urls");
	read_config(app);
	expand_home(&app->config.cookie_file);
	expand_home(&app->config.ca_file);
	*out = app;
	return ST_OK;
}

void app_reconfigure(struct app *app, const char *text)
{
	config_reload(&app->config, text, strlen(text), NULL);
	expand_home(&app->config.cookie_file);
}

void app_free(struct app *app)
{
	if (!app)
		return;
	threading_drop(app);
	store_close(app->store);
	config_release(&app->config);
	buf_release(&app->problems);
	free(app->config_dir);
	free(app->data_dir);
	free(app->store_path);
	free(app->urls_path);
	free(app);
}

/* The folder of `path`, made when it is not there. */
static enum status make_parent(const char *path, struct err *err)
{
	const char *base = path_base(path);

	if (base == path)
		return ST_OK;
	char *dir = xstrndup(path, (size_t)(base - path));
	enum status st = path_mkdirs(dir, err);
	free(dir);
	return st;
}

enum status app_store(struct app *app, struct store **out, struct err *err)
{
	enum status st = ST_OK;

	if (!app->store) {
		st = make_parent(app->store_path, err);
		if (st == ST_OK)
			st = store_open(app->store_path, STORE_WRITE,
					&app->store, err);
	}
	if (st == ST_OK)
		*out = app->store;
	return st;
}

enum status app_end(struct app *app, enum status st, struct err *err)
{
	if (st == ST_OK)
		st = store_commit(app->store, err);
	if (st == ST_OK)
		return ST_OK;
	store_rollback(app->store);
	threading_drop(app);
	return st;
}

void app_report_release(struct app_report *r)
{
	str_vec_release(&r->errors);
	str_vec_release(&r->notes);
	memset(r, 0, sizeof(*r));
}

static void add_sentence(struct str_vec *to, const char *fmt, va_list ap)
{
	struct buf b;
	char line[1024];

	vsnprintf(line, sizeof(line), fmt, ap);
	buf_init(&b, sizeof(line) * 4);
	text_clean(&b, line, strlen(line), CLEAN_LINE);
	str_vec_add(to, b.ptr);
	buf_release(&b);
}

void app_report_error(struct app_report *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_sentence(&r->errors, fmt, ap);
	va_end(ap);
}

void app_report_note(struct app_report *r, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_sentence(&r->notes, fmt, ap);
	va_end(ap);
}
