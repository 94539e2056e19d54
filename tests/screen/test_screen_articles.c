/* Articles of every kind, as the reader shows them at three widths. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "screen.h"
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
		screen_open_article(&s, ROWS, cols, files[i], NULL);
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
