/* lang.h - which language a text is in, from the text itself. */
#ifndef THRUM_TEXT_LANG_H
#define THRUM_TEXT_LANG_H

#include <stdbool.h>
#include <stddef.h>

/* BCP 47 primary subtag ("en", "ja", "ar"...), static; "" when the text is
 * too short or unclear. By script first, then by function words (the lists
 * are ours). Pure; any thread. */
const char *lang_detect(const char *s, size_t len);
/* The same, where token_scan() has already given the text's words, or the
 * first of them. */
struct tokens;
const char *lang_detect_words(const char *s, size_t len,
			      const struct tokens *words);
/* "en-GB", "EN_us", "English" -> "en"; static or "" if not understood. */
const char *lang_primary(const char *tag);

/* Is the folded word one that says nothing by itself in `lang` (a primary
 * subtag): an article, a preposition, a form of "to be"? By lists of ours;
 * false in languages without one. */
bool lang_is_function_word(const char *lang, const char *word, size_t len);

#endif
