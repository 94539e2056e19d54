/* test_conf_format.c - formats: what is drawn, and what is refused. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/base/buf.h"
#include "thrum/base/clock.h"
#include "thrum/conf/config.h"
#include "thrum/conf/format.h"

#include "thrum/base/banned.h"

/* Fields say "<letter:width>"; those in small letters are there. */
static bool has(void *ctx, char letter)
{
	(void)ctx;
	return letter >= 'a' && letter <= 'z';
}

static void put(void *ctx, const struct format_piece *p)
{
	struct buf *out = ctx;

	if (p->letter == '>')
		buf_addf(out, "<fill:%.*s>", (int)p->len, p->text);
	else if (p->letter)
		buf_addf(out, "<%c:%d>", p->letter, p->width);
	else
		buf_add(out, p->text, p->len);
}

static const struct {
	const char *fmt, *out;
} good[] = {
	{ "", "" },
	{ "plain ü", "plain ü" },
	{ "%t", "<t:0>" },
	{ "a%tb%%c", "a<t:0>b%c" },
	{ "%4u %-17T|", "<u:4> <T:-17>|" },
	{ "%t%> %a", "<t:0><fill: ><a:0>" },
	{ "%>─%a", "<fill:─><a:0>" },
	{ "%?u?new %u&read?!", "new <u:0>!" },
	{ "%?U?new %u&read?!", "read!" },
	{ "%?u?new?", "new" },
	{ "%?U?new?", "" },
	{ "%?T?|%-17T|&  ?x", "  x" },
	{ "%?u?%%?x", "%x" },
};

Test(format, pieces)
{
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct buf out = BUF_INIT;

		format_walk(good[i].fmt, has, put, &out);
		cr_assert_str_eq(out.ptr, good[i].out, "%s", good[i].fmt);
		buf_release(&out);
	}
}

static const struct {
	const char *fmt, *place;
} bad[] = {
	{ "%", "character 1:" },
	{ "ab%", "character 3:" },
	{ "üb%Q", "character 3: %Q is no field here; there are %m" },
	{ "%t%-3", "character 4:" },
	{ "%t%>", "character 3:" },
	{ "%9999t", "character 2: no field" },
	{ "%?t", "character 3: a condition" },
	{ "%?t?yes", "character 3: a condition ends" },
	{ "%?t?%Q?", "character 5: %Q" },
	{ "%?t?a&%Q?", "character 7: %Q" },
	{ "%!", "character 2: this is no letter" },
};

Test(format, mistakes_are_named_with_their_place)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct buf out = BUF_INIT;
		struct err err = { 0 };

		cr_assert_eq(format_check(FORMAT_THREADS, bad[i].fmt, &err),
			     ST_USAGE, "%s", bad[i].fmt);
		cr_assert_not_null(strstr(err.msg, bad[i].place), "%s: %s",
				   bad[i].fmt, err.msg);
		format_walk(bad[i].fmt, has, put, &out); /* does no harm */
		buf_release(&out);
	}
}

Test(format, every_field_may_stand_in_its_format)
{
	for (int k = 0; k < FORMAT_KINDS; k++) {
		const struct format_field *f =
			format_fields((enum format_kind)k);
		for (; f->letter; f++) {
			char fmt[] = { '%', f->letter, '\0' };
			cr_assert_eq(format_check((enum format_kind)k, fmt,
						  NULL),
				     ST_OK);
		}
	}
}

Test(format, settings_keep_their_blanks)
{
	static const char file[] = "title-format \"  %N  \"\n";
	struct buf value = BUF_INIT, problems = BUF_INIT;
	struct config c;

	config_init(&c);
	config_parse(&c, file, strlen(file), &problems);
	cr_assert_str_eq(problems.ptr, "");
	cr_assert_str_eq(c.title_format, "  %N  ");
	config_get(&c, "title-format", &value);
	cr_assert_str_eq(value.ptr, "\"  %N  \"");
	config_parse(&c, "title-format %Z\n", 16, &problems);
	cr_assert_not_null(strstr(problems.ptr,
				  "line 1: title-format: at character 1"));
	cr_assert_str_eq(c.title_format, "  %N  ");
	buf_release(&value);
	buf_release(&problems);
	config_release(&c);
}

Test(format, dates)
{
	static const struct {
		const char *fmt, *want; /* want NULL: refused */
	} cases[] = {
		{ "%b %d", "Mar 07" },
		{ "%a %e %B %Y, %H:%M", "Sat  7 March 2026, 00:05" },
		{ "%F %T %R", "2026-03-07 00:05:09 00:05" },
		{ "%I %l %p %k", "12 12 AM  0" },
		{ "%A %h %j %u %w %y %m %S", "Saturday Mar 066 6 6 26 03 09" },
		{ "100%% %M", "100% 05" },
		{ "le %d", "le 07" },
		{ "", "" },
		{ "%", NULL },
		{ "%d %", NULL },
		{ "%Ey", NULL },
		{ "%99999999d", NULL },
		{ "%n", NULL },
		{ "%s%s%s", NULL },
		{ "%c", NULL },
	};
	struct civil c = { 2026, 3, 7, 0, 5, 9, 6 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out = BUF_INIT;
		struct err err = { 0 };
		enum status st = format_when_check(cases[i].fmt, &err);

		cr_expect_eq(st == ST_OK, cases[i].want != NULL, "%s: %s",
			     cases[i].fmt, err.msg);
		format_when(cases[i].fmt, &c, &out);
		if (cases[i].want)
			cr_expect_str_eq(out.ptr, cases[i].want);
		buf_release(&out);
	}
}

Test(format, a_date_that_is_wrong_is_not_taken)
{
	char longest[200];
	struct config c;
	struct err err = { 0 };

	memset(longest, 'x', sizeof(longest));
	longest[sizeof(longest) - 1] = '\0';
	config_init(&c);
	cr_assert_eq(config_set(&c, "datetime-format", "\" %d\"", &err), ST_OK);
	cr_expect_str_eq(c.datetime_format, " %d");
	cr_expect_eq(config_set(&c, "datetime-format", "%d %Q", &err),
		     ST_USAGE);
	cr_expect(strstr(err.msg, "at character 4"), "%s", err.msg);
	cr_expect_eq(config_set(&c, "datetime-format", longest, &err),
		     ST_USAGE);
	cr_expect_str_eq(c.datetime_format, " %d");
	config_release(&c);
}
