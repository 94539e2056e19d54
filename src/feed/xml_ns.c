/* xml_ns.c - what namespaces and entities mean. See xml_priv.h.
 *
 * Publishers misspell URIs, change their case and forget to declare them;
 * a known prefix then counts as much as a known URI.
 */
#include "config.h"

#include "xml_priv.h"

#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "thrum/base/alloc.h"
#include "thrum/text/escape.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define ENTITY_NAME_MAX 32
#define COUNT(a) (sizeof(a) / sizeof(*(a)))

struct ns_row {
	const char *name;
	enum xml_ns ns;
};

static const struct ns_row uris[] = {
	{ "http://www.w3.org/2005/Atom", XML_NS_ATOM },
	{ "https://www.w3.org/2005/Atom", XML_NS_ATOM },
	{ "http://purl.org/atom/ns#", XML_NS_ATOM },
	{ "http://purl.org/atom/", XML_NS_ATOM },
	{ "http://example.com/newformat#", XML_NS_ATOM },
	{ "http://example.com/necho", XML_NS_ATOM },
	{ "http://purl.org/echo/", XML_NS_ATOM },
	{ "uri/of/echo/namespace#", XML_NS_ATOM },
	{ "http://purl.org/pie/", XML_NS_ATOM },
	{ "http://www.w3.org/1999/02/22-rdf-syntax-ns#", XML_NS_RDF },
	{ "http://purl.org/dc/elements/1.1/", XML_NS_DC },
	{ "http://purl.org/dc/elements/1.0/", XML_NS_DC },
	{ "http://purl.org/dc/terms/", XML_NS_DC },
	{ "http://purl.org/rss/1.0/modules/content/", XML_NS_CONTENT },
	{ "http://search.yahoo.com/mrss/", XML_NS_MEDIA },
	{ "http://search.yahoo.com/mrss", XML_NS_MEDIA },
	{ "https://search.yahoo.com/mrss/", XML_NS_MEDIA },
	{ "http://video.search.yahoo.com/mrss", XML_NS_MEDIA },
	{ "http://video.search.yahoo.com/mrss/", XML_NS_MEDIA },
	{ "http://www.rssboard.org/media-rss", XML_NS_MEDIA },
	{ "http://www.itunes.com/dtds/podcast-1.0.dtd", XML_NS_ITUNES },
	{ "https://www.itunes.com/dtds/podcast-1.0.dtd", XML_NS_ITUNES },
	{ "http://example.com/dtds/podcast-1.0.dtd", XML_NS_ITUNES },
	{ "http://www.google.com/schemas/play-podcasts/1.0", XML_NS_ITUNES },
	{ "http://wellformedweb.org/commentapi/", XML_NS_WFW },
	{ "http://purl.org/rss/1.0/modules/slash/", XML_NS_SLASH },
	{ "http://purl.org/syndication/thread/1.0", XML_NS_THR },
	{ "http://purl.org/rss/1.0/modules/syndication/", XML_NS_SY },
	{ "http://rssnamespace.org/feedburner/ext/1.0", XML_NS_FEEDBURNER },
	{ "http://www.w3.org/1999/xhtml", XML_NS_XHTML },
	{ "http://www.w3.org/xml/1998/namespace", XML_NS_XML },
	{ "http://purl.org/rss/1.0/", XML_NS_CORE },
	{ "http://my.netscape.com/rdf/simple/0.9/", XML_NS_CORE },
	{ "http://channel.netscape.com/rdf/simple/0.9/", XML_NS_CORE },
	{ "http://my.netscape.com/publish/formats/rss-0.91.dtd",
	  XML_NS_CORE },
	{ "http://backend.userland.com/rss", XML_NS_CORE },
	{ "http://backend.userland.com/rss2", XML_NS_CORE },
	{ "http://blogs.law.harvard.edu/tech/rss", XML_NS_CORE },
	{ "http://purl.org/net/rss1.1#", XML_NS_CORE },
	/* Known, of no use: their elements must not be read as RSS's. */
	{ "http://purl.org/rss/1.0/modules/image/", XML_NS_OTHER },
	{ "http://www.w3.org/2000/svg", XML_NS_OTHER },
	{ "http://www.w3.org/1998/math/mathml", XML_NS_OTHER },
	{ "http://www.w3.org/1999/xlink", XML_NS_OTHER },
};

static const struct ns_row prefixes[] = {
	{ "atom", XML_NS_ATOM },
	{ "atom10", XML_NS_ATOM },
	{ "a10", XML_NS_ATOM },
	{ "rdf", XML_NS_RDF },
	{ "dc", XML_NS_DC },
	{ "dcterms", XML_NS_DC },
	{ "content", XML_NS_CONTENT },
	{ "media", XML_NS_MEDIA },
	{ "itunes", XML_NS_ITUNES },
	{ "googleplay", XML_NS_ITUNES },
	{ "wfw", XML_NS_WFW },
	{ "slash", XML_NS_SLASH },
	{ "thr", XML_NS_THR },
	{ "sy", XML_NS_SY },
	{ "feedburner", XML_NS_FEEDBURNER },
	{ "xhtml", XML_NS_XHTML },
	{ "xml", XML_NS_XML },
	{ "rss", XML_NS_CORE },
	{ "rss1", XML_NS_CORE },
};

static bool find(const struct ns_row *rows, size_t n, const char *s,
		 size_t len, enum xml_ns *out)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(rows[i].name) == len &&
		    !strncasecmp(rows[i].name, s, len)) {
			*out = rows[i].ns;
			return true;
		}
	return false;
}

enum xml_ns xml_ns_of(const char *prefix, size_t prefix_len, const char *uri,
		      size_t uri_len)
{
	enum xml_ns ns;

	while (uri_len && (unsigned char)*uri <= ' ') {
		uri++;
		uri_len--;
	}
	while (uri_len && (unsigned char)uri[uri_len - 1] <= ' ')
		uri_len--;
	if (uri && uri_len && find(uris, COUNT(uris), uri, uri_len, &ns))
		return ns;
	if (!prefix || !prefix_len)
		return XML_NS_CORE;
	if (find(prefixes, COUNT(prefixes), prefix, prefix_len, &ns))
		return ns;
	return XML_NS_OTHER;
}

const char *xml_attr(const struct xml_tag *tag, enum xml_ns ns,
		     const char *name, size_t *len)
{
	for (size_t i = 0; i < tag->n_attrs; i++) {
		const struct xml_attr *a = &tag->attrs[i];
		if (a->ns != ns || strlen(name) != a->name_len ||
		    strncasecmp(a->name, name, a->name_len) != 0)
			continue;
		if (len)
			*len = a->len;
		return a->value;
	}
	return NULL;
}

char *xml_attr_dup(const struct xml_tag *tag, const char *name)
{
	size_t len;
	const char *v = xml_attr(tag, XML_NS_CORE, name, &len);

	return v ? xstrndup(v, len) : NULL;
}

static size_t numeric_entity(const char *s, size_t len, struct buf *out)
{
	unsigned v = 0;
	bool hex = len > 2 && (s[2] == 'x' || s[2] == 'X');
	size_t i = hex ? 3 : 2, begin = i;

	for (; i < len && i < begin + 8; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c >= '0' && c <= '9')
			v = v * (hex ? 16 : 10) + (c - '0');
		else if (hex && (c | 32) >= 'a' && (c | 32) <= 'f')
			v = v * 16 + ((c | 32) - 'a' + 10);
		else
			break;
	}
	if (i == begin || i >= len || s[i] != ';')
		return 0;
	buf_add_cp(out, text_cp1252(v));
	return i + 1;
}

static bool is_alnum(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9');
}

size_t xml_entity(const char *s, size_t len, struct buf *out)
{
	char name[ENTITY_NAME_MAX + 1];
	size_t n = 1;

	if (len < 3 || s[0] != '&')
		return 0;
	if (s[1] == '#')
		return numeric_entity(s, len, out);
	while (n < len && n <= ENTITY_NAME_MAX && is_alnum(s[n]))
		n++;
	if (n < 2 || n > ENTITY_NAME_MAX || n >= len || s[n] != ';')
		return 0;
	memcpy(name, s + 1, n - 1);
	name[n - 1] = '\0';
	/* HTML 4's names first: feeds are as old as they, and two of them
	 * have changed their meaning since. */
	const htmlEntityDesc *e = htmlEntityLookup((const xmlChar *)name);
	if (e) {
		buf_add_cp(out, e->value);
		return n + 1;
	}
	const char *utf8 = text_entity(s + 1, n);
	if (!utf8)
		return 0;
	buf_adds(out, utf8);
	return n + 1;
}
