/* setter.h - long texts read and set in lines by a thread of their own, so
 * that the screen does not wait for them.
 *
 * One job at a time: a new one stops the one before, of which nothing is
 * heard any more. Short texts are quicker set than handed over.
 */
#ifndef THRUM_APP_SETTER_H
#define THRUM_APP_SETTER_H

#include <stdint.h>

#include "thrum/base/status.h"
#include "thrum/text/layout.h"

#define SETTER_FROM ((int64_t)256 << 10) /* bytes of text: a long one */
#define SETTER_SHOWN ((size_t)1 << 20) /* bytes of it that are set */

/* What was asked for, and what came of it. */
struct set_text {
	int64_t id; /* of the article */
	uint32_t cols, flags; /* as for layout_new() */
	struct doc *doc; /* owned; NULL when it could not be read */
	struct layout *lay; /* owned; of `doc`; NULL with it */
	enum status status;
};
void set_text_free(struct set_text *t);

struct setter;
/* Texts come from the store at `path`, read through a connection of the
 * thread's own. */
enum status setter_new(const char *path, struct setter **out,
		       struct err *err) MUST_CHECK;
/* Stops what runs, joins. NULL is fine. */
void setter_free(struct setter *s);
/* ui thread, all of these. */
void setter_post(struct setter *s, int64_t id, uint32_t cols, uint32_t flags);
/* The text that was posted last, once it is ready; caller owns. Or NULL. */
struct set_text *setter_take(struct setter *s);
/* The descriptor to poll() for reading. */
int setter_fd(const struct setter *s);
/* Is a text asked for and not yet taken? */
bool setter_is_busy(struct setter *s);

#endif
