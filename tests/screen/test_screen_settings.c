/* test_screen_settings.c - the configuration while the reader runs. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "thrum/base/path.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

static struct screen s;

static void close_screen(void)
{
	screen_close(&s);
}

static void open_80(void)
{
	screen_open(&s, 24, 80, 0);
}

/* Write a file of the configuration; its size tells it from the last. */
static void write_file(const char *name, const char *text)
{
	char *path = path_join(s.dir, name);
	FILE *f = fopen(path, "w");

	cr_assert_not_null(f);
	fputs(text, f);
	cr_assert_eq(fclose(f), 0);
	free(path);
}

static void look(void)
{
	settings_look(s.ui, SETTINGS_CHANGED);
	screen_text(&s);
}

Test(settings, a_file_that_changes_is_read, .init = open_80,
     .fini = close_screen)
{
	look();
	screen_lacks(&s, "read again");
	write_file("config", "clock yes\ntext-width 60\nbind Z help\n");
	look();
	screen_has(&s, "the configuration was read again");
	cr_assert_eq(s.ui->config->clock, 1);
	cr_assert_eq(s.ui->config->text_cols, 60);
	screen_keys(&s, "Z");
	cr_assert_str_eq(ui_top(s.ui)->ops->name, "help");
}

Test(settings, mistakes_are_named_and_change_nothing, .init = open_80,
     .fini = close_screen)
{
	write_file("config", "text-width 60\n");
	look();
	write_file("config", "text-width 60000\nsplit-from 100\n");
	look();
	screen_has(&s, "config: line 1: text-width must be a number");
	cr_assert_eq(s.ui->config->text_cols, 60);
	cr_assert_eq(s.ui->config->split_cols, 100);
	screen_keys(&s, "!");
	screen_has(&s, "config: line 1: text-width must be a number");
	write_file("keys", "bind Z frobnicate\n");
	look();
	screen_has(&s, "keys: line 1: \"frobnicate\" is no action");
	remove("keys");
}

Test(settings, set_shows_and_changes, .init = open_80, .fini = close_screen)
{
	screen_keys(&s, ":set text-width?<Enter>");
	screen_has(&s, "text-width 72 (columns");
	screen_keys(&s, ":set text-width 50<Enter>");
	screen_has(&s, "text-width 50");
	cr_assert_eq(s.ui->config->text_cols, 50);
	screen_keys(&s, ":set text-width=9<Enter>");
	screen_has(&s, "text-width must be a number from 20 to 200");
	cr_assert_eq(s.ui->config->text_cols, 50);
	screen_keys(&s, ":set text-width&<Enter>");
	cr_assert_eq(s.ui->config->text_cols, 72);
	screen_keys(&s, ":set clock<Enter>");
	cr_assert_eq(s.ui->config->clock, 1);
	screen_keys(&s, ":set noclock<Enter>");
	cr_assert_eq(s.ui->config->clock, 0);
	screen_keys(&s, ":set clock!<Enter>");
	cr_assert_eq(s.ui->config->clock, 1);
	screen_keys(&s, ":set frobnicate<Enter>");
	screen_has(&s, "there is no setting frobnicate");
	screen_keys(&s, ":set browser \"w3m %u\"<Enter>");
	cr_assert_str_eq(s.ui->config->browser, "w3m %u");
}

Test(settings, set_completes, .init = open_80, .fini = close_screen)
{
	screen_keys(&s, ":set keym<Tab>");
	screen_has(&s, ":set keymap");
	screen_keys(&s, " vi<Tab>");
	screen_has(&s, ":set keymap vim");
	screen_keys(&s, "<Enter>");
	screen_keys(&s, "Ggg");
	screen_keys(&s, ":set mouse <Tab><Tab>");
	screen_has(&s, ":set mouse no");
	screen_keys(&s, "<Esc>");
}

Test(settings, newsboats_names_run, .init = open_80, .fini = close_screen)
{
	screen_keys(&s, ":set-tag<Enter>");
	cr_assert_str_eq(ui_top(s.ui)->ops->name, "tags");
}

Test(settings, rows_by_a_format, .init = open_80, .fini = close_screen)
{
	screen_keys(&s, ":set threads-format %-8T|%3n/%i %t%>.%?u?new %u&read?"
			"<Enter>");
	screen_has(&s, "|  4/3 Japan and US defence");
	screen_has(&s, "..new ");
	screen_keys(&s, ":set threads-format %t %t %t%> %n|<Enter>");
	for (int i = 1; i < 4; i++) { /* right-aligned, however long */
		const char *row = screen_text(&s);
		for (int k = 0; k < i; k++)
			row = strchr(row, '\n') + 1;
		size_t len = strcspn(row, "\n");
		cr_expect_eq(row[len - 1], '|', "%.*s", (int)len, row);
		cr_expect_eq(row[len - 3], ' ', "%.*s", (int)len, row);
	}
	screen_keys(&s, ":set threads-format %-8T|%3n/%i %t%>.%?u?new %u&read?"
			"<Enter>");
	screen_keys(&s, ":set threads-format %4n %Q<Enter>");
	screen_has(&s, "threads-format: at character 5: %Q is no field here");
	screen_has(&s, "|  4/3 Japan and US defence");
	screen_keys(&s, ":set title-format [%N] %T, %u unread%> %r<Enter>");
	screen_has(&s, "[thrum] Threads, ");
	screen_keys(&s, ":set feeds-format %9u <%t>%>-%L<Enter>e");
	screen_has(&s, "--http");
	screen_keys(&s, "q:set articles-format %>=%-30t|%T<Enter>*");
	screen_keys(&s, "q/Hokkaido<Enter>");
	screen_resize(&s, 24, 30);
	screen_resize(&s, 5, 8);
	screen_resize(&s, 24, 80);
	screen_keys(&s, "q:set threads-format&<Enter>");
	screen_lacks(&s, "|  4/3");
}

static const struct {
	uint32_t cp, plain;
} plain[] = {
	{ 0xc0, 'A' },	 { 0xd7, 'x' },	 { 0xdf, 's' },	   { 0xe9, 'e' },
	{ 0xff, 'y' },	 { 0x107, 'c' }, { 0x131, 'i' },   { 0x141, 'L' },
	{ 0x142, 'l' },	 { 0x15f, 's' }, { 0x17e, 'z' },   { 0x17f, 's' },
	{ 0x2019, '\'' }, { 0x201e, '"' }, { 0x2014, '-' }, { 0x301, 0 },
	{ 0x5317, '?' }, { 0xfffd, '?' }, { 0x1f600, '?' },
};

Test(settings, plain_letters_for_other_charsets)
{
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++)
		cr_assert_eq(term_plain(plain[i].cp), plain[i].plain, "%x",
			     plain[i].cp);
}
