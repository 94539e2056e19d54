/* man.c - thrum(1) in mdoc, from the tables of commands, actions and
 * settings, so that it cannot say what the program does not do. */
#include "config.h"

#include "cmd_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

/* Text for mdoc: '\' and a leading '.' or '\'' are escaped, dashes are
 * kept as typed; LF starts a paragraph. */
void man_text(FILE *to, const char *s)
{
	int bol = 1;

	for (; *s; s++) {
		if (bol && (*s == '.' || *s == '\''))
			fputs("\\&", to);
		bol = 0;
		if (*s == '\\') {
			fputs("\\e", to);
		} else if (*s == '-') {
			fputs("\\-", to);
		} else if (*s == '\n') {
			fputs("\n.Pp\n", to);
			bol = 1;
		} else {
			putc(*s, to);
		}
	}
	putc('\n', to);
}

/* An argument of a macro: quoted, so that no word of it is a macro. */
void man_quoted(FILE *to, const char *s)
{
	putc('"', to);
	for (; *s; s++) {
		if (*s == '"')
			fputs("\"\"", to);
		else if (*s == '\\')
			fputs("\\e", to);
		else
			putc(*s, to);
	}
	putc('"', to);
}

static void options(FILE *to, const struct cli_opt *opts)
{
	fputs(".Bl -tag -width Ds\n", to);
	for (int i = 0; opts[i].name; i++) {
		const struct cli_opt *o = &opts[i];
		fputs(".It ", to);
		if (o->letter)
			fprintf(to, "Fl %c , ", o->letter);
		fprintf(to, "Fl \\-%s", o->name);
		if (o->arg)
			fprintf(to, " Ar %s", o->arg);
		putc('\n', to);
		man_text(to, _(o->help));
	}
	fputs(".El\n", to);
}

static void commands(FILE *to)
{
	fputs(".Sh COMMANDS\n.Bl -tag -width Ds\n", to);
	for (int i = 0; cli_table[i]; i++) {
		const struct cli_cmd *c = cli_table[i];
		fprintf(to, ".It Cm %s", c->name);
		if (*c->args) {
			fputs(" Ar ", to);
			man_quoted(to, c->args);
		}
		putc('\n', to);
		man_text(to, _(c->help));
		if (c->more) {
			fputs(".Pp\n", to);
			man_text(to, _(c->more));
		}
		if (c->opts)
			options(to, c->opts);
	}
	fputs(".El\n", to);
}

static const char HEAD[] =
	".Dd November 22, 2026\n.Dt THRUM 1\n.Os\n"
	".Sh NAME\n.Nm thrum\n"
	".Nd terminal news reader that reads events, not feeds\n"
	".Sh SYNOPSIS\n.Nm\n.Op Ar options\n"
	".Op Ar command Op Ar arguments\n"
	".Sh DESCRIPTION\n.Nm\n"
	"fetches and imports articles, keeps them in a store of its own, "
	"winds all\nreports of one event into one\n.Em thread ,\n"
	"and shows threads, reports and related threads in a terminal.\n"
	"Without a command it starts the reader.\n.Pp\n"
	"Options before the command:\n";

static const char TAIL[] =
	".Sh ENVIRONMENT\n.Bl -tag -width Ds\n"
	".It Ev XDG_CONFIG_HOME , XDG_DATA_HOME\n"
	"where configuration and store are; default\n"
	".Pa ~/.config and\n.Pa ~/.local/share .\n"
	".It Ev BROWSER\n"
	"opens links where the configuration names no browser.\n"
	".It Ev NO_COLOR\nno colours, attributes only.\n"
	".It Ev THRUM_LOG\nas\n.Fl \\-log .\n"
	".It Ev THRUM_DATA\nwhere the bundled edition is, for tests.\n"
	".It Ev THRUM_NOW\nthe time in seconds since the epoch, for tests.\n"
	".El\n"
	".Sh FILES\n.Bl -tag -width Ds\n"
	".It Pa ~/.config/thrum/urls\n"
	"the feeds file, in the format of newsboat: an address and tags a "
	"line;\n"
	".Li \"~Title\"\nnames the feed, a lone\n.Li \\&!\nhides it,\n"
	".Li \"query:Name:words\"\nis a saved search,\n"
	".Li \"exec:command\"\nand\n.Li \"filter:command:URL\"\n"
	"run a command (without a shell).\n"
	".It Pa ~/.config/thrum/config\nsettings.\n"
	".It Pa ~/.config/thrum/keys\n"
	".Li bind KEY ACTION [VIEW]\nand\n.Li unbind KEY [VIEW]\nlines.\n"
	".It Pa ~/.config/thrum/themes/\nthemes of your own.\n"
	".It Pa ~/.local/share/thrum/thrum.db\n"
	"the store (SQLite). All commands work while the reader runs.\n"
	".El\n"
	".Sh EXIT STATUS\n"
	"0 if all went well, 1 if the work failed for some input (the rest is\n"
	"done and said so), 2 if the command line was wrong. Errors are one\n"
	"line each on standard error.\n"
	".Sh EXAMPLES\n"
	"Subscribe, fetch, and see what is going on:\n"
	".Bd -literal -offset indent\n"
	"thrum add https://example.org/\nthrum fetch\nthrum threads\n"
	".Ed\n.Pp\n"
	"Yesterday's events in a page of Markdown:\n"
	".Bd -literal -offset indent\n"
	"thrum digest --since 1d --format md > news.md\n"
	".Ed\n.Pp\n"
	"What would be stored of a saved page:\n"
	".Bd -literal -offset indent\n"
	"thrum import --dry-run --json page.html\n"
	".Ed\n"
	".Sh SEE ALSO\n.Xr newsboat 1\n";

void cli_print_man(FILE *to)
{
	fputs(HEAD, to);
	options(to, cli_global_opts);
	commands(to);
	man_reader(to);
	fputs(TAIL, to);
}
