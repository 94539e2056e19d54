/* fuzz_conf.c - any bytes as a feeds, keys, theme or settings file, as
 * another reader's configuration, as a format, as rules.
 *
 * The first byte chooses the kind. Beyond not crashing: what was read from
 * a feeds file and written again must read the same, and a removed address
 * must be gone; what is made of another reader's configuration is one of
 * ours, without a mistake; a format that is right is walked to its end.
 * Build with --enable-fuzzers and clang. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"
#include "thrum/conf/config.h"
#include "thrum/conf/format.h"
#include "thrum/conf/keymap.h"
#include "thrum/conf/newsboat.h"
#include "thrum/conf/rules.h"
#include "thrum/conf/theme.h"
#include "thrum/conf/urls.h"

#include "thrum/base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void expect(bool holds, const char *what)
{
	if (!holds)
		BUG(what);
}

static bool same(const char *a, const char *b)
{
	return !a || !b ? a == b : !strcmp(a, b);
}

static void check_problems(const struct buf *problems)
{
	for (const char *p = problems->ptr; *p; p++)
		expect((unsigned char)*p >= ' ' || *p == '\n',
		       "a problem quotes a control character");
}

static void fuzz_urls(const char *s, size_t len)
{
	struct urls_entry_vec first = { 0 }, second = { 0 };
	struct buf problems = BUF_INIT, text = BUF_INIT;

	urls_parse(s, len, &first, &problems);
	check_problems(&problems);
	buf_clear(&problems);
	for (size_t i = 0; i < first.len; i++)
		urls_append(&text, first.v[i].feed);
	urls_parse(text.ptr, text.len, &second, &problems);
	expect(!problems.len, "what was written has problems");
	expect(first.len == second.len, "entries were lost");
	for (size_t i = 0; i < first.len; i++) {
		const struct feed *a = first.v[i].feed;
		const struct feed *b = second.v[i].feed;

		expect(a->kind == b->kind && same(a->url, b->url) &&
			       same(a->tags, b->tags) &&
			       same(a->custom_title, b->custom_title) &&
			       a->hidden == b->hidden,
		       "an entry reads differently");
		expect(urls_remove(&text, a->url), "an address was not found");
		expect(!urls_remove(&text, a->url), "an address was left");
	}
	expect(!text.len, "something was left");
	urls_entry_vec_release(&first);
	urls_entry_vec_release(&second);
	buf_release(&problems);
	buf_release(&text);
}

static void fuzz_keys(const char *s, size_t len)
{
	struct buf problems = BUF_INIT, name = BUF_INIT;
	struct keymap map;

	keymap_init_default(&map);
	keymap_parse(&map, s, len, &problems);
	check_problems(&problems);
	for (size_t i = 0; i < map.len; i++) {
		buf_clear(&name);
		key_name(map.v[i].key, &name);
		expect(key_parse(name.ptr, name.len) == map.v[i].key,
		       "a key's name is not its own");
	}
	keymap_release(&map);
	buf_release(&problems);
	buf_release(&name);
}

static void fuzz_theme(const char *s, size_t len)
{
	struct buf problems = BUF_INIT;
	struct theme t;

	theme_init_mono(&t);
	theme_parse(&t, s, len, &problems);
	check_problems(&problems);
	for (int i = 0; i < ROLE_COUNT; i++) {
		struct style style = theme_style(&t, (enum role)i);
		expect(theme_nearest(style.fg, 256) < 256 &&
			       theme_nearest(style.bg, 16) < 16,
		       "a colour beyond the palette");
	}
	buf_release(&problems);
}

static void fuzz_config(const char *s, size_t len)
{
	struct buf problems = BUF_INIT, file = BUF_INIT, again = BUF_INIT;
	struct config a, b;

	config_init(&a);
	config_init(&b);
	config_parse(&a, s, len, &problems);
	check_problems(&problems);
	config_write(&a, &file);
	buf_clear(&problems);
	config_parse(&b, file.ptr, file.len, &problems);
	expect(!problems.len, "what was written has problems");
	config_write(&b, &again);
	expect(same(file.ptr, again.ptr), "settings read differently");
	config_release(&a);
	config_release(&b);
	buf_release(&problems);
	buf_release(&file);
	buf_release(&again);
}

static void fuzz_newsboat(const char *s, size_t len)
{
	struct buf file = BUF_INIT, rules = BUF_INIT, problems = BUF_INIT;
	struct rule_vec read = { 0 };
	struct config c;
	struct keymap map;

	newsboat_config(s, len, &file);
	newsboat_rules(s, len, &rules);
	for (const char *p = file.ptr; *p; p++)
		expect((unsigned char)*p >= ' ' || *p == '\n' || *p == '\t',
		       "a control character is passed on");
	config_init(&c);
	keymap_init_default(&map);
	config_parse(&c, file.ptr, file.len, &problems);
	expect(!problems.len, "settings that are none");
	keymap_parse_config(&map, file.ptr, file.len, &problems);
	expect(!problems.len, "keys that are none");
	rules_parse(rules.ptr, rules.len, &read, &problems);
	expect(!problems.len || read.len == RULES_MAX, "rules that are none");
	config_release(&c);
	keymap_release(&map);
	rule_vec_release(&read);
	buf_release(&file);
	buf_release(&rules);
	buf_release(&problems);
}

static void fuzz_rules(const char *s, size_t len)
{
	struct buf problems = BUF_INIT;
	struct rule_vec read = { 0 };

	rules_parse(s, len, &read, &problems);
	check_problems(&problems);
	expect(read.len <= RULES_MAX, "more rules than there may be");
	rule_vec_release(&read);
	buf_release(&problems);
}

/* What was walked; letters of conditions in turn have something to say. */
struct walked {
	size_t bytes;
	unsigned turn;
};

static bool has_field(void *ctx, char letter)
{
	struct walked *w = ctx;

	expect(letter != 0, "a condition without a field");
	return w->turn++ & 1;
}

static void put_piece(void *ctx, const struct format_piece *p)
{
	struct walked *w = ctx;

	expect(p->width >= -500 && p->width <= 500, "too wide a field");
	for (size_t i = 0; !p->letter && i < p->len; i++)
		w->bytes += p->text[i] != '\0';
}

static void fuzz_format(const char *s, size_t len)
{
	char *fmt = xstrndup(s, len);

	for (int i = 0; i < FORMAT_KINDS; i++) {
		struct walked w = { 0 };
		struct err err = { 0 };

		if (format_check((enum format_kind)i, fmt, &err) != ST_OK)
			expect(err.msg[0], "a mistake without words");
		format_walk(fmt, has_field, put_piece, &w);
		expect(w.bytes <= strlen(fmt), "more text than there was");
	}
	free(fmt);
}

static void fuzz_when(const char *s, size_t len)
{
	const struct civil c = { 2026, 11, 2, 23, 59, 9, 1 };
	char *fmt = xstrndup(s, len);
	struct buf out = BUF_INIT;
	struct err err = { 0 };
	bool ok = format_when_check(fmt, &err) == ST_OK;

	format_when(fmt, &c, &out);
	expect(ok || err.msg[0], "a mistake without words");
	expect(!ok || out.len <= 1000, "a date too long");
	buf_release(&out);
	free(fmt);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static void (*const kinds[])(const char *, size_t) = {
		fuzz_urls,
		fuzz_keys,
		fuzz_theme,
		fuzz_config,
		fuzz_newsboat,
		fuzz_format,
		fuzz_rules,
		fuzz_when,
	};

	if (len)
		kinds[bytes[0] & 7]((const char *)bytes + 1, len - 1);
	return 0;
}
