/* fulltext.h - the whole text of an article whose feed gives a teaser.
 *
 * The page is fetched, src/page finds the article in it, and its text
 * takes the place of the stored one when it is better: longer, and about
 * the same. What it replaces is kept as a revision.
 */
#ifndef THRUM_APP_FULLTEXT_H
#define THRUM_APP_FULLTEXT_H

#include "thrum/app/app.h"

/* For these articles (row ids), a few pages at once and politely: two of
 * one server. Each text is stored as it comes. In `report`,
 * articles_revised counts the texts that were taken, articles_seen the
 * pages that had nothing better, errors has a sentence for each of those
 * and for each page that did not come. ST_OK also when none did;
 * ST_CANCELLED keeps what was done. Called from a hook of an app_fetch()
 * or app_fulltext() that runs in the same app, the pages are fetched
 * beside what is under way there: then this returns at once, counts
 * nothing, and the other tells and stores. Worker, or a command's thread.
 */
enum status app_fulltext(struct app *app, const int64_t *ids, size_t n,
			 const struct app_hooks *hooks,
			 struct app_report *report, struct err *err)
	MUST_CHECK;

/* Does something run that it can join? */
bool app_fulltext_can_join(const struct app *app);

/* Is the text of `page` better than what `a` has? It must be clearly longer
 * and have most of the words of the old text, or of the title, in it: a
 * page that wants a log-in, cookies or money instead has not. Pure. */
bool fulltext_is_better(const struct article *a, const struct article *page);
/* Move the body of `page` into `a`, and what `a` does not know (author,
 * language, date); the old text becomes the summary where there is none. */
void fulltext_take(struct article *a, struct article *page);

#endif
