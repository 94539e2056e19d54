/* man_config.c - thrum-config(5), from the table of settings. */
#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "cmd_priv.h"
#include "man_priv.h"
#include "thrum/conf/config.h"
#include "thrum/conf/format.h"

#include "thrum/base/banned.h"

static const char ABOUT[] =
	".Sh SYNOPSIS\n.Pa ~/.config/thrum/config\n.Sh DESCRIPTION\n"
	"One setting a line, its name and its value;\n.Ql #\n"
	"at the beginning of a line makes it a comment.\n"
	"The value is what stands behind the name to the end of the line, "
	"without the\nblanks around it.\n.Pp\n"
	"No setting has to be there.\n"
	".Ic thrum config \\-\\-write\n"
	"makes a file with all of them, commented, where there is none;\n"
	".Ic thrum config\n"
	"prints those in use.\n"
	"A line that makes no sense is named with its number, on standard "
	"error or among\nthe messages of the reader\n.Pq Ic \\&! ,\n"
	"and passed over.\n.Pp\n"
	"A reader that runs reads the file again when it is written to, and on\n"
	".Dv SIGHUP ;\n"
	"settings of wrong lines stay as they were.\n"
	"There\n.Ic \\&:set Ar name value\nchanges a setting until then,\n"
	".Ic \\&:set Ar name Ns Ic \\&?\nshows it,\n"
	".Ic \\&:set Ar name Ns Ic \\&!\nturns yes to no,\n"
	".Ic \\&:set Ar name Ns Ic &\ngives the default;\n"
	"Tab completes names and values.\n.Pp\n"
	"Lines that bind keys\n.Pq Xr thrum-keys 5\nmay stand here too.\n"
	".Ic thrum config \\-\\-from Ar FILE\n"
	"makes such a file from newsboat's configuration.\n.Pp\n"
	"Settings are, by kind,\n"
	".Bl -tag -width \"yes or no\"\n"
	".It yes or no\nalso true and false, on and off, 1 and 0;\n"
	".It number\na whole number in the range that is given;\n"
	".It words\nwhat is to the end of the line.\n"
	"Where nothing follows the name the default holds again.\n"
	".El\n";

static const char TAIL[] =
	".Sh SEE ALSO\n.Xr thrum 1 ,\n.Xr thrum-keys 5 ,\n"
	".Xr thrum-themes 5\n";

static void print_default(FILE *to, const struct config_option *o,
			  const struct config *c)
{
	struct buf value = BUF_INIT;

	config_get(c, o->name, &value);
	if (value.len) {
		fputs("Default:\n.Ql ", to);
		man_word(to, value.ptr);
		fputs(" .\n", to);
	} else {
		fputs("Default: none.\n", to);
	}
	buf_release(&value);
}

static void print_values(FILE *to, const char *values)
{
	fputs("One of\n", to);
	while (*values) {
		size_t n = strcspn(values, " ");
		bool last = !values[n];

		fprintf(to, ".Ql %.*s%s\n", (int)n, values, last ? " ." : " ,");
		values += n + !last;
	}
}

static void print_range(FILE *to, const struct config_option *o)
{
	switch (o->type) {
	case CONFIG_TYPE_BOOL:
		fputs("Yes or no.\n", to);
		break;
	case CONFIG_TYPE_INT:
		fprintf(to, "A number from %" PRId64 " to %" PRId64 ".\n",
			o->min, o->max);
		break;
	case CONFIG_TYPE_STR:
		if (o->values)
			print_values(to, o->values);
		else
			fputs("Words.\n", to);
		break;
	}
}

static const char *kind(const struct config_option *o)
{
	return o->type == CONFIG_TYPE_BOOL ? "yes|no" :
	       o->type == CONFIG_TYPE_INT  ? "number" :
					     "words";
}

static void print_option(FILE *to, const struct config_option *o,
			 const struct config *c)
{
	fprintf(to, ".It Ic %s Ar %s\n", o->name, kind(o));
	man_text(to, _(o->help));
	fputs(".Pp\n", to);
	print_range(to, o);
	print_default(to, o, c);
	if (o->more) {
		fputs(".Pp\n", to);
		man_text(to, _(o->more));
	}
	fprintf(to, ".Pp\nExample:\n.Dl %s ", o->name);
	man_word(to, o->example);
	putc('\n', to);
}

/* The options of a section, in the table's order; the section is printed
 * where its first one stands. */
static void print_section(FILE *to, size_t first, const struct config *c)
{
	struct config_option o;
	const char *section;

	config_option_at(first, &o);
	section = o.section;
	for (size_t i = 0; i < first; i++) {
		config_option_at(i, &o);
		if (!strcmp(o.section, section))
			return;
	}
	fprintf(to, ".Ss %s\n.Bl -tag -width Ds\n", _(section));
	for (size_t i = first; i < config_options(); i++) {
		config_option_at(i, &o);
		if (!strcmp(o.section, section))
			print_option(to, &o, c);
	}
	fputs(".El\n", to);
}

static const char FORMATS[] =
	".Sh FORMATS\n"
	"A format is text with fields in it, as in newsboat:\n"
	".Bl -tag -width \"%?X?yes&no?\"\n"
	".It Ic %X\nthe field with the letter X, as long as it is;\n"
	".It Ic %20X , Ic %\\-20X\n"
	"the same in 20 cells, at their right or at their left; what is longer "
	"is cut;\n"
	".It Ic %>c\nas many of the character as there is room: what follows "
	"stands at the right;\n"
	".It Ic %?X?yes&no?\\&\n"
	"one or the other part, as the field has something to show or not; "
	"the & and\nwhat follows it may be left out;\n"
	".It Ic %%\na percent sign.\n"
	".El\n.Pp\n"
	"The headline\n.Pq Ic %t\ngives way when a row is too long.\n"
	"Quotation marks around a format keep blanks at its ends.\n";

static void formats(FILE *to)
{
	struct config_option o;

	fputs(FORMATS, to);
	for (size_t i = 0; i < config_options(); i++) {
		config_option_at(i, &o);
		if (o.format < 0)
			continue;
		fprintf(to, ".Pp\nFields of\n.Ic %s :\n", o.name);
		fputs(".Bl -tag -width \"%X\" -compact\n", to);
		for (const struct format_field *f =
			     format_fields((enum format_kind)o.format);
		     f->letter; f++) {
			fprintf(to, ".It Ic \\&%%%c\n", f->letter);
			man_text(to, _(f->help));
		}
		fputs(".El\n", to);
	}
}

void man_config(FILE *to)
{
	struct config c;

	config_init(&c);
	man_head(to, "config", "settings of the news reader thrum");
	fputs(ABOUT, to);
	fputs(".Sh SETTINGS\n", to);
	for (size_t i = 0; i < config_options(); i++)
		print_section(to, i, &c);
	formats(to);
	fputs(TAIL, to);
	config_release(&c);
}
