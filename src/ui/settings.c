/* settings.c - the configuration while the reader runs: files that change,
 * `:set`, what follows from either.
 *
 * The reader has a copy of the settings; the worker's are brought in line
 * by a job. Files are looked at when they are written to (loop.c) and on
 * SIGHUP. What is wrong with it goes to the
 * messages with its line, and the setting stays as it was. */
#include "config.h"

#include "settings_priv.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "act_priv.h"
#include "prompt_priv.h"
#include "ui_priv.h"
#include "watch_priv.h"

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/conf/config.h"
#include "thrum/base/banned.h"

#define FILE_MAX ((size_t)1 << 20) /* of a file of the configuration */

/* ---- files ---- */

static void mark_file(const char *path, struct file_mark *m)
{
	struct stat sb;

	*m = (struct file_mark){ 0 };
	if (!path || stat(path, &sb))
		return;
	*m = (struct file_mark){ sb.st_size + 1, sb.st_mtim.tv_sec,
				 sb.st_mtim.tv_nsec };
}

static bool has_changed(const char *path, struct file_mark *m)
{
	struct file_mark now;

	mark_file(path, &now);
	if (!memcmp(&now, m, sizeof(now)))
		return false;
	*m = now;
	return true;
}

/* An absent file is an empty one. */
static void read_file(const char *path, struct buf *out)
{
	buf_init(out, FILE_MAX);
	if (path_exists(path) && path_read(path, out, NULL) != ST_OK)
		buf_clear(out);
}

void ui_note_problems(struct ui *ui, const char *file,
		      const struct buf *problems)
{
	const char *p = problems->ptr;

	while (*p) {
		size_t n = strcspn(p, "\n");
		char *line = file ? xasprintf("%s: %.*s", file, (int)n, p) :
				    xstrndup(p, n);
		if (n)
			ui_note(ui, true, line);
		free(line);
		p += n + (p[n] == '\n');
	}
}

/* ---- keys ---- */

/* The preset, then the config's lines, then those of the keys file. */
static void read_keys(struct ui *ui)
{
	struct buf text, problems = BUF_INIT;

	keymap_release(&ui->keymap);
	keymap_init_default(&ui->keymap);
	if (ui->settings.config.keymap)
		(void)!keymap_preset(&ui->keymap, ui->settings.config.keymap);
	read_file(ui->settings.config_path, &text);
	keymap_parse_config(&ui->keymap, text.ptr, text.len, &problems);
	ui_note_problems(ui, "config", &problems);
	buf_release(&text);
	buf_clear(&problems);
	read_file(ui->settings.keys_path, &text);
	keymap_parse(&ui->keymap, text.ptr, text.len, &problems);
	ui_note_problems(ui, "keys", &problems);
	buf_release(&text);
	buf_release(&problems);
}

/* ---- themes ---- */

static bool is_colourless(const struct ui *ui)
{
	const char *no_color = getenv("NO_COLOR");

	return term_colors(ui->term) == 0 ||
	       (!ui->settings.theme_asked && no_color && *no_color);
}

static void show_theme(struct ui *ui)
{
	struct settings *s = &ui->settings;
	const char *name = s->theme_asked ? s->theme_asked : s->config.theme;
	struct err err = { 0 };

	if (is_colourless(ui)) {
		theme_init_mono(&ui->theme);
		term_set_theme(ui->term, &ui->theme);
		return;
	}
	if (ui_set_theme(ui, name ? name : "auto", &err) != ST_OK) {
		if (!s->themed) {
			theme_init_mono(&ui->theme);
			term_set_theme(ui->term, &ui->theme);
		}
		ui_note(ui, true, err.msg);
	}
	s->themed = true;
}

/* The reader's own file of the theme in use, so that it can be worked at. */
static void watch_theme(struct ui *ui)
{
	struct settings *s = &ui->settings;
	const char *name = s->theme_asked ? s->theme_asked : s->config.theme;
	char *file = xasprintf("%s.theme", name ? name : "auto");
	char *dir = path_join(ui->app->config_dir, "themes");

	free(s->theme_path);
	s->theme_path = path_join(dir, file);
	mark_file(s->theme_path, &s->theme_mark);
	free(dir);
	free(file);
}

/* ---- what a change brings with it ---- */

static void post_config(struct ui *ui)
{
	struct job job = { .kind = JOB_CONFIG };
	struct buf text = BUF_INIT;

	config_write(&ui->settings.config, &text);
	job.text = buf_detach(&text);
	ui->settings.quiet_no = ui_post(ui, &job);
}

static bool is_same(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static void compose_all(struct ui *ui)
{
	for (size_t i = 0; i < ui->n_views; i++)
		ui->stack[i]->composed = false;
	if (ui->preview)
		ui->preview->composed = false;
	if (ui->side)
		ui->side->composed = false;
	ui->dirty = true;
}

/* `old` is what held before. */
static void apply(struct ui *ui, const struct config *old)
{
	const struct config *c = &ui->settings.config;

	if (!is_same(old->theme, c->theme)) {
		free(ui->settings.theme_asked);
		ui->settings.theme_asked = NULL;
		show_theme(ui);
		watch_theme(ui);
	}
	if (!is_same(old->bidi, c->bidi)) {
		ui->visual = app_bidi_of(c->bidi) == APP_BIDI_VISUAL;
		ui->line.visual = ui->visual;
	}
	if (old->mouse != c->mouse)
		term_use_mouse(ui->term, c->mouse != 0);
	post_config(ui);
	ui_follow(ui);
	compose_all(ui);
}

/* Problems since `from` are said once more, where the reader looks. */
static void say_first_note(struct ui *ui, size_t from, const char *well)
{
	struct buf keys = BUF_INIT;

	if (ui->notes.len > from) {
		keymap_keys(&ui->keymap, ACTION_VIEW_MESSAGES, "threads", 1,
			    &keys);
		ui_say(ui, _("%s (%s shows all messages)"),
		       ui->notes.v[from].text, keys.ptr);
		ui->message_is_error = true;
	} else {
		ui_say(ui, "%s", well);
	}
	buf_release(&keys);
}

static void reload_config(struct ui *ui)
{
	struct buf text, problems = BUF_INIT;
	struct config old;

	config_copy(&old, &ui->settings.config);
	read_file(ui->settings.config_path, &text);
	config_reload(&ui->settings.config, text.ptr, text.len, &problems);
	ui_note_problems(ui, "config", &problems);
	apply(ui, &old);
	config_release(&old);
	buf_release(&problems);
	buf_release(&text);
}

/* The feeds are the worker's to read; nothing for it to do, nothing asked. */
static void look_at_feeds(struct ui *ui)
{
	struct job job = { .kind = JOB_SYNC };

	if (app_feeds_differ(ui->app, ui->store))
		ui_post(ui, &job);
}

void settings_start(struct ui *ui)
{
	show_theme(ui);
	look_at_feeds(ui);
}

void settings_look(struct ui *ui, enum settings_look how)
{
	struct settings *s = &ui->settings;
	bool always = how == SETTINGS_RELOAD;
	bool config = has_changed(s->config_path, &s->config_mark) || always;
	bool keys = has_changed(s->keys_path, &s->keys_mark) || always;
	bool theme = has_changed(s->theme_path, &s->theme_mark) || always;
	/* The oldest notes go when there are many. */
	size_t from = ui->notes.len < UI_NOTES_MAX / 2 ? ui->notes.len : 0;

	if (has_changed(ui->app->urls_path, &s->feeds_mark) || always)
		look_at_feeds(ui);
	if (!config && !keys && !theme)
		return;
	if (config)
		reload_config(ui);
	if (config || keys)
		read_keys(ui);
	if (theme)
		show_theme(ui);
	compose_all(ui);
	say_first_note(ui, from, _("the configuration was read again"));
}

void settings_init(struct ui *ui, const char *theme_asked)
{
	struct settings *s = &ui->settings;

	config_copy(&s->config, &ui->app->config);
	ui->config = &s->config;
	s->theme_asked = theme_asked ? xstrdup(theme_asked) : NULL;
	s->config_path = path_join(ui->app->config_dir, "config");
	s->keys_path = path_join(ui->app->config_dir, "keys");
	mark_file(s->config_path, &s->config_mark);
	mark_file(s->keys_path, &s->keys_mark);
	mark_file(ui->app->urls_path, &s->feeds_mark);
	watch_theme(ui);
	read_keys(ui);
}

void settings_release(struct settings *s)
{
	config_release(&s->config);
	free(s->theme_asked);
	free(s->config_path);
	free(s->keys_path);
	free(s->theme_path);
}

void settings_watch(const struct ui *ui, struct watch *w)
{
	const struct settings *s = &ui->settings;

	(void)watch_add(w, ui->app->urls_path);
	(void)watch_add(w, s->config_path);
	(void)watch_add(w, s->keys_path);
	(void)watch_add(w, s->theme_path);
}

/* ---- :set ---- */

/* "x y" or x y; newsboat's quotation marks around a value go. */
static char *value_of(const char *s)
{
	size_t n = strlen(s);
	char *out, *to;

	if (n < 2 || s[0] != '"' || s[n - 1] != '"')
		return xstrdup(s);
	out = to = xcalloc(1, n);
	for (size_t i = 1; i + 1 < n; i++) {
		if (s[i] == '\\' && (s[i + 1] == '"' || s[i + 1] == '\\'))
			i++;
		*to++ = s[i];
	}
	return out;
}

static void show_option(struct ui *ui, const char *name)
{
	struct config_option o;
	struct buf value = BUF_INIT;

	if (!config_option_find(name, &o)) {
		ui_say(ui, _("there is no setting %s; Tab shows them"), name);
		return;
	}
	config_get(ui->config, name, &value);
	ui_say(ui, "%s %s (%s)", name, value.len ? value.ptr : _("not set"),
	       _(o.help));
	buf_release(&value);
}

/* For "name" alone: a switch goes on, "noname" off, "name!" over. NULL =
 * nothing of this. `name` is cut. */
static const char *implied_value(const struct ui *ui, char **name)
{
	size_t n = strlen(*name);
	char end = n ? (*name)[n - 1] : '\0';
	struct config_option o;
	struct buf value = BUF_INIT;
	bool on;

	if (end == '!')
		(*name)[n - 1] = '\0';
	if (!strncmp(*name, "no", 2) && !config_option_find(*name, &o) &&
	    config_option_find(*name + 2, &o) && o.type == CONFIG_TYPE_BOOL) {
		*name += 2;
		return "no";
	}
	if (!config_option_find(*name, &o) || o.type != CONFIG_TYPE_BOOL)
		return NULL;
	config_get(ui->config, *name, &value);
	on = !strcmp(value.ptr, "yes");
	buf_release(&value);
	return end == '!' && on ? "no" : "yes";
}

static void set_named(struct ui *ui, const char *name, const char *value)
{
	struct err err = { 0 };
	struct buf now = BUF_INIT;
	struct config old;

	config_copy(&old, &ui->settings.config);
	if (config_set(&ui->settings.config, name, value, &err) != ST_OK) {
		ui_fail(ui, err.msg);
	} else {
		config_get(ui->config, name, &now);
		ui_say(ui, "%s %s", name, now.len ? now.ptr : _("not set"));
		if (!is_same(old.keymap, ui->config->keymap))
			read_keys(ui);
		apply(ui, &old);
	}
	buf_release(&now);
	config_release(&old);
}

static void set_default(struct ui *ui, const char *name)
{
	struct buf value = BUF_INIT;
	struct config fresh;

	config_init(&fresh);
	config_get(&fresh, name, &value);
	set_named(ui, name, value.ptr);
	buf_release(&value);
	config_release(&fresh);
}

void settings_set(struct ui *ui, const char *words)
{
	size_t n = strcspn(words, " =");
	char *copy = xstrndup(words, n), *name = copy;
	const char *rest = words + n + strspn(words + n, " =");
	size_t len = strlen(name);

	if (len && name[len - 1] == '?') {
		name[len - 1] = '\0';
		show_option(ui, name);
	} else if (len && name[len - 1] == '&') {
		name[len - 1] = '\0';
		set_default(ui, name);
	} else if (*rest) {
		char *value = value_of(rest);
		set_named(ui, name, value);
		free(value);
	} else {
		const char *value = implied_value(ui, &name);
		if (value)
			set_named(ui, name, value);
		else
			show_option(ui, name);
	}
	free(copy);
}

/* ---- Tab ---- */

static char *complete_option(const char *text, size_t turn)
{
	struct config_option o;

	for (size_t i = 0; i < config_options(); i++) {
		config_option_at(i, &o);
		if (!strncmp(o.name, text, strlen(text)) && turn-- == 0)
			return xstrdup(o.name);
	}
	return NULL;
}

static char *nth_word(const char *words, const char *text, size_t turn)
{
	while (*words) {
		size_t n = strcspn(words, " ");
		if (!strncmp(words, text, strlen(text)) &&
		    strlen(text) <= n && turn-- == 0)
			return xstrndup(words, n);
		words += n + (words[n] == ' ');
	}
	return NULL;
}

/* The present value is offered where there is nothing to choose from, so
 * that it can be edited. */
static char *complete_value(struct ui *ui, const struct config_option *o,
			    const char *text, size_t turn)
{
	struct buf now = BUF_INIT;
	char *out;

	if (!strcmp(o->name, "theme"))
		return complete_theme(ui, text, turn);
	if (o->type == CONFIG_TYPE_BOOL)
		return nth_word("yes no", text, turn);
	if (o->values)
		return nth_word(o->values, text, turn);
	config_get(ui->config, o->name, &now);
	out = turn == 0 && now.len && !strncmp(now.ptr, text, strlen(text)) ?
		      xstrdup(now.ptr) :
		      NULL;
	buf_release(&now);
	return out;
}

char *complete_set(struct ui *ui, const char *text, size_t turn)
{
	size_t n = strcspn(text, " =");
	struct config_option o;

	if (!text[n])
		return complete_option(text, turn);
	char *name = xstrndup(text, n), *out = NULL;
	const char *value = text + n + strspn(text + n, " =");
	char *got = config_option_find(name, &o) ?
			    complete_value(ui, &o, value, turn) :
			    NULL;
	if (got)
		out = xasprintf("%s %s", name, got);
	free(got);
	free(name);
	return out;
}
