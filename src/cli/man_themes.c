/* man_themes.c - thrum-themes(5): roles, colours, files. */
#include "config.h"

#include "cmd_priv.h"
#include "man_priv.h"
#include "thrum/conf/theme.h"

#include "thrum/base/banned.h"

static const char ABOUT[] =
	".Sh SYNOPSIS\n.Pa ~/.config/thrum/themes/NAME.theme\n"
	".Sh DESCRIPTION\n"
	"A theme says how each role of text looks.\n"
	"It is chosen by the setting\n.Ic theme\nof\n.Xr thrum-config 5 ,\n"
	"or while reading with\n.Ic \\&:theme Ar NAME .\n"
	"Themes of one's own go before those that came with the program, "
	"which are\n.Cm colour\\-blind ,\n.Cm default\\-dark ,\n"
	".Cm default\\-light ,\n.Cm dracula ,\n.Cm gruvbox ,\n"
	".Cm high\\-contrast ,\n.Cm mono ,\n.Cm nord ,\n"
	".Cm solarized\\-dark\nand\n.Cm solarized\\-light .\n"
	".Cm auto\nis default\\-light on a terminal that says in\n"
	".Ev COLORFGBG\nthat it is light, else default\\-dark.\n"
	".Ss The file\n"
	"A line is\n.D1 Ar role : Op Ar foreground Op Ar background "
	"Op Ar attribute ...\n"
	".Ql #\nat the beginning of a line makes it a comment.\n"
	"The first colour is the foreground, the second one the "
	"background; attributes\nmay\nstand anywhere behind the colon.\n"
	"A role that is not named keeps the look of a terminal without "
	"colours: a short\ntheme is a valid one.\n"
	"Colours that are\n.Ql default\nor left out are those of the role\n"
	".Ic text ,\nwhich may itself leave them to the terminal.\n"
	".Pp\n"
	"A line that makes no sense changes nothing; it is named with its "
	"number among\nthe messages of the reader\n.Pq Ic \\&! .\n"
	".Ss Colours\n"
	".Bl -tag -width \"bright-black\"\n"
	".It Ic default\nthe colour of\n.Ic text ,\nor the terminal's own.\n"
	".It Ic black No to Ic white\n"
	"black, red, green, yellow, blue, magenta, cyan, white: the first\n"
	"eight colours of the terminal, which look as its own settings say.\n"
	".It Ic bright\\-black No to Ic bright\\-white\nthe eight behind them.\n"
	".It Ic 0 No to Ic 255\na colour of the terminal's palette.\n"
	".It Ic #rrggbb , #rgb\nred, green and blue in hexadecimal.\n"
	".El\n"
	".Ss Attributes\n"
	".Ic bold , dim , italic , underline , reverse .\n"
	".Ss Fewer colours\n"
	"On a terminal with 16 million colours\n"
	".Pq its description has the capability RGB , as in xterm\\-direct\n"
	"colours are sent as they are.\n"
	"With 256 the nearest of the fixed ones, 16 to 255, is taken, with 16 "
	"or 8 the\nnearest of these as xterm shows them.\n"
	"Nearness is the low\\-cost\n.Dq redmean\ndistance, which weighs red, "
	"green and blue about as the eye does.\n"
	"On eight colours a bright one becomes the plain one.\n"
	"Without colours, and where the environment variable\n.Ev NO_COLOR\n"
	"is not empty, attributes alone are used.\n"
	"Nothing is told by colour alone: marks, bold and position say the "
	"same.\n";

static const char TAIL[] =
	".Sh SEE ALSO\n.Xr thrum 1 ,\n.Xr thrum-config 5\n";

void man_themes(FILE *to)
{
	man_head(to, "themes", "colours of the news reader thrum");
	fputs(ABOUT, to);
	fputs(".Ss Roles\n.Bl -tag -width \"highlighted\"\n", to);
	for (int i = 0; i < ROLE_COUNT; i++) {
		fprintf(to, ".It Ic %s\n", role_name((enum role)i));
		man_text(to, _(role_help((enum role)i)));
	}
	fputs(".El\n.Sh EXAMPLES\n", to);
	man_literal(to, "# dusk.theme\n"
			"text: #d8d8d8 #1c1c24\n"
			"unread: #ffffff bold\n"
			"selected: black yellow\n"
			"link: bright-cyan underline\n"
			"known: 244");
	fputs(TAIL, to);
}
