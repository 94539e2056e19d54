/* feed_text.c - the small texts of a feed: lines, addresses, persons. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/doc.h"
#include "thrum/text/url.h"
#include "thrum/text/utf8.h"
#include "feed_priv.h"
#include "thrum/base/banned.h"

#define LINE_MAX_BYTES ((size_t)16 << 10) /* a title; longer ones are cut */

/* References decoded: all that most titles need. */
static void add_decoded(struct buf *out, const char *s, size_t len)
{
	while (len) {
		const char *amp = memchr(s, '&', len);
		size_t n = amp ? (size_t)(amp - s) : len;
		buf_add(out, s, n);
		s += n;
		len -= n;
		if (!len)
			break;
		n = xml_entity(s, len, out);
		if (!n)
			buf_addc(out, *s);
		n += !n;
		s += n;
		len -= n;
	}
}

static bool has_tag(const char *s, size_t len)
{
	const char *lt = s;

	while ((lt = memchr(lt, '<', len - (size_t)(lt - s)))) {
		size_t left = len - (size_t)(lt - s);
		if (left > 2 && (((lt[1] | 32) >= 'a' && (lt[1] | 32) <= 'z') ||
				 lt[1] == '/' || lt[1] == '!'))
			return true;
		lt++;
	}
	return false;
}

/* Bytes of `s` that fit, cut before a continuation byte. */
static size_t cut_utf8(const char *s, size_t len, size_t max)
{
	if (len <= max)
		return len;
	while (max && ((unsigned char)s[max] & 0xc0) == 0x80)
		max--;
	return max;
}

static char *clean_line(const char *s, size_t len)
{
	struct buf out;

	buf_init(&out, 4 * LINE_MAX_BYTES);
	text_clean(&out, s, cut_utf8(s, len, LINE_MAX_BYTES), CLEAN_LINE);
	if (!out.len) {
		buf_release(&out);
		return NULL;
	}
	return buf_detach(&out);
}

char *feed_line(const char *s, size_t len, enum text_form form)
{
	struct buf text;

	len = cut_utf8(s, len, 4 * LINE_MAX_BYTES);
	if (form == FORM_PLAIN ||
	    (!memchr(s, '&', len) && !memchr(s, '<', len)))
		return clean_line(s, len);
	buf_init(&text, 16 * LINE_MAX_BYTES);
	if (has_tag(s, len)) {
		struct doc *doc = doc_from_html(s, len, NULL);
		doc_add_plain(doc, &text);
		doc_free(doc);
	} else {
		add_decoded(&text, s, len);
	}
	char *line = clean_line(text.ptr, text.len);
	buf_release(&text);
	return line;
}

char *feed_id(const char *s, size_t len)
{
	return clean_line(s, len);
}

char *feed_url(const char *base, const char *s, size_t len)
{
	char *line = clean_line(s, len);
	char *url = url_resolve(base, line);

	free(line);
	return url;
}

/* Without spaces and the brackets and quotes around. */
static char *trimmed(const char *s, size_t len)
{
	while (len && strchr(" \"'(<", *s)) {
		s++;
		len--;
	}
	while (len && strchr(" \"')>", s[len - 1]))
		len--;
	return len ? xstrndup(s, len) : NULL;
}

static bool is_address(const char *s, size_t len)
{
	return memchr(s, '@', len) && !memchr(s, ' ', len);
}

char *feed_person(const char *s, size_t len)
{
	char *line = feed_line(s, len, FORM_PLAIN);
	char *name = NULL;

	if (!line)
		return NULL;
	size_t n = strlen(line);
	char *open = strchr(line, '(');
	char *lt = strrchr(line, '<');
	if (open && n && line[n - 1] == ')' &&
	    is_address(line, (size_t)(open - line) -
				     (open > line && open[-1] == ' ')))
		name = trimmed(open, strlen(open)); /* a@b (Name) */
	else if (open && n && line[n - 1] == ')' &&
		 is_address(open, strlen(open)))
		name = trimmed(line, (size_t)(open - line)); /* Name (a@b) */
	else if (lt && lt > line && is_address(lt, strlen(lt)))
		name = trimmed(line, (size_t)(lt - line)); /* Name <a@b> */
	if (!name)
		name = feed_line(line, n, FORM_UNKNOWN);
	free(line);
	return name;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

void feed_base64(struct buf *out, const char *s, size_t len)
{
	uint32_t bits = 0;
	unsigned n = 0; /* bits that wait */

	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)s[i] <= ' ')
			continue;
		int v = base64_value(s[i]);
		if (v < 0 && s[i] != '=') {
			buf_clear(out);
			return;
		}
		if (v < 0)
			break;
		bits = bits << 6 | (uint32_t)v;
		n += 6;
		if (n < 8)
			continue;
		n -= 8;
		buf_addc(out, (char)(bits >> n));
	}
}
