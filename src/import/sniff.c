/* sniff.c - what kind of file is it? By content, then by name. */
#include "config.h"

#include "thrum/import/import.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/buf.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define LOOK_BYTES ((size_t)16 << 10)

static bool has_suffix(const char *name, const char *suffix)
{
	size_t n = name ? strlen(name) : 0, m = strlen(suffix);

	return n >= m && !strcasecmp(name + n - m, suffix);
}

static const char *find_ci(const char *s, const char *what)
{
	size_t n = strlen(what);

	for (; *s; s++)
		if (!strncasecmp(s, what, n))
			return s;
	return NULL;
}

static bool is_name_end(char c)
{
	return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' ||
	       c == '\r' || c == '\0';
}

/* The name of the root element: what follows declarations and comments.
 * Borrowed, ends anywhere. NULL when it does not begin with markup. */
static const char *root_name(const char *s)
{
	while (*s) {
		s += strspn(s, " \t\r\n\f");
		if (*s != '<')
			return NULL;
		const char *end = NULL;
		if (!strncmp(s, "<!--", 4))
			end = strstr(s + 4, "-->");
		else if (s[1] == '?' || !strncasecmp(s, "<!doctype", 9))
			end = strchr(s, '>');
		else
			return s + 1;
		if (!end)
			return NULL;
		s = strchr(end, '>') + 1;
	}
	return NULL;
}

static bool root_is(const char *root, const char *name)
{
	size_t n = strlen(name);

	/* A namespace prefix may stand before it. */
	const char *colon = root + strcspn(root, ":> \t\r\n/");
	if (*colon == ':' && !strncasecmp(colon + 1, name, n) &&
	    is_name_end(colon[1 + n]))
		return true;
	return !strncasecmp(root, name, n) && is_name_end(root[n]);
}

static enum import_kind by_markup(const char *s)
{
	static const char *const feeds[] = { "rss", "feed", "rdf", "channel",
					     "atom", "feedset" };
	static const char *const html[] = {
		"html", "head", "body", "meta", "title", "article", "div",
		"main", "section", "script", "link", "base", "p", "h1", "h2",
		"table", "span", "style", "a", "center", "font",
	};
	const char *root = root_name(s);

	if (!root)
		return find_ci(s, "<!doctype html") ? IMPORT_HTML
						    : IMPORT_UNKNOWN;
	for (size_t i = 0; i < sizeof(feeds) / sizeof(*feeds); i++)
		if (root_is(root, feeds[i]))
			return IMPORT_FEED;
	if (root_is(root, "opml"))
		return IMPORT_OPML;
	for (size_t i = 0; i < sizeof(html) / sizeof(*html); i++)
		if (root_is(root, html[i]))
			return IMPORT_HTML;
	if (!strncasecmp(s, "<?xml", 5))
		return find_ci(s, "<html") ? IMPORT_HTML : IMPORT_FEED;
	return find_ci(s, "</") ? IMPORT_HTML : IMPORT_UNKNOWN;
}

/* JSON Feed names its version; anything else that begins with an object is
 * JSON Lines (or one object over many lines, which is read as one). */
static enum import_kind by_json(const char *s)
{
	const char *version = strstr(s, "jsonfeed.org/version");

	if (version || (strstr(s, "\"items\"") && strstr(s, "\"version\"")))
		return IMPORT_FEED;
	return IMPORT_JSONL;
}

/* Every line that says something is an address, a query, a command, a
 * filter or a comment, as in newsboat's urls file. */
static bool is_urls(const char *s)
{
	static const char *const starts[] = { "http://", "https://", "query:",
					      "\"query:", "exec:", "\"exec:",
					      "filter:", "\"filter:",
					      "file://", "gemini://",
					      "\"http" };
	size_t urls = 0;

	for (const char *p = s; *p;) {
		size_t n = strcspn(p, "\n"), i = 0;
		size_t skip = strspn(p, " \t\r");
		const char *line = p + skip;
		size_t k = sizeof(starts) / sizeof(*starts);
		p += n + (p[n] == '\n');
		if (skip >= n || *line == '#')
			continue;
		while (i < k && strncmp(line, starts[i], strlen(starts[i])))
			i++;
		if (i == k)
			return !*p && urls > 1; /* cut at LOOK_BYTES */
		urls++;
	}
	return urls > 0;
}

static bool looks_binary(const char *s, size_t len)
{
	size_t bad = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		bad += c < 0x20 && c != '\t' && c != '\n' && c != '\r' &&
		       c != '\f' && c != 0x1b && c != '\b';
		bad += c == 0xef && len - i > 2 &&
		       !memcmp(s + i, "\xef\xbf\xbd", 3);
	}
	return bad * 50 > len;
}

static enum import_kind by_name(const char *name)
{
	static const struct {
		const char *suffix;
		enum import_kind kind;
	} names[] = {
		{ ".opml", IMPORT_OPML }, { ".html", IMPORT_HTML },
		{ ".htm", IMPORT_HTML }, { ".xhtml", IMPORT_HTML },
		{ ".rss", IMPORT_FEED }, { ".atom", IMPORT_FEED },
		{ ".rdf", IMPORT_FEED }, { ".jsonl", IMPORT_JSONL },
		{ ".ndjson", IMPORT_JSONL },
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (has_suffix(name, names[i].suffix))
			return names[i].kind;
	return IMPORT_UNKNOWN;
}

static enum import_kind judge(const char *s, size_t len, const char *name)
{
	enum import_kind kind = IMPORT_UNKNOWN;
	const char *p = s + strspn(s, " \t\r\n\f");

	/* NUL bytes end what strspn() sees: then it is binary anyway. */
	if (!len || (!*p && (size_t)(p - s) == len) || looks_binary(s, len))
		return IMPORT_UNKNOWN;
	if (*p == '<')
		kind = by_markup(p);
	else if (*p == '{')
		kind = by_json(p);
	if (kind == IMPORT_UNKNOWN && is_urls(p))
		kind = IMPORT_URLS;
	if (kind == IMPORT_UNKNOWN)
		kind = by_name(name);
	return kind == IMPORT_UNKNOWN ? IMPORT_TEXT : kind;
}

enum import_kind import_sniff(const char *bytes, size_t len, const char *name)
{
	struct buf text = BUF_INIT;
	size_t look = len < LOOK_BYTES ? len : LOOK_BYTES;

	/* Not in the middle of a character. */
	while (look < len && look && ((unsigned char)bytes[look] & 0xc0) == 0x80)
		look--;
	text_decode(&text, bytes, look, NULL);
	enum import_kind kind = judge(text.ptr, text.len, name);
	buf_release(&text);
	return kind;
}
