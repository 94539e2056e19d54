/* man_reader.c - the manual's part about the reader: keys and settings. */
#include "config.h"

#include "cmd_priv.h"

#include "thrum/conf/actions.h"
#include "thrum/conf/config.h"

#include "thrum/base/banned.h"

/* A word that must not be read as a macro or as punctuation by mdoc. */
static void word(FILE *to, const char *s)
{
	fputs("\\&", to);
	for (; *s; s++)
		if (*s == '\\')
			fputs("\\e", to);
		else if (*s == '"')
			fputs("\\(dq", to);
		else if (*s == ' ')
			fputs("\\ ", to);
		else
			putc(*s, to);
}

static void actions(FILE *to)
{
	fputs(".Sh KEYS\n", to);
	man_text(to, _("Every action has a name for the : command line and the "
		   "keys file, and one or more keys, all of which can be "
		   "changed. ? shows the keys as they are bound now."));
	for (int g = 0; g < GROUP_COUNT; g++) {
		fputs(".Ss ", to);
		man_quoted(to, _(action_group_title((enum action_group)g)));
		fputs("\n.Bl -tag -width \"open-in-browser-and-m\"\n", to);
		for (int a = 1; a < ACTION_COUNT; a++) {
			const struct action_info *i =
				action_info((enum action)a);
			if (i->group != (enum action_group)g)
				continue;
			fputs(".It Cm ", to);
			word(to, *i->keys ? i->keys : ":");
			putc('\n', to);
			man_text(to, _(i->help));
			fprintf(to, ".Pq Cm %s\n", i->name);
		}
		fputs(".El\n", to);
	}
}

static void one_setting(const char *name, const char *value, const char *help,
			void *ctx)
{
	FILE *to = ctx;

	fprintf(to, ".It Cm %s", name);
	if (value && *value) {
		fputs(" Ar ", to);
		word(to, value);
	}
	putc('\n', to);
	man_text(to, _(help));
}

static void settings(FILE *to)
{
	struct config c;

	fputs(".Sh CONFIGURATION\n", to);
	man_text(to, _("The file config holds one setting a line, name and "
		   "value; # begins a comment. Shown with their defaults:"));
	fputs(".Bl -tag -width Ds\n", to);
	config_init(&c);
	config_each(&c, one_setting, to);
	config_release(&c);
	fputs(".El\n", to);
}

void man_reader(FILE *to)
{
	actions(to);
	settings(to);
}
