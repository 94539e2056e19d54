/* test_conf_config.c - settings are read, kept and written back. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/conf/config.h"

#include "thrum/base/banned.h"

Test(config, defaults_come_from_the_table)
{
	struct config c;

	config_init(&c);
	cr_assert_null(c.browser);
	cr_assert_str_eq(c.theme, "auto");
	cr_assert_eq(c.text_cols, 72);
	cr_assert_eq(c.mouse, 1);
	config_release(&c);
	config_release(&c); /* twice does no harm */
}

static const struct {
	const char *name, *value;
	bool ok;
} sets[] = {
	{ "text-width", "80", true },
	{ "text-width", "  80  ", true },
	{ "text-width", "19", false },
	{ "text-width", "201", false },
	{ "text-width", "", false },
	{ "text-width", "8o", false },
	{ "text-width", "80 90", false },
	{ "text-width", "99999999999999999999", false },
	{ "text-width", "000000000000000000000000080", false },
	{ "mouse", "no", true },
	{ "mouse", "ON", true },
	{ "mouse", "maybe", false },
	{ "mouse", "2", false },
	{ "mouse", "", false },
	{ "browser", "firefox --new-tab %u", true },
	{ "browser", "", true },
	{ "browser", "a\x1b[31m", false },
	{ "browzer", "x", false },
	{ "", "x", false },
};

Test(config, set_checks_names_and_values)
{
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		struct config c;
		struct err err = { 0 };

		config_init(&c);
		enum status st =
			config_set(&c, sets[i].name, sets[i].value, &err);
		cr_assert_eq(st, sets[i].ok ? ST_OK : ST_USAGE, "%s = \"%s\"",
			     sets[i].name, sets[i].value);
		cr_assert(sets[i].ok || strlen(err.msg) > 10);
		config_release(&c);
	}
}

Test(config, a_bad_value_leaves_the_old_one)
{
	struct config c;

	config_init(&c);
	cr_assert_eq(config_set(&c, "text-width", "60", NULL), ST_OK);
	cr_assert_eq(config_set(&c, "text-width", "6000", NULL), ST_USAGE);
	cr_assert_eq(c.text_cols, 60);
	cr_assert_eq(config_set(&c, "theme", "nord", NULL), ST_OK);
	cr_assert_eq(config_set(&c, "theme", "a\nb", NULL), ST_USAGE);
	cr_assert_str_eq(c.theme, "nord");
	cr_assert_eq(config_set(&c, "theme", "", NULL), ST_OK);
	cr_assert_str_eq(c.theme, "auto", "an empty word is the default");
	config_release(&c);
}

Test(config, bad_lines_are_named_and_the_rest_is_read)
{
	static const char file[] = "\xef\xbb\xbf# a comment\r\n"
				   "\r\n"
				   "text-width 66\r\n"
				   "text-width wide\r\n"
				   "  # another\n"
				   "colour red\n"
				   "\ttheme\tnord \n"
				   "browser w3m -o a=b %u\n"
				   "mouse off";
	struct buf problems = BUF_INIT;
	struct config c;

	config_init(&c);
	config_parse(&c, file, sizeof(file) - 1, &problems);
	cr_assert_eq(c.text_cols, 66);
	cr_assert_str_eq(c.theme, "nord");
	cr_assert_str_eq(c.browser, "w3m -o a=b %u");
	cr_assert_eq(c.mouse, 0);
	cr_assert_not_null(strstr(problems.ptr, "line 4: text-width must"));
	cr_assert_not_null(strstr(problems.ptr, "line 6: "));
	cr_assert_not_null(strstr(problems.ptr, "\"colour\""));
	size_t lines = 0;
	for (const char *p = problems.ptr; *p; p++)
		lines += *p == '\n';
	cr_assert_eq(lines, 2, "%s", problems.ptr);
	config_parse(&c, "x y\n", 4, NULL); /* nobody listens */
	config_release(&c);
	buf_release(&problems);
}

static void compare(const char *name, const char *value, const char *help,
		    void *ctx)
{
	struct buf *all = ctx;

	cr_assert(strlen(help) > 5);
	buf_addf(all, "%s=%s\n", name, value);
}

static void write_and_read(struct config *c)
{
	struct buf file = BUF_INIT, problems = BUF_INIT;
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct config again;

	config_write(c, &file);
	config_init(&again);
	config_parse(&again, file.ptr, file.len, &problems);
	cr_assert_str_eq(problems.ptr, "");
	config_each(c, compare, &before);
	config_each(&again, compare, &after);
	cr_assert_str_eq(before.ptr, after.ptr);
	config_release(&again);
	buf_release(&file);
	buf_release(&problems);
	buf_release(&before);
	buf_release(&after);
}

Test(config, what_is_written_reads_the_same)
{
	struct config c;

	config_init(&c);
	write_and_read(&c);
	cr_assert_eq(config_set(&c, "browser", "x \"%u\" # y", NULL), ST_OK);
	cr_assert_eq(config_set(&c, "mouse", "no", NULL), ST_OK);
	cr_assert_eq(config_set(&c, "connections", "7", NULL), ST_OK);
	write_and_read(&c);
	config_release(&c);
}

/* What a manual shows as an example is a value that is taken. */
Test(config, the_table_is_whole)
{
	struct config_option o;
	struct config c;

	config_init(&c);
	for (size_t i = 0; i < config_options(); i++) {
		config_option_at(i, &o);
		cr_assert_eq(config_set(&c, o.name, o.example, NULL), ST_OK,
			     "%s %s", o.name, o.example);
		cr_assert_geq(strlen(o.section), 4);
	}
	cr_assert(config_option_find("keymap", &o));
	cr_assert_not_null(strstr(o.values, "vim"));
	cr_assert_not(config_option_find("keymaps", &o));
	config_release(&c);
}

Test(config, words_of_a_list_alone_are_taken)
{
	struct buf value = BUF_INIT;
	struct err err = { 0 };
	struct config c;

	config_init(&c);
	cr_assert_eq(config_set(&c, "keymap", "vim", NULL), ST_OK);
	cr_assert_eq(config_set(&c, "keymap", "emacs", &err), ST_USAGE);
	cr_assert_not_null(strstr(err.msg, "one of default newsboat"));
	cr_assert(config_get(&c, "keymap", &value));
	cr_assert_str_eq(value.ptr, "vim");
	cr_assert_not(config_get(&c, "keymaps", &value));
	buf_release(&value);
	config_release(&c);
}

Test(config, a_file_read_again)
{
	static const char file[] = "text-width wide\nmouse off\n"
				   "bind-key ^R reload-all\n";
	struct buf problems = BUF_INIT;
	struct config c, copy;

	config_init(&c);
	cr_assert_eq(config_set(&c, "text-width", "60", NULL), ST_OK);
	cr_assert_eq(config_set(&c, "theme", "nord", NULL), ST_OK);
	config_copy(&copy, &c);
	config_reload(&c, file, strlen(file), &problems);
	cr_assert_eq(c.text_cols, 60, "a mistake changes nothing");
	cr_assert_str_eq(c.theme, "auto", "what is gone has its default");
	cr_assert_eq(c.mouse, 0);
	cr_assert_eq(strncmp(problems.ptr, "line 1: ", 8), 0);
	cr_assert_eq(strchr(problems.ptr, '\n')[1], '\0', "%s",
		     problems.ptr);
	cr_assert_str_eq(copy.theme, "nord");
	cr_assert_eq(copy.mouse, 1);
	config_release(&c);
	config_release(&copy);
	buf_release(&problems);
}
