/* help.c - `thrum --help` and `thrum COMMAND --help`, from the table. */
#include "config.h"

#include "cmd_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

static void print_opt(FILE *to, const struct cli_opt *o)
{
	char left[64];

	if (o->letter)
		snprintf(left, sizeof(left), "-%c, --%s%s%s", o->letter,
			 o->name, o->arg ? " " : "", o->arg ? o->arg : "");
	else
		snprintf(left, sizeof(left), "    --%s%s%s", o->name,
			 o->arg ? " " : "", o->arg ? o->arg : "");
	fprintf(to, "  %-26s %s\n", left, _(o->help));
}

static void print_opts(FILE *to, const struct cli_opt *opts)
{
	for (int i = 0; opts && opts[i].name; i++)
		print_opt(to, &opts[i]);
}

void cli_print_help(FILE *to)
{
	fprintf(to, _("usage: thrum [options] [command [arguments]]\n"));
	fprintf(to, _("Reads events, not feeds. Without a command: the "
		      "reader.\n\n"));
	for (int i = 0; cli_table[i]; i++) {
		char left[64];
		snprintf(left, sizeof(left), "%s %s", cli_table[i]->name,
			 cli_table[i]->args);
		fprintf(to, "  %-26s %s\n", left, _(cli_table[i]->help));
	}
	fprintf(to, "\n%s\n", _("Options (before the command):"));
	print_opts(to, cli_global_opts);
	fprintf(to, "\n%s\n",
		_("`thrum COMMAND --help` says more; so does thrum(1)."));
}

void cli_print_cmd_help(FILE *to, const struct cli_cmd *cmd)
{
	fprintf(to, _("usage: thrum %s%s%s%s\n"), cmd->name,
		cmd->opts ? _(" [options]") : "", *cmd->args ? " " : "",
		cmd->args);
	fprintf(to, "%s.\n", _(cmd->help));
	if (cmd->more)
		fprintf(to, "\n%s\n", _(cmd->more));
	if (cmd->opts) {
		putc('\n', to);
		print_opts(to, cmd->opts);
	}
}
