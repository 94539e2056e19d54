/* test_conf_actions.c - the action table holds together. */
#include "config.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <string.h>

#include "thrum/conf/actions.h"

#include "thrum/base/banned.h"

Test(actions, every_name_is_found_and_unique)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);

		cr_assert_eq((int)info->id, i);
		cr_assert_eq((int)action_find(info->name), i,
			     "%s stands twice in the table", info->name);
		cr_assert_not_null(action_group_title(info->group));
	}
	cr_assert_eq(action_find("no-such-action"), ACTION_NONE);
	cr_assert_eq(action_find(""), ACTION_NONE);
}

Test(actions, help_reads_as_a_line_of_a_list)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const char *help = action_info((enum action)i)->help;
		size_t n = strlen(help);

		cr_assert(n > 5 && n < 60, "\"%s\"", help);
		cr_assert(islower((unsigned char)help[0]), "\"%s\"", help);
		cr_assert_neq(help[n - 1], '.', "\"%s\"", help);
	}
}

Test(actions, names_can_be_typed)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		for (const char *p = action_info((enum action)i)->name; *p; p++)
			cr_assert(islower((unsigned char)*p) || *p == '-');
}

Test(actions, every_group_has_a_title_of_its_own)
{
	for (int i = 0; i < GROUP_COUNT; i++)
		for (int k = 0; k < i; k++)
			cr_assert_str_neq(
				action_group_title((enum action_group)i),
				action_group_title((enum action_group)k));
}
