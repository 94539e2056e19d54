/* worker_words.c - what the worker says when a job has ended. */
#include "config.h"

#include "worker_priv.h"

#include "thrum/app/fulltext.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

char *fetch_words(const struct app_report *r)
{
	if (r->feeds_failed)
		return xasprintf(_("%lld new articles; %lld of %lld feeds "
				   "failed"),
				 (long long)r->articles_new,
				 (long long)r->feeds_failed,
				 (long long)r->feeds);
	if (!r->feeds && r->notes.len)
		return xstrdup(r->notes.v[r->notes.len - 1]);
	if (!r->feeds)
		return xstrdup(_("no feed is due yet"));
	return xasprintf(ngettext("%lld new articles from %lld feed",
				  "%lld new articles from %lld feeds",
				  (unsigned long)r->feeds),
			 (long long)r->articles_new, (long long)r->feeds);
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
