/* test_screen_find.c - searching with fields, lists narrowed by F and H,
 * and what is said when a query is wrong. */
#include "config.h"

#include <criterion/criterion.h>

#include "screen.h"
#include "thrum/base/banned.h"

static void type(struct screen *s, const char *keys, const char *text)
{
	screen_keys(s, keys);
	screen_keys(s, text);
	screen_keys(s, "\r");
}

Test(find, a_filter_narrows_threads)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_has(&s, "Japan and US");
	type(&s, "F", "title:quake*");
	screen_lacks(&s, "Japan and US");
	screen_has(&s, "filter: title:quake*");
	screen_keys(&s, "\033");
	screen_has(&s, "Japan and US");
	screen_lacks(&s, "filter:");
	type(&s, "F", "zzzz");
	screen_has(&s, "lets nothing through");
	/* An empty line takes it away as well. */
	screen_keys(&s, "F\025\r");
	screen_has(&s, "Japan and US");
	screen_close(&s);
}

Test(find, a_wrong_query_changes_nothing)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	type(&s, "F", "is:purple");
	screen_has(&s, "is: wants one of unread, read");
	screen_has(&s, "Japan and US");
	type(&s, "/", "red (blue");
	screen_has(&s, "this bracket is not closed (at character 5)");
	screen_has(&s, "Japan and US");
	screen_close(&s);
}

Test(find, fields_and_states_find)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	type(&s, "/", "is:unread title:japan*");
	screen_has(&s, "search: is:unread title:japan*");
	screen_has(&s, "Japan");
	type(&s, "F", "-title:japan*");
	screen_has(&s, "lets nothing through");
	screen_keys(&s, "\033");
	screen_lacks(&s, "lets nothing through");
	screen_close(&s);
}

Test(find, tab_offers_fields_and_values)
{
	struct screen s;

	screen_open(&s, 24, 80, 0);
	screen_keys(&s, "/-auth\t");
	screen_has(&s, "-author:");
	screen_keys(&s, "\025is:unr\t");
	screen_has(&s, "is:unread");
	screen_keys(&s, "\033");
	screen_close(&s);
}
