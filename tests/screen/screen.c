/* screen.c - see screen.h. */
#include "config.h"

#include "screen.h"
#include "../folder.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fixture.h"
#include "thrum/app/app.h"
#include "thrum/app/setter.h"
#include "thrum/app/worker.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/base/path.h"
#include "thrum/store/store.h"
#include "thrum/text/utf8.h"
#include "thrum/ui/ui.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

enum {
	WAIT_MS = 20000, /* for the worker; much longer than it needs */
	LOOK_MS = 2, /* it goes idle without saying so */
};

static void must(enum status st, const struct err *err, const char *what)
{
	if (st != ST_OK)
		cr_assert(false, "%s: %s (%s)", what, err->msg, err->detail);
}

static struct app *open_app(struct screen *s, unsigned flags,
			    const char *file)
{
	struct app_paths paths = { .config_dir = s->dir, .data_dir = s->dir };
	struct app *app = NULL;
	struct store *st = NULL;
	struct err err = { 0 };

	must(app_new(&paths, &app, &err), &err, "app_new");
	must(app_store(app, &st, &err), &err, "app_store");
	if (file)
		must(fixture_article(st, file, &err), &err, "fixture_article");
	if (flags & (SCREEN_EMPTY | SCREEN_KEEP))
		return app;
	if (flags & SCREEN_JAPAN)
		must(fixture_japan(st, &err), &err, "fixture_japan");
	else
		must(fixture_fill(st, &err), &err, "fixture_fill");
	if (flags & SCREEN_MANY)
		must(fixture_many(st, 300, &err), &err, "fixture_many");
	if (flags & SCREEN_STORY)
		must(fixture_story(st, &err), &err, "fixture_story");
	return app;
}

static struct term *open_term(unsigned flags)
{
	struct term_options opts = {
		.type = "xterm-256color",
		.in = fopen("/dev/null", "r"),
		.out = fopen("/dev/null", "w"),
		.flags = (flags & SCREEN_MONO ? TERM_MONO : 0) |
			 (flags & SCREEN_JOINS ? TERM_JOINS : 0),
	};
	struct term *t = NULL;
	struct err err = { 0 };

	must(term_new(&opts, &t, &err), &err, "term_new");
	return t;
}

/* Tips are another thing at every start. */
static void write_config(const struct screen *s, const char *more)
{
	char *path = path_join(s->dir, "config");
	FILE *f = fopen(path, "w");

	cr_assert(f, "%s cannot be written", path);
	fputs("tips no\n", f);
	fputs(more ? more : "", f);
	fclose(f);
	free(path);
}

static void set_environment(const struct screen *s, unsigned flags)
{
	const char *top = getenv("top_srcdir");
	char now[32];

	setlocale(LC_ALL, "C.UTF-8");
	snprintf(now, sizeof(now), "%d", SCREEN_NOW);
	setenv("THRUM_NOW", now, 1);
	setenv("TZ", "UTC", 1);
	setenv("HOME", s->dir, 1);
	setenv("THRUM_DATA", top ? top : ".", 0);
	setenv("BROWSER", "true", 1);
	unsetenv("NO_COLOR");
	unsetenv("COLORFGBG");
	if (flags & SCREEN_LIGHT)
		setenv("COLORFGBG", "0;15", 1);
}

static void make_home(struct screen *s, const char *config)
{
	memset(s, 0, sizeof(*s));
	buf_init(&s->text, (size_t)1 << 20);
	s->dir = folder_make();
	if (!s->dir)
		cr_assert(false, "no temporary folder");
	write_config(s, config);
}

static void start(struct screen *s, int rows, int cols, unsigned flags,
		  const char *file)
{
	struct ui_options opts = { 0 };
	struct err err = { 0 };

	set_environment(s, flags);
	struct app *app = open_app(s, flags, file);
	must(ui_new(app, &opts, &s->ui, &err), &err, "ui_new");
	struct term *t = open_term(flags);
	term_resize(t, rows, cols);
	ui_start(s->ui, t, &opts);
	ui_frame(s->ui);
}

void screen_open(struct screen *s, int rows, int cols, unsigned flags)
{
	if (!(flags & SCREEN_KEEP))
		make_home(s, NULL);
	start(s, rows, cols, flags, NULL);
}

void screen_open_article(struct screen *s, int rows, int cols,
			 const char *file, const char *config)
{
	make_home(s, config);
	start(s, rows, cols, SCREEN_EMPTY, file);
}

void screen_leave(struct screen *s)
{
	ui_free(s->ui);
	s->ui = NULL;
}

void screen_close(struct screen *s)
{
	screen_leave(s);
	buf_release(&s->text);
	folder_remove(s->dir);
}

/* Until the worker has nothing left to do and to say. */
static void settle(struct screen *s)
{
	struct pollfd fd = { .fd = worker_fd(s->ui->worker),
			     .events = POLLIN };

	int64_t end = clock_mono_ms() + WAIT_MS;

	for (;;) {
		bool busy = worker_is_busy(s->ui->worker) ||
			    (s->ui->setter && setter_is_busy(s->ui->setter));
		ui_take_messages(s->ui);
		if (!busy)
			return;
		cr_assert(clock_mono_ms() < end, "the worker does not answer");
		poll(&fd, 1, LOOK_MS);
	}
}

/* The key at *p, which moves behind it. */
static uint32_t next_key(const char **p)
{
	const char *end = **p == '<' ? strchr(*p, '>') : NULL;
	uint32_t key;

	if (end && end > *p + 1) {
		key = key_parse(*p + 1, (size_t)(end - *p) - 1);
		cr_assert(key, "no key is called %s", *p);
		*p = end + 1;
		return key;
	}
	*p += utf8_next(*p, strlen(*p), &key);
	return key;
}

static void press(struct screen *s, uint32_t key)
{
	struct mouse mouse;

	term_unkey(s->ui->term, key);
	key = term_key(s->ui->term, &mouse);
	cr_assert(key, "the key got lost");
	ui_tick(s->ui);
	ui_key(s->ui, key);
}

void screen_type(struct screen *s, const char *keys)
{
	while (*keys) {
		press(s, next_key(&keys));
		ui_frame(s->ui);
	}
}

void screen_burst(struct screen *s, const char *keys)
{
	while (*keys)
		press(s, next_key(&keys));
	settle(s);
	ui_frame(s->ui);
}

void screen_keys(struct screen *s, const char *keys)
{
	while (*keys) {
		press(s, next_key(&keys));
		ui_frame(s->ui);
		settle(s);
		ui_frame(s->ui);
	}
}

void screen_resize(struct screen *s, int rows, int cols)
{
	term_resize(s->ui->term, rows, cols);
	ui_frame(s->ui);
}

const char *screen_text(struct screen *s)
{
	int rows, cols;

	ui_frame(s->ui);
	term_size(s->ui->term, &rows, &cols);
	buf_clear(&s->text);
	for (int y = 0; y < rows; y++) {
		term_read_row(s->ui->term, y, &s->text);
		buf_addc(&s->text, '\n');
	}
	return s->text.ptr;
}

void screen_has(struct screen *s, const char *text)
{
	const char *screen = screen_text(s);

	cr_assert(strstr(screen, text), "\"%s\" is not on:\n%s", text, screen);
}

void screen_lacks(struct screen *s, const char *text)
{
	const char *screen = screen_text(s);

	cr_assert(!strstr(screen, text), "\"%s\" is on:\n%s", text, screen);
}

int screen_row(struct screen *s, const char *text)
{
	const char *screen = screen_text(s);
	const char *at = strstr(screen, text);
	int row = 0;

	for (const char *p = screen; at && p < at; p++)
		row += *p == '\n';
	return at ? row : -1;
}

void screen_select(struct screen *s, const char *text)
{
	int row = screen_row(s, text);

	cr_assert_gt(row, 0, "no row holds \"%s\":\n%s", text, s->text.ptr);
	for (int i = 1; i < row; i++)
		screen_keys(s, "j");
}

static void expect(const char *name, const char *screen)
{
	const char *top = getenv("top_srcdir");
	char *path = xasprintf("%s/tests/screen/expect/%s.txt",
			       top ? top : ".", name);
	const char *update = getenv("THRUM_UPDATE_EXPECT");
	struct buf want = BUF_INIT;
	struct err err = { 0 };

	if (update && *update == '1') {
		FILE *f = fopen(path, "w");
		cr_assert(f, "%s cannot be written", path);
		fputs(screen, f);
		fclose(f);
	} else {
		must(path_read(path, &want, &err), &err, "path_read");
		cr_expect(!strcmp(want.ptr, screen),
			  "%s: wanted:\n%s\ngot:\n%s", name, want.ptr, screen);
	}
	buf_release(&want);
	free(path);
}

void screen_expect(struct screen *s, const char *name)
{
	expect(name, screen_text(s));
}

void screen_expect_body(struct screen *s, const char *name)
{
	struct buf body = BUF_INIT;
	const char *p = screen_text(s), *end = p + strlen(p);

	p = strchr(p, '\n') + 1;
	for (int i = 0; i < 3; i++)
		do
			end--;
		while (end > p && end[-1] != '\n');
	buf_add(&body, p, (size_t)(end - p));
	while (body.len > 1 && !strcmp(body.ptr + body.len - 2, "\n\n"))
		buf_truncate(&body, body.len - 1);
	expect(name, body.ptr);
	buf_release(&body);
}
