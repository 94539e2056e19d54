/* man_reader.c - what thrum(1) says about the reader: the first keys to
 * know, and where the others are. */
#include "config.h"

#include "cmd_priv.h"
#include "man_priv.h"

#include "thrum/conf/actions.h"

#include "thrum/base/banned.h"

static const enum action first_keys[] = {
	ACTION_DOWN,	    ACTION_UP,		ACTION_OPEN,
	ACTION_BACK,	    ACTION_READ_ON,	ACTION_NEXT_UNREAD,
	ACTION_NEXT_REPORT, ACTION_PREV_REPORT, ACTION_NEXT_RELATED,
	ACTION_MARK_ALL,    ACTION_TOGGLE_READ, ACTION_STAR,
	ACTION_BROWSER,	    ACTION_LINKS,	ACTION_FACTS,
	ACTION_WHY,	    ACTION_SEARCH,	ACTION_FILTER,
	ACTION_FETCH_ALL,   ACTION_ADD,		ACTION_VIEW_FEEDS,
	ACTION_UNDO,	    ACTION_COMMAND,	ACTION_HELP,
	ACTION_QUIT,
};

void man_reader(FILE *to)
{
	fputs(".Sh KEYS\n", to);
	man_text(to, _("Every action has a name for the : command line and the "
		       "keys file, and one or more keys, all of which can be "
		       "changed. ? shows the keys as they are bound now. To "
		       "begin with:"));
	fputs(".Pp\n.Bl -tag -width \"Space\" -compact\n", to);
	for (size_t i = 0; i < sizeof(first_keys) / sizeof(*first_keys); i++) {
		const struct action_info *a = action_info(first_keys[i]);

		fputs(".It Ic ", to);
		man_word(to, a->keys);
		putc('\n', to);
		man_text(to, _(a->help));
	}
	fputs(".El\n.Pp\nAll of them are in\n.Xr thrum-keys 5 .\n", to);
}
