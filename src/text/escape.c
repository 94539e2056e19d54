/* escape.c - text as markup that says the same. */
#include "config.h"

#include "thrum/text/escape.h"

#include "thrum/base/banned.h"

void text_escape(struct buf *out, const char *s, size_t len)
{
	size_t from = 0;

	for (size_t i = 0; i < len; i++) {
		const char *ref = s[i] == '<' ? "&lt;" :
				  s[i] == '>' ? "&gt;" :
				  s[i] == '&' ? "&amp;" :
				  s[i] == '"' ? "&quot;" :
						NULL;
		if (!ref)
			continue;
		buf_add(out, s + from, i - from);
		buf_adds(out, ref);
		from = i + 1;
	}
	buf_add(out, s + from, len - from);
}
