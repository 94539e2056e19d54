/* decode.c - the bytes of a page -> UTF-8 that the parser can take.
 *
 * Order: BOM, then UTF-8 wherever the bytes are (pages are saved as UTF-8
 * with their old declaration left in), then what HTTP says, then the
 * page's own declaration, then what text_decode() guesses.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define PRESCAN_BYTES ((size_t)8 << 10) /* browsers look at 1 KiB */

/* The value after "charset=" in the first bytes, "" if there is none. */
static void prescan(const char *s, size_t len, char out[48])
{
	size_t end = len < PRESCAN_BYTES ? len : PRESCAN_BYTES, n = 0;

	out[0] = '\0';
	for (size_t i = 0; i + 9 < end; i++) {
		bool meta = !strncasecmp(s + i, "charset=", 8);
		bool xml = !strncasecmp(s + i, "encoding=", 9);
		if (!meta && !xml)
			continue;
		i += meta ? 8 : 9;
		while (i < end && strchr("\"' \t", s[i]) && s[i])
			i++;
		while (i < end && n < 47 && s[i] > ' ' &&
		       !strchr("\"';>/?", s[i]))
			out[n++] = s[i++];
		out[n] = '\0';
		return;
	}
}

static bool is_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] > 0x7f || s[i] == 0x1b || !s[i])
			return false;
	return true;
}

void page_decode(struct buf *out, const char *bytes, size_t len,
		 const char *charset)
{
	char own[48];

	if (is_ascii(bytes, len) || utf8_is_valid(bytes, len))
		charset = memchr(bytes, 0x1b, len) ? charset : "utf-8";
	if (!charset || !*charset) {
		prescan(bytes, len, own);
		charset = *own ? own : NULL;
	}
	text_decode(out, bytes, len, charset);
	/* The parser stops at NUL and has no use for other controls. */
	for (size_t i = 0; i < out->len; i++) {
		unsigned char c = (unsigned char)out->ptr[i];
		if (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
			out->ptr[i] = ' ';
	}
}
