/* config_notes.c - see config_notes_priv.h. A setting without a row here
 * is still a setting: its manual is its line of help. */
#include "config.h"

#include "config_notes_priv.h"

#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/conf/format.h"

#include "thrum/base/banned.h"

static const char LOOKS[] = N_("How it looks"),
		  READING[] = N_("Reading"),
		  FETCHING[] = N_("Getting articles"),
		  PROGRAMS[] = N_("Other programs");

static const char RUN[] =
	N_("Words are parted by blanks, quotes hold them together; no shell "
	   "sees them.");

static const char FORMAT[] =
	N_("Where it is not set, rows fit themselves to the terminal. How "
	   "formats are written stands under FORMATS.");

static const struct config_note notes[] = {
	{ "browser", PROGRAMS, NULL, "firefox --new-tab %u", RUN },
	{ "bookmark-command", PROGRAMS, NULL, "~/bin/keep --url %u --title %t",
	  RUN },
	{ "notify-command", PROGRAMS, NULL, "notify-send -a thrum", RUN },
	{ "viewer", PROGRAMS, NULL, "mpv --really-quiet %u", RUN },
	{ "player", PROGRAMS, NULL, "mpv --no-video %u", RUN },
	{ "theme", LOOKS, NULL, "solarized-dark",
	  N_("auto is default-light where COLORFGBG says that the terminal "
	     "is light, else default-dark. See thrum-themes(5).") },
	{ "keymap", LOOKS, "default newsboat vim mutt", "vim",
	  N_("See thrum-keys(5).") },
	{ "text-width", READING, NULL, "66", NULL },
	{ "text-centred", READING, NULL, "no", NULL },
	{ "bidi", LOOKS, "auto thrum terminal", "terminal",
	  N_("auto knows the terminals that do it themselves.") },
	{ "threads-format", LOOKS, NULL, "%m %3i %s %5a  %t%> %-16k", FORMAT },
	{ "articles-format", LOOKS, NULL, "%f %5a %?T?|%-17T|&  ? %t", FORMAT },
	{ "feeds-format", LOOKS, NULL, "%n %9u %t%> %?e?%-20e?", FORMAT },
	{ "title-format", LOOKS, NULL, " %N  %T  %w%> %r", FORMAT },
	{ "datetime-format", LOOKS, NULL, "%e %B %Y, %H:%M",
	  N_("%a %A day of the week, %b %B month, %d %e day, %m month, %y %Y "
	     "year, %F year-month-day, %H %k hour, %I %l hour of twelve, %p "
	     "half of the day, %M minute, %S second, %R %T time, %j day of "
	     "the year, %u %w day of the week as a number, %% a percent "
	     "sign. Nothing is said about widths.") },
	{ "save-path", READING, NULL, "~/Documents/news",
	  N_("It is made when the first article is saved there.") },
	{ "split-from", LOOKS, NULL, "140",
	  N_("1000 keeps one view at a time on any terminal.") },
	{ "third-column-from", LOOKS, NULL, "200", NULL },
	{ "tips", LOOKS, NULL, "no", NULL },
	{ "clock", LOOKS, NULL, "yes", NULL },
	{ "mouse", LOOKS, NULL, "no",
	  N_("While the program uses the mouse, most terminals select text "
	     "with Shift held.") },
	{ "mark-read-on-open", READING, NULL, "no", NULL },
	{ "fetch-on-start", FETCHING, NULL, "yes", NULL },
	{ "fetch-every-minutes", FETCHING, NULL, "15", NULL },
	{ "feed-interval-minutes", FETCHING, NULL, "60",
	  N_("A feed's own rhythm, its ttl and what its server says make it "
	     "longer. The tag interval=MINUTES in the feeds file is one "
	     "feed's own.") },
	{ "connections", FETCHING, NULL, "8", NULL },
	{ "connections-per-host", FETCHING, NULL, "2", NULL },
	{ "connections-per-host-many", FETCHING, NULL, "4",
	  N_("With as many as connections-per-host no server ever gets "
	     "more than that.") },
	{ "timeout-seconds", FETCHING, NULL, "30", NULL },
	{ "feed-size-mib", FETCHING, NULL, "8", NULL },
	{ "proxy", FETCHING, NULL, "socks5h://127.0.0.1:9050",
	  N_("The tag proxy=ADDRESS in the feeds file is one feed's own, "
	     "proxy=none asks it without.") },
	{ "cookie-file", FETCHING, NULL, "~/.config/thrum/cookies.txt", NULL },
};

int config_note_format(const char *name)
{
	static const char *const names[FORMAT_KINDS] = {
		[FORMAT_THREADS] = "threads-format",
		[FORMAT_ARTICLES] = "articles-format",
		[FORMAT_FEEDS] = "feeds-format",
		[FORMAT_TITLE] = "title-format",
	};

	for (int i = 0; i < FORMAT_KINDS; i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}

const struct config_note *config_note_find(const char *name)
{
	for (size_t i = 0; i < sizeof(notes) / sizeof(*notes); i++)
		if (!strcmp(notes[i].name, name))
			return &notes[i];
	return NULL;
}
