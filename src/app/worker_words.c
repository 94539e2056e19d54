/* worker_words.c - what the worker says when a job has ended. */
#include "config.h"

#include "worker_priv.h"

#include <stdlib.h>

#include "thrum/app/fulltext.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

static char *new_articles(int64_t n)
{
	return xasprintf(ngettext("%lld new article", "%lld new articles",
				  (unsigned long)n),
			 (long long)n);
}

/* "1 new article from 3 feeds": each number has its own plural. */
static char *new_from_feeds(const struct app_report *r)
{
	char *articles = new_articles(r->articles_new);
	char *words = xasprintf(ngettext("%s from %lld feed",
					 "%s from %lld feeds",
					 (unsigned long)r->feeds),
				articles, (long long)r->feeds);

	free(articles);
	return words;
}

/* One failure is said at once; many have a view to be read in. */
static char *new_and_failed(const struct app_report *r)
{
	char *articles = new_articles(r->articles_new);
	char *words = r->errors.len == 1 ?
			      xasprintf("%s; %s", articles, r->errors.v[0]) :
			      xasprintf(_("%s; %lld of %lld feeds failed, the "
					  "messages say why"),
					articles, (long long)r->feeds_failed,
					(long long)r->feeds);

	free(articles);
	return words;
}

char *fetch_words(const struct app_report *r)
{
	if (r->feeds_failed)
		return new_and_failed(r);
	if (!r->feeds && r->notes.len)
		return xstrdup(r->notes.v[r->notes.len - 1]);
	if (!r->feeds)
		return xstrdup(_("no feed is due yet"));
	return new_from_feeds(r);
}

char *fulltext_words(struct app *app, const struct job *j,
		     const struct app_report *r)
{
	if (app_fulltext_can_join(app) && !r->errors.len)
		return xstrdup(ngettext("fetching its page", "fetching pages",
					j->n_ids));
	if (j->n_ids == 1 && r->articles_revised)
		return xstrdup(_("the whole text is here"));
	/* Why not is a sentence of its own. */
	if (j->n_ids == 1 && r->errors.len)
		return xstrdup(r->errors.v[0]);
	return xasprintf(_("%lld of %zu articles have their whole text now"),
			 (long long)r->articles_revised, j->n_ids);
}
