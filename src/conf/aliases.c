/* aliases.c - names that newsboat gives to actions and views, so that lines
 * of its configuration mean here what they meant there. Source: newsboat's
 * manual, "Available Operations" and "bind-key". */
#include "config.h"

#include "aliases_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

static const struct {
	const char *name;
	enum action action;
} operations[] = {
	{ "hard-quit", ACTION_QUIT_ALL },
	{ "reload", ACTION_FETCH_ONE },
	{ "reload-all", ACTION_FETCH_ALL },
	{ "mark-feed-read", ACTION_MARK_ALL },
	{ "mark-all-feeds-read", ACTION_MARK_LIST },
	{ "mark-all-above-as-read", ACTION_MARK_ABOVE },
	{ "prev-unread", ACTION_PREV_UNREAD },
	{ "next", ACTION_NEXT_THREAD },
	{ "prev", ACTION_PREV_THREAD },
	{ "toggle-article-read", ACTION_TOGGLE_READ },
	{ "toggle-show-read-feeds", ACTION_ONLY_UNREAD },
	{ "show-urls", ACTION_LINKS },
	{ "set-tag", ACTION_VIEW_TAGS },
	{ "select-tag", ACTION_VIEW_TAGS },
	{ "open-search", ACTION_SEARCH },
	{ "goto-url", ACTION_LINK_NO },
	{ "one", ACTION_LINK_NO },
	{ "two", ACTION_LINK_NO },
	{ "three", ACTION_LINK_NO },
	{ "four", ACTION_LINK_NO },
	{ "five", ACTION_LINK_NO },
	{ "six", ACTION_LINK_NO },
	{ "seven", ACTION_LINK_NO },
	{ "eight", ACTION_LINK_NO },
	{ "nine", ACTION_LINK_NO },
	{ "zero", ACTION_LINK_NO },
	{ "cmdline", ACTION_COMMAND },
	{ "set-filter", ACTION_FILTER },
	{ "clear-filter", ACTION_CLEAR_FILTER },
	{ "edit-flags", ACTION_TAG },
	{ "delete-article", ACTION_DELETE },
	{ "pipe-to", ACTION_PIPE },
	{ "rev-sort", ACTION_SORT },
	{ "pageup", ACTION_PAGE_UP },
	{ "pagedown", ACTION_PAGE_DOWN },
	{ "halfpageup", ACTION_HALF_UP },
	{ "halfpagedown", ACTION_HALF_DOWN },
	{ "home", ACTION_FIRST },
	{ "end", ACTION_LAST },
	{ "edit-urls", ACTION_EDIT_FEEDS },
	{ "macro-prefix", ACTION_MACRO },
	{ "switch-focus", ACTION_OTHER_PANE },
	{ "close-dialog", ACTION_BACK },
	{ "prev-dialog", ACTION_JUMP_BACK },
	{ "next-dialog", ACTION_JUMP_FORWARD },
	{ "view-dialogs", ACTION_JUMP_BACK },
	/* What fingers type behind a colon. */
	{ "q", ACTION_QUIT },
	{ "wq", ACTION_QUIT },
	{ "x", ACTION_QUIT },
	{ "qa", ACTION_QUIT_ALL },
	{ "h", ACTION_HELP },
};

enum action action_alias(const char *name)
{
	for (size_t i = 0; i < sizeof(operations) / sizeof(*operations); i++)
		if (!strcmp(operations[i].name, name))
			return operations[i].action;
	return ACTION_NONE;
}

/* What one list is there may be two here. */
static const struct {
	const char *dialog;
	const char *views; /* parted by blanks; "" = all */
} dialogs[] = {
	{ "all", "" },
	{ "everywhere", "" },
	{ "feedlist", "feeds threads" },
	{ "articlelist", "articles thread threads" },
	{ "searchresultslist", "articles" },
	{ "article", "article" },
	{ "urlview", "links" },
	{ "help", "help" },
	{ "tagselection", "tags" },
};

const char *dialog_views(struct span dialog)
{
	for (size_t i = 0; i < sizeof(dialogs) / sizeof(*dialogs); i++)
		if (span_is(dialog, dialogs[i].dialog))
			return dialogs[i].views;
	return NULL;
}
