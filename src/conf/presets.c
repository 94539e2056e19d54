/* presets.c - key maps for hands that know another program: what differs
 * from the defaults, as lines of a keys file. */
#include "config.h"

#include "thrum/conf/keymap.h"

#include <string.h>

#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

/* newsboat 2.44's defaults, where they mean something here. Digits open
 * links at once; numbers before keys are then left to others. */
static const char newsboat[] = "bind 1 open-link\n"
			       "bind 2 open-link\n"
			       "bind 3 open-link\n"
			       "bind 4 open-link\n"
			       "bind 5 open-link\n"
			       "bind 6 open-link\n"
			       "bind 7 open-link\n"
			       "bind 8 open-link\n"
			       "bind 9 open-link\n"
			       "bind 0 open-link\n"
			       "bind t tags\n"
			       "bind g sort\n"
			       "bind G sort\n"
			       "bind ^B bookmark\n"
			       "bind l only-unread threads\n"
			       "bind l only-unread articles\n"
			       "bind l only-unread feeds\n"
			       "bind ^F clear-filter\n"
			       "bind J down threads\n"
			       "bind J down articles\n"
			       "bind J down feeds\n"
			       "bind J down links\n"
			       "bind J down tags\n"
			       "bind K up threads\n"
			       "bind K up articles\n"
			       "bind K up feeds\n"
			       "bind K up links\n"
			       "bind K up tags\n"
			       "bind ^N next-thread\n"
			       "bind ^P previous-thread\n"
			       "bind ^X back\n"
			       "bind ^G jump-back\n"
			       "bind ^V jump-forward\n"
			       "bind v jump-back\n";

static const char vim[] = "unbind g\n"
			  "bind gg first\n"
			  "bind gx open-in-browser\n"
			  "bind gl links\n"
			  "bind gf full-text\n"
			  "bind ZZ quit-all\n"
			  "bind ZQ quit-all\n"
			  "bind ^E down\n"
			  "bind ^Y up\n"
			  "bind ^O jump-back\n"
			  "bind yy copy-link\n"
			  "bind dd delete\n"
			  "bind u undo\n"
			  "bind v pick-range\n"
			  "bind @ play-macro\n";

/* neomutt's index and pager. */
static const char mutt[] = "bind i back\n"
			   "bind d delete\n"
			   "bind u delete\n"
			   "bind F star\n"
			   "bind = first\n"
			   "bind * last\n"
			   "bind o sort\n"
			   "bind l filter threads\n"
			   "bind l filter articles\n"
			   "bind l filter feeds\n"
			   "bind T pick-all-with\n"
			   "bind v links\n"
			   "bind c feeds\n"
			   "bind y feeds\n"
			   "bind $ fetch\n"
			   "bind G fetch-all\n"
			   "bind ^R mark-read\n"
			   "bind Tab next-unread\n"
			   "bind # split\n"
			   "bind x quit-all\n"
			   "bind ^N next-thread\n"
			   "bind ^P previous-thread\n"
			   "bind O sort\n"
			   "bind - page-up\n"
			   "bind Z page-up\n"
			   "bind h facts\n"
			   "bind ! messages\n";

static const struct {
	const char *name, *lines;
} presets[] = {
	{ "default", "" },
	{ "newsboat", newsboat },
	{ "vim", vim },
	{ "mutt", mutt },
};

bool keymap_preset(struct keymap *map, const char *name)
{
	for (size_t i = 0; i < sizeof(presets) / sizeof(*presets); i++) {
		struct buf problems = BUF_INIT;

		if (strcmp(presets[i].name, name))
			continue;
		keymap_parse(map, presets[i].lines, strlen(presets[i].lines),
			     &problems);
		if (problems.len)
			BUG("a preset binds what is not there");
		buf_release(&problems);
		return true;
	}
	return false;
}
