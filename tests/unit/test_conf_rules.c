/* test_conf_rules.c - the file `rules`. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#include "thrum/conf/rules.h"
#include "thrum/base/banned.h"

Test(rules, lines_become_rules)
{
	static const char text[] = "# mine\n"
				   "kill title:horoscope\n"
				   "\n"
				   "  score -5  red boat \n"
				   "tag \"by the sea\" harbour\n"
				   "tag sea boat\n"
				   "star author:doe\n"
				   "read is:copy\n";
	struct rule_vec v = { 0 };
	struct buf problems = BUF_INIT;

	rules_parse(text, strlen(text), &v, &problems);
	cr_assert_str_eq(problems.ptr, "");
	cr_assert_eq(v.len, 6);
	cr_expect_eq(v.v[0].kind, RULE_KILL);
	cr_expect_eq(v.v[0].line, 2);
	cr_expect_str_eq(v.v[0].query, "title:horoscope");
	cr_expect_eq(v.v[1].points, -5);
	cr_expect_str_eq(v.v[1].query, "red boat");
	cr_expect_str_eq(v.v[1].text, "score -5  red boat");
	cr_expect_str_eq(v.v[2].tag, "by the sea");
	cr_expect_str_eq(v.v[2].query, "harbour");
	cr_expect_str_eq(v.v[3].tag, "sea");
	cr_expect_eq(v.v[5].kind, RULE_READ);
	rule_vec_release(&v);
	buf_release(&problems);
}

Test(rules, wrong_lines_are_named)
{
	static const char text[] = "frob x\nkill\nscore x y\ntag\ntag \"\" x\n"
				   "kill is:odd\nkill ok\n";
	struct rule_vec v = { 0 };
	struct buf problems = BUF_INIT;
	int lines = 0;

	rules_parse(text, strlen(text), &v, &problems);
	for (const char *p = problems.ptr; *p; p++)
		lines += *p == '\n';
	cr_expect_eq(lines, 6, "%s", problems.ptr);
	cr_expect(strstr(problems.ptr, "line 2: a query is missing"));
	cr_expect(strstr(problems.ptr, "line 6: is: wants one of"));
	cr_assert_eq(v.len, 1);
	cr_expect_str_eq(v.v[0].query, "ok");
	rule_vec_release(&v);
	buf_release(&problems);
}
