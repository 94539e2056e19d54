/* stop.c - English words that say nothing. Other languages do without, since
 * idf drops what stands in every second article.
 */
#include "config.h"

#include <string.h>

#include "topic_priv.h"

#include "thrum/base/banned.h"

/* Sorted. */
static const char *const stop_words[] = {
	"a",	 "about", "after", "amid",  "an",    "and",   "are",   "as",
	"at",	 "be",	  "been",  "before", "but",  "by",    "can",   "could",
	"did",	 "do",	  "does",  "down",  "for",   "from",  "had",   "has",
	"have",	 "he",	  "her",   "his",   "how",   "i",     "if",    "in",
	"into",	 "is",	  "it",	   "its",   "more",  "most",  "my",    "new",
	"no",	 "not",	  "of",	   "off",   "on",    "or",    "our",   "out",
	"over",	 "s",	  "said",  "say",   "says",  "she",   "so",    "t",
	"than",	 "that",  "the",   "their", "then",  "these", "they",  "this",
	"those", "to",	  "under", "up",    "via",   "vs",    "was",   "we",
	"were",	 "what",  "when",  "where", "which", "who",   "why",   "will",
	"with",	 "would", "you",   "your",
};
/* Where those with this first letter begin; the last: how many there are. */
static const uint8_t stop_first[27] = {
	0, 9, 14, 16, 20, 20, 22, 22, 29, 36, 36, 36, 36, 39, 42, 49, 49,
	49, 49, 55, 66, 68, 70, 82, 82, 84, 84,
};

_Static_assert(sizeof(stop_words) / sizeof(*stop_words) == 84,
	       "stop_first must follow the words");

bool is_stop_word(const char *w, size_t len)
{
	if (!len || len > 6 || w[0] < 'a' || w[0] > 'z')
		return false;
	for (size_t i = stop_first[w[0] - 'a']; i < stop_first[w[0] - 'a' + 1];
	     i++) {
		const char *x = stop_words[i];
		if (x[1] == (len > 1 ? w[1] : '\0') && !strncmp(x, w, len) &&
		    !x[len])
			return true;
	}
	return false;
}
