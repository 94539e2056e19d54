/* lang.h - which language a text is in, from the text itself. */
#ifndef THRUM_TEXT_LANG_H
#define THRUM_TEXT_LANG_H

#include <stddef.h>

/* BCP 47 primary subtag ("en", "ja", "ar"...), static; "" when the text is
 * too short or unclear. By script first, then by function words (the lists
 * are ours). Pure; any thread. */
const char *lang_detect(const char *s, size_t len);
/* "en-GB", "EN_us", "English" -> "en"; static or "" if not understood. */
const char *lang_primary(const char *tag);

#endif
