/* Options of the command line: src/cli/options.c. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd_priv.h"
#include "thrum/base/buf.h"

#include "thrum/base/banned.h"

static const struct cli_opt opts[] = {
	{ 'a', "all", NULL, "" },
	{ 'n', "limit", "N", "" },
	{ 0, "json", NULL, "" },
	{ 'q', "quiet", NULL, "" },
	{ 0 },
};

/* Words parted by '|'; what came of them: values by letter, operands. */
static const struct {
	const char *argv;
	enum cli_order order;
	const char *want; /* NULL = refused */
} cases[] = {
	{ "", CLI_PERMUTE, "" },
	{ "x|y", CLI_PERMUTE, "[x][y]" },
	{ "-a|x", CLI_PERMUTE, "a=;[x]" },
	{ "x|-a", CLI_PERMUTE, "a=;[x]" },
	{ "x|-a", CLI_STOP, "[x][-a]" },
	{ "-aq", CLI_PERMUTE, "a=;q=;" },
	{ "-n|5|x", CLI_PERMUTE, "n=5;[x]" },
	{ "-n5", CLI_PERMUTE, "n=5;" },
	{ "-an5", CLI_PERMUTE, "a=;n=5;" },
	{ "--limit|5", CLI_PERMUTE, "n=5;" },
	{ "--limit=5", CLI_PERMUTE, "n=5;" },
	{ "--limit=", CLI_PERMUTE, "n=;" },
	{ "--limit|-5", CLI_PERMUTE, "n=-5;" },
	{ "--limit|1|--limit|2", CLI_PERMUTE, "n=2;" },
	{ "-|x", CLI_PERMUTE, "[-][x]" },
	{ "--|-a|--all", CLI_PERMUTE, "[-a][--all]" },
	{ "x|--|-a", CLI_PERMUTE, "[x][-a]" },
	{ "-n", CLI_PERMUTE, NULL },
	{ "--limit", CLI_PERMUTE, NULL },
	{ "--all=1", CLI_PERMUTE, NULL },
	{ "--al", CLI_PERMUTE, NULL },
	{ "--alll", CLI_PERMUTE, NULL },
	{ "-x", CLI_PERMUTE, NULL },
	{ "-ax", CLI_PERMUTE, NULL },
};

static int split(char *words, char **argv)
{
	int n = 0;

	while (*words) {
		size_t len = strcspn(words, "|");
		argv[n++] = words;
		words += len;
		if (*words)
			*words++ = '\0';
	}
	return n;
}

Test(options, cases)
{
	static const char names[] = "anjq";

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *val[CLI_OPTS_MAX] = { 0 };
		char *argv[16], *words = strdup(cases[i].argv);
		struct buf got = BUF_INIT;
		int n = cli_options(opts, val, split(words, argv), argv,
				    cases[i].order);
		for (int o = 0; o < 4; o++)
			if (val[o])
				buf_addf(&got, "%c=%s;", names[o], val[o]);
		for (int k = 0; k < n; k++)
			buf_addf(&got, "[%s]", argv[k]);
		if (!cases[i].want)
			cr_expect(n == -1, "%s", cases[i].argv);
		else
			cr_expect(n >= 0 && !strcmp(got.ptr, cases[i].want),
				  "%s: %s", cases[i].argv, got.ptr);
		buf_release(&got);
		free(words);
	}
}

/* Options are found by name in help and by place in the commands: a table
 * with holes or more rows than places would be read past its end. */
Test(options, tables)
{
	for (int i = 0; cli_table[i]; i++) {
		const struct cli_cmd *c = cli_table[i];
		int n = 0;
		while (c->opts && c->opts[n].name)
			n++;
		cr_expect(n <= CLI_OPTS_MAX, "%s", c->name);
		cr_expect(c->help && *c->help, "%s", c->name);
		cr_expect(!c->exec != !c->raw, "%s", c->name);
		cr_expect(cli_find(c->name) == c, "%s", c->name);
	}
}
