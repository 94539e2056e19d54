/* actions.c - the action table as data; see actions.h. */
#include "config.h"

#include "thrum/conf/actions.h"

#include <string.h>

#include "aliases_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

static const struct action_info table[ACTION_COUNT] = {
#define ROW(id_, name_, group_, keys_, help_)                                  \
	[ACTION_##id_] = { ACTION_##id_, name_, group_, keys_, help_ },
	ACTION_TABLE(ROW)
#undef ROW
};

static const char *const group_titles[GROUP_COUNT] = {
	[GROUP_MOVE] = N_("Moving"),
	[GROUP_OPEN] = N_("Opening and reading"),
	[GROUP_JUMP] = N_("Jumping"),
	[GROUP_MARK] = N_("Marking"),
	[GROUP_PICK] = N_("Many at once"),
	[GROUP_THREAD] = N_("Threads"),
	[GROUP_FIND] = N_("Finding"),
	[GROUP_FETCH] = N_("Getting articles"),
	[GROUP_VIEW] = N_("Other views"),
	[GROUP_PROGRAM] = N_("The program"),
};

const struct action_info *action_info(enum action id)
{
	if (id <= ACTION_NONE || id >= ACTION_COUNT)
		BUG("no such action");
	return &table[id];
}

enum action action_find(const char *name)
{
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (!strcmp(table[i].name, name))
			return (enum action)i;
	return action_alias(name);
}

const char *action_group_title(enum action_group group)
{
	if (group < 0 || group >= GROUP_COUNT)
		BUG("no such group of actions");
	return group_titles[group];
}
