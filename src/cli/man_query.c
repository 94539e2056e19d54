/* man_query.c - thrum-query(5): the search language, from its tables. */
#include "config.h"

#include <string.h>

#include "cmd_priv.h"
#include "man_priv.h"
#include "thrum/model/search.h"
#include "thrum/store/articles.h"
#include "thrum/store/threads.h"

#include "thrum/base/banned.h"

static const char ABOUT[] =
	".Sh SYNOPSIS\n.Cm thrum search Ar QUERY ...\n"
	".Sh DESCRIPTION\n"
	"One language says which articles are meant: in the reader behind\n"
	".Ic /\nand\n.Ic F ,\n"
	"as operands of\n.Cm articles , search , threads , mark\nand\n"
	".Cm export ,\n"
	"in\n.Li query\\&:\nlines of the feeds file, and in the file\n"
	".Pa rules .\n"
	".Ss Words\n.Bl -tag -width \"x or y\"\n"
	".It Ar word ...\n"
	"All of them, in the headline, the text, the source or the tags.\n"
	"Capitals, accents and full-width forms make no difference;\n"
	"a word is a whole word.\n"
	"In Chinese, Japanese, Thai and the like the characters must\nstand "
	"next to each other.\n"
	".It Li \\(dqtwo words\\(dq\nThese words next to each other.\n"
	".It Li begin*\n"
	"Words that begin so; two letters at least.\n"
	"\\(dqtwo wo\\(dq* is a phrase whose last word is cut short.\n"
	".It Li \\-x , not x\nWithout x, which may be anything of this page.\n"
	".It Li x or y\n"
	"One of them.\n"
	"It binds more tightly than a blank:\n.Li red boat or car\n"
	"is red, and a boat or a car.\n"
	".It Li ( ... )\nTogether.\n"
	".Li title:(red boat)\nis both words in the headline.\n"
	".It Li *\nEverything.\n"
	".El\n.Pp\n"
	"Signs between words mean nothing.\n"
	"What stands in quotation marks is text, also\n"
	".Li \\(dqor\\(dq\nand\n.Li \\(dqtitle:\\(dq .\n"
	".Ss Fields\n"
	"A name, a colon, and without a blank a value, which may be quoted.\n"
	"A value between slashes is a POSIX extended regular expression,\n"
	"which ignores case:\n.Li title:/^(live|ticker)/ .\n";

static const char NEWSBOAT[] =
	".Ss Filters of newsboat\n"
	"A text that begins as one of newsboat's filters is read as one:\n"
	".Bd -literal -offset indent\n"
	"unread = \"yes\" and age between 0:7\n"
	"title =~ \"storm|flood\" and tags !# \"weather\"\n"
	".Ed\n.Pp\n"
	"Known are the attributes title, author, content, link, feedtitle,\n"
	"rssurl, unread, tags, age, enclosure_url and enclosure_type, the\n"
	"operators = != =~ !~ # !# < > <= >= between, and, or and brackets.\n"
	"For the others a sentence names the field to use.\n";

static const char EXAMPLES[] =
	".Sh EXAMPLES\n"
	"Unread reports on a quake of the last two days, but not from one "
	"feed:\n"
	".Dl quake is:unread after:2d \\-feed:\\(dqDaily Noise\\(dq\n"
	"Mark what is older than a month as read:\n"
	".Dl thrum mark read before:30d\n"
	"A saved search in the feeds file:\n"
	".Dl \\(dqquery:Elections:(election or vote) is:unread\\(dq\n"
	"What rules have taken out, and one of it back:\n"
	".Dl thrum articles is:killed\n"
	".Dl thrum mark undelete 7f3a9c1e\n"
	".Sh SEE ALSO\n.Xr thrum 1 ,\n.Xr thrum-config 5\n";

static void item(FILE *to, const char *name, const char *value)
{
	fputs(".It Li ", to);
	man_word(to, name);
	if (value) {
		fputs(": Ns Ar ", to);
		man_word(to, value);
	}
	putc('\n', to);
}

static void also(FILE *to, const struct search_field_info *f)
{
	if (!*f->also)
		return;
	fputs("Also called", to);
	for (const char *p = f->also; *p;) {
		size_t n = strcspn(p, " ");
		fprintf(to, "%s\n.Li %.*s", p == f->also ? "" : " ,", (int)n,
			p);
		p += n + (p[n] == ' ');
	}
	fputs(" .\n", to);
}

static void values(FILE *to, const struct search_word *w)
{
	fputs(".Bl -tag -width \"enclosure\"\n", to);
	for (; w->name; w++) {
		item(to, w->name, NULL);
		man_text(to, _(w->help));
	}
	fputs(".El\n", to);
}

static void fields(FILE *to)
{
	fputs(".Bl -tag -width \"before:TIME\"\n", to);
	for (const struct search_field_info *f = search_fields; f->name; f++) {
		item(to, f->name, _(f->value));
		man_text(to, _(f->help));
		if (*f->also)
			fputs(".br\n", to);
		also(to, f);
		if (f->values)
			values(to, f->values);
	}
	fputs(".El\n", to);
}

void man_query(FILE *to)
{
	man_head(to, "query", "the search language of the news reader thrum");
	fputs(ABOUT, to);
	fields(to);
	fputs(".Pp\n", to);
	fprintf(to,
		"Deleted and killed articles are found only where is:deleted "
		"or is:killed\nis asked.\n"
		"sort:rank and sort:score put the newest %d hits in order; "
		"threads are those\nof the newest %d hits.\n",
		SEARCH_RANKED, STORE_FOUND_MAX);
	fputs(NEWSBOAT, to);
	fputs(EXAMPLES, to);
}
