/* Articles in lines of JSON: src/cli/article_line.c. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "cli/article_line_priv.h"
#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

/* What is read at once, as id|title|body; NULL: left to a real parser. */
static const struct {
	const char *line, *want;
} cases[] = {
	{ "{\"id\":\"a\",\"title\":\"T\",\"body\":\"B\"}", "a|T|B" },
	{ " { \"id\" : 12 , \"title\" : \"T\" } \r\n", "12|T|" },
	{ "{\"id\":-5}", "-5||" },
	{ "{\"title\":\"ä\\\"\\\\\\/\\n\\t.\",\"id\":\"é\"}", "é|ä\"\\/\n\t.|" },
	{ "{\"id\":\"a\",\"id\":\"b\"}", "b||" },
	{ "{\"id\":\"a\",\"other\":7,\"more\":\"x\"}", "a||" },
	{ "{\"id\":\"\",\"title\":\"\"}", "||" },
	{ "{\"title\":\"no id\"}", NULL },
	{ "{\"id\":\"\\u0041\"}", NULL },
	{ "{\"id\":\"a\",\"title\":null}", NULL },
	{ "{\"id\":\"a\",\"title\":5}", NULL },
	{ "{\"id\":\"a\",\"x\":[1]}", NULL },
	{ "{\"id\":\"a\",\"x\":{}}", NULL },
	{ "{\"id\":1.5}", NULL },
	{ "{\"id\":012}", NULL },
	{ "{\"id\":1234567890123456789}", NULL },
	{ "{\"id\":\"a\",}", NULL },
	{ "{\"id\":\"a\"} x", NULL },
	{ "{\"id\":\"a\"", NULL },
	{ "{\"id\":\"a", NULL },
	{ "{\"id\":\"a\\", NULL },
	{ "{\"id\":\"a\\x\"}", NULL },
	{ "{\"id\":\"a\tb\"}", NULL },
	{ "{\"id\":\"\xff\"}", NULL },
	{ "{\"i\\\"d\":\"a\"}", NULL },
	{ "[\"id\"]", NULL },
	{ "{}", NULL },
	{ "{", NULL },
	{ "", NULL },
};

Test(article_line, what_is_usual_is_read_in_place)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *line = xstrdup(cases[i].line);
		struct article_line a;
		bool is = article_line_read(&a, line, strlen(line));
		cr_expect_eq(is, cases[i].want != NULL, "%s", cases[i].line);
		if (!is) {
			cr_expect_str_eq(line, cases[i].line);
			free(line);
			continue;
		}
		char *got = xasprintf("%s|%s|%s", a.id, a.title, a.body);
		cr_expect_str_eq(got, cases[i].want);
		free(got);
		free(line);
	}
}
