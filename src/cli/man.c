/* man.c - thrum(1) in mdoc, from the tables of commands, actions and
 * settings, so that it cannot say what the program does not do. */
#include "config.h"

#include "cmd_priv.h"

#include <stdbool.h>
#include <string.h>

#include "man_priv.h"

#include "thrum/base/banned.h"

enum { LINE_COLS = 76 }; /* of the source */

/* One word; at the beginning of a line a '.' or '\'' is a request. */
static void put_word(FILE *to, const char *s, size_t len, bool bol)
{
	if (bol && (*s == '.' || *s == '\''))
		fputs("\\&", to);
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\\')
			fputs("\\e", to);
		else if (s[i] == '-')
			fputs("\\-", to);
		else
			putc(s[i], to);
	}
}

static bool ends_sentence(const char *s, size_t len)
{
	while (len && strchr(")\"", s[len - 1]))
		len--;
	return len > 1 && strchr(".!?", s[len - 1]);
}

void man_text(FILE *to, const char *s)
{
	size_t col = 0;

	while (*s) {
		size_t len = strcspn(s, " \n");

		if (len && col)
			putc(' ', to);
		put_word(to, s, len, col == 0);
		col += len + 1;
		s += len;
		if (*s == '\n')
			fputs("\n.Pp\n", to);
		else if (*s && (ends_sentence(s - len, len) ||
				col + strcspn(s + 1, " \n") > LINE_COLS))
			putc('\n', to);
		else if (*s)
			goto same_line;
		col = 0;
	same_line:
		s += *s != '\0';
	}
	putc('\n', to);
}

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

void man_word(FILE *to, const char *s)
{
	fputs("\\&", to);
	for (; *s; s++)
		if (*s == '\\')
			fputs("\\e", to);
		else if (*s == '"')
			fputs("\\(dq", to);
		else if (*s == '-')
			fputs("\\-", to);
		else if (*s == ' ')
			fputs("\\ ", to);
		else
			putc(*s, to);
	/* A last "!" or "." is not punctuation. */
	fputs("\\&", to);
}

void man_head(FILE *to, const char *what, const char *about)
{
	fprintf(to, ".Dd November 22, 2026\n.Dt THRUM-");
	for (const char *p = what; *p; p++)
		putc(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p, to);
	fprintf(to, " 5\n.Os\n.Sh NAME\n.Nm thrum-%s\n.Nd %s\n", what, about);
}

void man_literal(FILE *to, const char *lines)
{
	fputs(".Bd -literal -offset indent\n", to);
	while (*lines) {
		size_t len = strcspn(lines, "\n");

		put_word(to, lines, len, true);
		putc('\n', to);
		lines += len + (lines[len] == '\n');
	}
	fputs(".Ed\n", to);
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
	"the tag\n.Li fulltext\nasks for the whole text of its articles, the tag\n"
	".Li interval=MINUTES\nasks it no sooner than that again, the tags\n"
	".Li proxy=ADDRESS\n(or\n.Li none ) ,\n.Li \\&\"user-agent=WORDS\\&\"\nand\n"
	".Li password\\-file=FILE\n"
	"ask it and its pages through a proxy, under another name, and with "
	"the name and\npassword\n.Pq Li name:password\n"
	"that the file's first line has, which only its own server gets;\n"
	".Li \"query:Name:words\"\nis a saved search in the language of\n"
	".Xr thrum-query 5 ,\n"
	".Li \"exec:command\"\nand\n.Li \"filter:command:URL\"\n"
	"run a command (without a shell).\n"
	".It Pa ~/.config/thrum/config\nsettings, see\n.Xr thrum-config 5 .\n"
	".It Pa ~/.config/thrum/keys\nkeys, see\n.Xr thrum-keys 5 .\n"
	".It Pa ~/.config/thrum/rules\n"
	"what happens to articles that arrive, see\n.Cm rules\nabove and\n"
	".Xr thrum-query 5 .\n"
	".It Pa ~/.config/thrum/themes/\nthemes of your own, see\n"
	".Xr thrum-themes 5 .\n"
	".It Pa ~/.local/share/thrum/thrum.db\n"
	"the store (SQLite).\nAll commands work while the reader runs.\n"
	".El\n"
	".Sh EXIT STATUS\n"
	"0 if all went well, 1 if the work failed for some input (the rest is\n"
	"done and said so), 2 if the command line was wrong.\nErrors are one\n"
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
	".Sh SEE ALSO\n.Xr thrum-config 5 ,\n.Xr thrum-json 5 ,\n"
	".Xr thrum-keys 5 ,\n.Xr thrum-query 5 ,\n.Xr thrum-themes 5\n";

static void page_thrum(FILE *to)
{
	fputs(HEAD, to);
	options(to, cli_global_opts);
	commands(to);
	man_reader(to);
	fputs(TAIL, to);
}

static const struct {
	const char *name;
	void (*print)(FILE *to);
} pages[] = {
	{ "thrum", page_thrum },
	{ "config", man_config },
	{ "keys", man_keys },
	{ "query", man_query },
	{ "themes", man_themes },
};

int cli_print_man(FILE *to, const char *page)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		if (strcmp(pages[i].name, page) != 0)
			continue;
		pages[i].print(to);
		return EXIT_OK;
	}
	return cli_usage(_("there is no manual page \"%s\""), page);
}
