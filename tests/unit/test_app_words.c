/* Commands as people write them: src/app/words.c. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "app/app_priv.h"
#include "thrum/base/buf.h"

#include "thrum/base/banned.h"

static const struct {
	const char *in;
	const char *out; /* words in <>, or NULL = refused */
} cases[] = {
	{ "", "" },
	{ "   \t ", "" },
	{ "cmd", "<cmd>" },
	{ "  cmd  arg ", "<cmd><arg>" },
	{ "a 'b c' d", "<a><b c><d>" },
	{ "a \"b c\" d", "<a><b c><d>" },
	{ "a\\ b c", "<a b><c>" },
	{ "'a'\"b\"c", "<abc>" },
	{ "\"say \\\"hi\\\"\"", "<say \"hi\">" },
	{ "'no \\ escape'", "<no \\ escape>" },
	{ "''", "<>" },
	{ "a '' b", "<a><><b>" },
	/* What a shell would make of these is not our business. */
	{ "echo $HOME; rm -rf *", "<echo><$HOME;><rm><-rf><*>" },
	{ "a | b > c `d` $(e)", "<a><|><b><>><c><`d`><$(e)>" },
	{ "~/bin/x ~/y", "</home/u/bin/x></home/u/y>" },
	{ "~other/x a~/b", "<~other/x><a~/b>" },
	{ "open 'quote", NULL },
	{ "open \"quote", NULL },
	{ "last\\", "<last\\>" },
};

Test(words, cases)
{
	setenv("HOME", "/home/u", 1);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct str_vec words = { 0 };
		struct err err = { 0 };
		struct buf got = BUF_INIT;
		enum status st = words_split(cases[i].in,
					     strlen(cases[i].in), &words,
					     &err);
		for (size_t k = 0; k < words.len; k++)
			buf_addf(&got, "<%s>", words.v[k]);
		if (!cases[i].out)
			cr_expect(st == ST_USAGE && err.msg[0], "%s",
				  cases[i].in);
		else
			cr_expect(st == ST_OK &&
					  !strcmp(got.ptr, cases[i].out),
				  "%s: %s", cases[i].in, got.ptr);
		buf_release(&got);
		str_vec_release(&words);
	}
}

static const struct {
	const char *url, *path; /* NULL = refused */
} files[] = {
	{ "file:///a/b.xml", "/a/b.xml" },
	{ "file:///a%20b%C3%a9", "/a b\xc3\xa9" },
	{ "file://localhost/a", "/a" },
	{ "file:///100%", "/100%" },
	{ "file:///a%zz", "/a%zz" },
	{ "file:///", "/" },
	{ "file://elsewhere/a", NULL },
	{ "file://", NULL },
	{ "file://localhost", NULL },
	{ "file:///a%00b", NULL },
	{ "http://a.example/", NULL },
	{ "file:/a", NULL },
};

Test(local, paths)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		char *path = local_path(files[i].url);

		cr_assert_eq(path != NULL, files[i].path != NULL, "%s",
			     files[i].url);
		if (path)
			cr_assert_str_eq(path, files[i].path);
		free(path);
	}
}
