/* options.c - options of the command line, by table.
 *
 * getopt_long() keeps its place in globals and prints messages of its own;
 * this does neither. `-x`, `-xVALUE`, `-x VALUE`, `--name`, `--name=VALUE`,
 * `--name VALUE`; `--` ends them; a lone `-` is an operand.
 */
#include "config.h"

#include "cmd_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

static int find_long(const struct cli_opt *opts, const char *s, size_t len)
{
	for (int i = 0; opts && opts[i].name; i++)
		if (strlen(opts[i].name) == len &&
		    !memcmp(opts[i].name, s, len))
			return i;
	return -1;
}

static int find_letter(const struct cli_opt *opts, char letter)
{
	for (int i = 0; opts && opts[i].name; i++)
		if (opts[i].letter && opts[i].letter == letter)
			return i;
	return -1;
}

struct scan {
	const struct cli_opt *opts;
	const char **val;
	int argc;
	char **argv;
	int i; /* the word being looked at */
};

/* The value that follows as a word of its own. */
static const char *next_word(struct scan *s)
{
	return s->i + 1 < s->argc ? s->argv[++s->i] : NULL;
}

static int scan_long(struct scan *s)
{
	const char *word = s->argv[s->i] + 2;
	const char *eq = strchr(word, '=');
	size_t len = eq ? (size_t)(eq - word) : strlen(word);
	int o = find_long(s->opts, word, len);

	if (o < 0) {
		cli_usage(_("there is no option --%.*s; see --help"), (int)len,
			  word);
		return -1;
	}
	if (!s->opts[o].arg) {
		s->val[o] = "";
		if (!eq)
			return 0;
		cli_usage(_("--%s takes no value"), s->opts[o].name);
		return -1;
	}
	s->val[o] = eq ? eq + 1 : next_word(s);
	if (s->val[o])
		return 0;
	cli_usage(_("--%s needs a value: %s"), s->opts[o].name,
		  s->opts[o].arg);
	return -1;
}

static int scan_letters(struct scan *s)
{
	for (const char *p = s->argv[s->i] + 1; *p; p++) {
		int o = find_letter(s->opts, *p);
		if (o < 0) {
			cli_usage(_("there is no option -%c; see --help"), *p);
			return -1;
		}
		if (!s->opts[o].arg) {
			s->val[o] = "";
			continue;
		}
		s->val[o] = p[1] ? p + 1 : next_word(s);
		if (s->val[o])
			return 0;
		cli_usage(_("-%c needs a value: %s"), *p, s->opts[o].arg);
		return -1;
	}
	return 0;
}

int cli_options(const struct cli_opt *opts, const char **val, int argc,
		char **argv, enum cli_order order)
{
	struct scan s = { opts, val, argc, argv, 0 };
	int n = 0;
	bool over = false;

	for (; s.i < argc; s.i++) {
		char *word = argv[s.i];
		if (over || word[0] != '-' || !word[1]) {
			argv[n++] = word;
			over = over || order == CLI_STOP;
			continue;
		}
		if (!strcmp(word, "--")) {
			over = true;
			continue;
		}
		if ((word[1] == '-' ? scan_long(&s) : scan_letters(&s)) < 0)
			return -1;
	}
	return n;
}
