/* Articles of every kind, as the reader shows them at three widths. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "thrum/text/layout.h"
#include "ui/ui_priv.h"

#include "thrum/base/banned.h"

enum { ROWS = 56 }; /* all of each article */

static const char *const files[] = {
	"arabic.html",	 "chinese-korean.html", "code.html",
	"definitions.html", "details.html",	"emoji.html",
	"figures.html",	 "footnotes.html",	"headings.html",
	"hebrew-mixed.html", "hindi.html",	"hostile.html",
	"japanese.html", "lists.html",		"long-urls.html",
	"long-word.html", "math.html",		"plain.md",
	"quotes.html",	 "tables.html",		"thai.html",
};

static void check(int cols)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct screen s;
		char name[64];
		screen_open_article(&s, ROWS, cols, files[i],
				    "bidi terminal\n");
		screen_keys(&s, "<Enter>");
		snprintf(name, sizeof(name), "article-%.*s-%d",
			 (int)strcspn(files[i], "."), files[i], cols);
		screen_expect_body(&s, name);
		screen_close(&s);
	}
}

Test(articles, narrow)
{
	check(40);
}

Test(articles, usual)
{
	check(80);
}

Test(articles, wide)
{
	check(120);
}

/* In a program that can: the same on a terminal that orders nothing. */
Test(articles, right_to_left)
{
	static const char *const rtl[] = { "arabic", "hebrew-mixed" };

	for (size_t i = 0; text_has_visual() && i < 2; i++)
		for (int cols = 40; cols <= 80; cols += 40) {
			struct screen s;
			char file[64], name[64];
			snprintf(file, sizeof(file), "%s.html", rtl[i]);
			screen_open_article(&s, ROWS, cols, file,
					    "bidi thrum\n");
			screen_keys(&s, "<Enter>");
			snprintf(name, sizeof(name), "article-%s-visual-%d",
				 rtl[i], cols);
			screen_expect_body(&s, name);
			screen_close(&s);
		}
}

Test(articles, not_centred)
{
	struct screen s;

	screen_open_article(&s, ROWS, 100, "details.html",
			    "text-centred no\n");
	screen_keys(&s, "<Enter>");
	screen_has(&s, "\n  Press ? for more.");
	screen_close(&s);
}

Test(articles, code_scrolls_sideways)
{
	struct screen s;

	screen_open_article(&s, 24, 60, "code.html", NULL);
	screen_keys(&s, "<Enter>");
	screen_has(&s, "since: \xe2\x80\xba");
	screen_lacks(&s, "starts today: 17");
	screen_keys(&s, "zl");
	/* Only what is too wide has moved. */
	screen_has(&s, "\n  Run it with");
	screen_keys(&s, "zlzl");
	screen_has(&s, "starts today: 17\n");
	screen_has(&s, "\xe2\x80\xb9");
	screen_keys(&s, "zl");
	screen_has(&s, "nothing more to the right");
	screen_keys(&s, "zhzhzhzh");
	screen_has(&s, "    pump: on");
	screen_close(&s);
}

/* A book does not stop the screen: a sentence first, then its lines. */
Test(articles, long_text_is_set_aside)
{
	struct screen s;

	screen_open_article(&s, 24, 80, "long", NULL);
	screen_type(&s, "<Enter>");
	screen_has(&s, "A long text: one moment");
	screen_keys(&s, "j");
	screen_has(&s, "Line 1 of a long");
	screen_resize(&s, 24, 60);
	screen_keys(&s, "G");
	screen_has(&s, "only its beginning");
	screen_keys(&s, "q<Enter>");
	screen_has(&s, "Line 1 of a long");
	screen_close(&s);
}

/* A picture goes to the viewer that is configured, with its address. */
Test(articles, pictures_are_shown_by_the_viewer)
{
	struct screen s;

	screen_open_article(&s, 24, 80, "figures.html",
			    "viewer thrum-has-no-such-viewer --show=%u\n");
	screen_keys(&s, "<Enter>1#");
	screen_has(&s, "thrum-has-no-such-viewer");
	/* A page goes to the browser. */
	screen_keys(&s, "4#");
	screen_lacks(&s, "no-such-viewer");
	screen_close(&s);
}

/* Where the terminal draws joined emoji as one sign the whole sequence goes
 * there, and what stands behind it stays in its column; of one that has too
 * many parts the first is shown, as everywhere else. */
Test(articles, joined_emoji_where_they_are_drawn)
{
	struct screen s;

	screen_open(&s, 24, 80, SCREEN_JOINS);
	screen_has(&s, "\U0001F469\u200D\U0001F680 with a ride");
	screen_close(&s);
	screen_open(&s, 24, 80, 0);
	screen_has(&s, "\U0001F469 with a ride");
	screen_close(&s);
}
