/* edit.h - what the reader said about threads: facts that outlive any
 * re-threading. Later edits win over earlier ones that contradict them. */
#ifndef THRUM_MODEL_EDIT_H
#define THRUM_MODEL_EDIT_H

#include <stdint.h>

enum edit_kind {
	EDIT_MUST_LINK, /* a and b are reports of one event */
	EDIT_CANNOT_LINK, /* a and b are not */
	EDIT_KINDS
};

struct edit {
	int64_t id; /* order in which they were made */
	enum edit_kind kind;
	int64_t a, b; /* article ids */
};

#endif
