/* test_conf_urls.c - newsboat's urls format, read and edited. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/conf/urls.h"

#include "thrum/base/banned.h"

/* One line for each entry, so that a whole file compares at once. */
static void describe(const struct urls_entry_vec *vec, struct buf *out)
{
	static const char *const kinds[] = { "web", "exec", "filter", "query",
					     "local" };

	for (size_t i = 0; i < vec->len; i++) {
		const struct feed *f = vec->v[i].feed;

		buf_addf(out, "%d|%s|%s|%s|", vec->v[i].line, kinds[f->kind],
			 f->url, feed_name(f) == f->url ? "-" : feed_name(f));
		for (const char *p = f->tags; p && *p; p++)
			buf_addc(out, *p == '\n' ? ',' : *p);
		buf_addf(out, "|%s\n", f->hidden ? "hidden" : "");
		cr_assert(f->subscribed);
	}
}

static const struct {
	const char *file, *entries, *problems;
} cases[] = {
	{ "", "", "" },
	{ "\n \n\t\n# x\n   # y\n", "", "" },
	{ "https://a.example/f", "1|web|https://a.example/f|-||\n", "" },
	{ "\xef\xbb\xbfhttp://a.example/f\r\n",
	  "1|web|http://a.example/f|-||\n", "" },
	{ "https://a.example/f news  \"two words\" \"~My title\" !\n",
	  "1|web|https://a.example/f|My title|news,two words|hidden\n", "" },
	{ "https://a.example/f ~Title !quiet tech # not a tag\n",
	  "1|web|https://a.example/f|Title|tech|hidden\n", "" },
	{ "https://a.example/f#part tag#1\n",
	  "1|web|https://a.example/f#part|-|tag#1|\n", "" },
	{ "\"https://a.example/f\" \"say \\\"hi\\\"\" \"a\\\\b\"\n",
	  "1|web|https://a.example/f|-|say \"hi\",a\\b|\n", "" },
	{ "https://a.example/f \"open quote\n",
	  "1|web|https://a.example/f|-|open quote|\n", "" },
	{ "https://a.example/f \"~\x1b[1mBold\" \"a\xe2\x80\xae  b\"\n",
	  "1|web|https://a.example/f|Bold|a b|\n", "" },
	{ "https://a.example/f \"~a\\nb\" \"\" ~\n",
	  "1|web|https://a.example/f|a b||\n", "" },
	{ "\"query:Unread:unread = \\\"yes\\\" and tags # \\\"x\\\"\"\n",
	  "1|query|query:Unread:unread = \"yes\" and tags # \"x\"|Unread||\n",
	  "" },
	{ "\"exec:~/bin/feed --all\" local\n",
	  "1|exec|exec:~/bin/feed --all|-|local|\n", "" },
	{ "exec:feed.sh\n", "1|exec|exec:feed.sh|-||\n", "" },
	{ "\"filter:cut -c 2-:https://a.example/f:8\" ~T\n",
	  "1|filter|filter:cut -c 2-:https://a.example/f:8|T||\n", "" },
	{ "file:///home/me/f.xml\n", "1|web|file:///home/me/f.xml|-||\n", "" },
	{ "a.example/f\nhttps://b.example/\n",
	  "2|web|https://b.example/|-||\n", "line 1: \"a.example/f\":" },
	{ "https://\n", "", "line 1: " },
	{ "ftp://a.example/\n", "", "line 1: " },
	{ "javascript:alert(1)\n", "", "line 1: " },
	{ "query:only\n", "", "line 1: " },
	{ "query::x\n", "", "line 1: " },
	{ "exec:\n", "", "line 1: " },
	{ "filter:cmd\n", "", "line 1: " },
	{ "filter::https://a.example/\n", "", "line 1: " },
	{ "\"filter:cmd:exec:x\"\n", "", "line 1: " },
	{ "\"https://a.example/ b\"\n", "", "line 1: " },
	{ "\"https://a.example/\\nb\"\n", "", "line 1: " },
	{ "https://a.example/\x1b[31m\n", "", "line 1: " },
	{ "# one\nhttps://a.example/f x\nhttps://a.example/f y\n",
	  "2|web|https://a.example/f|-|x|\n",
	  "line 3: the same address as in line 2" },
};

Test(urls, lines)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf problems = BUF_INIT, seen = BUF_INIT;
		struct urls_entry_vec vec = { 0 };

		urls_parse(cases[i].file, strlen(cases[i].file), &vec,
			   &problems);
		describe(&vec, &seen);
		cr_assert_str_eq(seen.ptr, cases[i].entries, "case %zu: %s", i,
				 seen.ptr);
		if (*cases[i].problems)
			cr_assert_eq(strncmp(problems.ptr, cases[i].problems,
					     strlen(cases[i].problems)),
				     0, "case %zu: %s", i, problems.ptr);
		else
			cr_assert_str_eq(problems.ptr, "");
		cr_assert_null(strchr(problems.ptr, 0x1b));
		urls_entry_vec_release(&vec);
		buf_release(&seen);
		buf_release(&problems);
	}
}

Test(urls, a_nul_byte_ends_nothing)
{
	static const char file[] = "https://a.example/\0x\n"
				   "https://b.example/ a\0b\n";
	struct buf problems = BUF_INIT, seen = BUF_INIT;
	struct urls_entry_vec vec = { 0 };

	urls_parse(file, sizeof(file) - 1, &vec, &problems);
	describe(&vec, &seen);
	cr_assert_str_eq(seen.ptr, "2|web|https://b.example/|-|ab|\n");
	cr_assert_eq(strncmp(problems.ptr, "line 1: ", 8), 0);
	urls_entry_vec_release(&vec);
	buf_release(&seen);
	buf_release(&problems);
}

Test(urls, endless_words_do_no_harm)
{
	struct buf file = BUF_INIT, problems = BUF_INIT;
	struct urls_entry_vec vec = { 0 };

	buf_adds(&file, "https://a.example/");
	for (int i = 0; i < 100000; i++)
		buf_addc(&file, 'a');
	buf_adds(&file, "\nhttps://b.example/\n");
	urls_parse(file.ptr, file.len, &vec, &problems);
	cr_assert_eq(vec.len, 1);
	cr_assert_eq(vec.v[0].line, 2);
	cr_assert_lt(problems.len, 400);
	urls_entry_vec_release(&vec);
	buf_release(&file);
	buf_release(&problems);
}

static void append(struct buf *text, struct feed f)
{
	urls_append(text, &f);
}

Test(urls, append_quotes_what_needs_it)
{
	struct buf text = BUF_INIT;

	buf_adds(&text, "# mine\nhttps://z.example/");
	append(&text, (struct feed){ .url = (char *)"https://a.example/f" });
	append(&text, (struct feed){
			      .url = (char *)"https://b.example/f",
			      .tags = (char *)"news\ntwo words\n#x",
			      .custom_title = (char *)"Say \"hi\\\"",
			      .hidden = true });
	append(&text, (struct feed){
			      .kind = FEED_QUERY,
			      .title = (char *)"U",
			      .url = (char *)"query:U:unread = \"yes\"" });
	cr_assert_str_eq(text.ptr,
			 "# mine\nhttps://z.example/\n"
			 "https://a.example/f\n"
			 "https://b.example/f news \"two words\" \"#x\" "
			 "\"~Say \\\"hi\\\\\\\"\" !\n"
			 "\"query:U:unread = \\\"yes\\\"\"\n");
	buf_release(&text);
}

Test(urls, what_is_appended_reads_the_same)
{
	struct buf text = BUF_INIT, again = BUF_INIT;
	struct buf problems = BUF_INIT;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct urls_entry_vec vec = { 0 }, back = { 0 };
		struct buf before = BUF_INIT, after = BUF_INIT;

		urls_parse(cases[i].file, strlen(cases[i].file), &vec, NULL);
		buf_clear(&text);
		for (size_t k = 0; k < vec.len; k++) {
			urls_append(&text, vec.v[k].feed);
			vec.v[k].line = (int)k + 1;
		}
		urls_parse(text.ptr, text.len, &back, &problems);
		describe(&vec, &before);
		describe(&back, &after);
		cr_assert_str_eq(before.ptr, after.ptr);
		urls_entry_vec_release(&vec);
		urls_entry_vec_release(&back);
		buf_release(&before);
		buf_release(&after);
	}
	cr_assert_str_eq(problems.ptr, "");
	buf_release(&text);
	buf_release(&again);
	buf_release(&problems);
}

Test(urls, remove_keeps_the_rest_as_it_is)
{
	static const char file[] = "\xef\xbb\xbf# top\r\n"
				   "https://a.example/f  x   \"y z\"\n"
				   "\n"
				   "# https://b.example/f is good\n"
				   "\"https://b.example/f\" t # why\r\n"
				   "https://b.example/f2\n"
				   "   https://c.example/f";
	static const char without_b[] = "\xef\xbb\xbf# top\r\n"
					"https://a.example/f  x   \"y z\"\n"
					"\n"
					"# https://b.example/f is good\n"
					"https://b.example/f2\n"
					"   https://c.example/f";
	struct buf text = BUF_INIT;

	buf_adds(&text, file);
	cr_assert_not(urls_remove(&text, "https://d.example/f"));
	cr_assert_str_eq(text.ptr, file);
	cr_assert(urls_remove(&text, "https://b.example/f"));
	cr_assert_str_eq(text.ptr, without_b);
	cr_assert_not(urls_remove(&text, "https://b.example/f"));
	cr_assert(urls_remove(&text, "https://c.example/f"));
	cr_assert_eq(text.ptr[text.len - 1], '\n');
	buf_release(&text);
}
