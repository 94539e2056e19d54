/* search_table.c - the fields of the language and their values. The manual,
 * the prompt's completion and the parser read the same rows. */
#include "config.h"

#include "search_priv.h"

#include <string.h>

#include "thrum/base/i18n.h"
#include "thrum/base/banned.h"

static const struct search_word is_values[] = {
	[SEARCH_IS_UNREAD] = { "unread", N_("not read yet") },
	[SEARCH_IS_READ] = { "read", N_("read") },
	[SEARCH_IS_STARRED] = { "starred", N_("starred") },
	[SEARCH_IS_COPY] = { "copy", N_("says again what another report of "
					"its thread says") },
	[SEARCH_IS_FOLLOWED] = { "followed", N_("in a followed thread") },
	[SEARCH_IS_MUTED] = { "muted", N_("in a muted thread") },
	[SEARCH_IS_SNOOZED] = { "snoozed", N_("in a thread that sleeps") },
	[SEARCH_IS_DELETED] = { "deleted", N_("deleted by you") },
	[SEARCH_IS_KILLED] = { "killed", N_("taken out by a kill rule") },
	[SEARCH_IS_REVISED] = { "revised", N_("changed by its feed since it "
					      "came") },
	{ 0 },
};

static const struct search_word has_values[] = {
	[SEARCH_HAS_TAG] = { "tag", N_("at least one tag") },
	[SEARCH_HAS_AUTHOR] = { "author", N_("a named author") },
	[SEARCH_HAS_ENCLOSURE] = { "enclosure", N_("a sound, film or file to "
						   "it") },
	[SEARCH_HAS_COMMENTS] = { "comments", N_("an address of comments") },
	[SEARCH_HAS_FULLTEXT] = { "fulltext", N_("the text of its page, not "
						 "of its feed") },
	{ 0 },
};

static const struct search_word sort_values[] = {
	[SEARCH_NEWEST] = { "date", N_("newest first, as without it") },
	[SEARCH_OLDEST] = { "oldest", N_("oldest first") },
	[SEARCH_RANK] = { "rank", N_("what says the words most, and in the "
				     "title, first") },
	[SEARCH_BY_SCORE] = { "score", N_("most points by rules first") },
	{ 0 },
};

const struct search_field_info search_fields[] = {
	[FIELD_TITLE] = { "title", "subject", N_("WORDS"),
			  N_("these words in the headline; /expression/ too"),
			  NULL },
	[FIELD_BODY] = { "body", "text content", N_("WORDS"),
			 N_("these words in the text; /expression/ too"),
			 NULL },
	[FIELD_SOURCE] = { "source", "from", N_("WORDS"),
			   N_("the outlet that the list shows"), NULL },
	[FIELD_FEED] = { "feed", "", N_("WORDS"),
			 N_("a feed that lists it: words of its name, or "
			    "part of its address"),
			 NULL },
	[FIELD_TAG] = { "tag", "tags label", N_("NAME"),
			N_("a tag of the article, or of its feed in the "
			   "feeds file; NAME* is its beginning"),
			NULL },
	[FIELD_AUTHOR] = { "author", "by", N_("WORDS"),
			   N_("who wrote it; /expression/ too"), NULL },
	[FIELD_URL] = { "url", "link site", N_("PART"),
			N_("part of its address; /expression/ too"), NULL },
	[FIELD_LANG] = { "lang", "language", N_("CODE"),
			 N_("its language: en, ja, pt-BR"), NULL },
	[FIELD_AFTER] = { "after", "since newer newer_than", N_("TIME"),
			  N_("at or after: 7d, 12h, 2026-01-01, 2026-01, "
			     "today, yesterday"),
			  NULL },
	[FIELD_BEFORE] = { "before", "until older older_than", N_("TIME"),
			   N_("before that time"), NULL },
	[FIELD_DATE] = { "date", "on", N_("DAY"),
			 N_("of that day, month or year; DAY..DAY from the "
			    "first to the end of the last"),
			 NULL },
	[FIELD_IS] = { "is", "", N_("STATE"), N_("in this state"),
		       is_values },
	[FIELD_HAS] = { "has", "", N_("PART"), N_("has such a part"),
			has_values },
	[FIELD_THREAD] = { "thread", "", N_("ID"),
			   N_("report of the thread with this id, as lists "
			      "print it (t...)"),
			   NULL },
	[FIELD_LONGER] = { "longer", "larger", N_("NUMBER"),
			   N_("so many words or more"), NULL },
	[FIELD_SHORTER] = { "shorter", "smaller", N_("NUMBER"),
			    N_("so many words or fewer"), NULL },
	[FIELD_SCORE] = { "score", "", N_("NUMBER"),
			  N_("so many points or more, given by score rules"),
			  NULL },
	[FIELD_SORT] = { "sort", "order", N_("ORDER"),
			 N_("the order of the hits"), sort_values },
	{ 0 },
};

static bool is_among(const char *names, const char *name, size_t len)
{
	while (*names) {
		size_t n = strcspn(names, " ");
		if (n == len && !strncmp(names, name, len))
			return true;
		names += n + (names[n] == ' ');
	}
	return false;
}

const struct search_field_info *search_field_find(const char *name, size_t len)
{
	for (const struct search_field_info *f = search_fields; f->name; f++)
		if ((strlen(f->name) == len && !strncmp(f->name, name, len)) ||
		    is_among(f->also, name, len))
			return f;
	return NULL;
}

/* One letter changed, left out, added, or two that changed places. */
static bool is_slip(const char *a, size_t na, const char *b, size_t nb)
{
	size_t i = 0, k = 0;

	while (i < na && i < nb && a[i] == b[i])
		i++;
	while (k + i < na && k + i < nb && a[na - 1 - k] == b[nb - 1 - k])
		k++;
	size_t ra = na - i - k, rb = nb - i - k;
	if (ra <= 1 && rb <= 1)
		return true;
	return ra == 2 && rb == 2 && a[i] == b[i + 1] && a[i + 1] == b[i];
}

const struct search_field_info *search_field_near(const char *name, size_t len)
{
	if (len < 4)
		return NULL;
	for (const struct search_field_info *f = search_fields; f->name; f++)
		if (is_slip(f->name, strlen(f->name), name, len))
			return f;
	return NULL;
}

int search_value_find(const struct search_field_info *f, const char *value)
{
	for (int i = 0; f->values && f->values[i].name; i++)
		if (!strcmp(f->values[i].name, value))
			return i;
	return -1;
}
