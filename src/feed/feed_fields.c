/* feed_fields.c - which element means what, in every dialect.
 *
 * Ranks decide between elements that say the same: the format's own word,
 * then Dublin Core, then the modules. Sorted by name for bsearch().
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "feed_priv.h"
#include "thrum/base/banned.h"

/* RSS and Atom are mixed freely in the wild: one scope for both. */
#define OWN (1u << XML_NS_CORE | 1u << XML_NS_ATOM)
#define DC (1u << XML_NS_DC)
#define MEDIA (1u << XML_NS_MEDIA)
#define ITUNES (1u << XML_NS_ITUNES)
#define CONTENT (1u << XML_NS_CONTENT)
#define FB (1u << XML_NS_FEEDBURNER)
#define RDF (1u << XML_NS_RDF)
#define SY (1u << XML_NS_SY)
#define XHTML (1u << XML_NS_XHTML)

struct row {
	const char *name; /* lower case */
	unsigned ns; /* set of 1 << enum xml_ns */
	struct field_row field;
};

static const struct row rows[] = {
	{ "abstract", OWN, { FIELD_DESCRIPTION, 80 } },
	{ "abstract", DC, { FIELD_DESCRIPTION, 55 } },
	{ "author", OWN, { FIELD_AUTHOR, 90 } },
	{ "author", DC, { FIELD_AUTHOR, 85 } },
	{ "author", ITUNES, { FIELD_AUTHOR, 70 } },
	{ "body", XHTML | OWN, { FIELD_CONTENT, 80 } },
	{ "category", OWN, { FIELD_CATEGORY, 0 } },
	{ "category", MEDIA | ITUNES, { FIELD_CATEGORY, 0 } },
	{ "channel", OWN, { FIELD_CHANNEL, 0 } },
	{ "comments", OWN, { FIELD_COMMENTS, 90 } },
	{ "content", OWN, { FIELD_CONTENT, 90 } },
	{ "content", MEDIA, { FIELD_MEDIA, 0 } },
	{ "contributor", DC, { FIELD_AUTHOR, 20 } },
	{ "copyright", OWN, { FIELD_NONE, 0 } },
	{ "created", OWN, { FIELD_PUBLISHED, 70 } },
	{ "created", DC, { FIELD_PUBLISHED, 60 } },
	{ "creator", DC, { FIELD_AUTHOR, 95 } },
	{ "credit", MEDIA, { FIELD_AUTHOR, 10 } },
	{ "date", DC, { FIELD_DATE, 50 } },
	{ "day", OWN, { FIELD_DAY, 0 } },
	{ "description", OWN, { FIELD_DESCRIPTION, 90 } },
	{ "description", DC, { FIELD_DESCRIPTION, 60 } },
	{ "description", MEDIA, { FIELD_DESCRIPTION, 40 } },
	{ "description", ITUNES, { FIELD_DESCRIPTION, 55 } },
	{ "email", OWN, { FIELD_EMAIL, 0 } },
	{ "enclosure", OWN, { FIELD_ENCLOSURE, 0 } },
	{ "encoded", CONTENT, { FIELD_CONTENT, 95 } },
	{ "entry", OWN, { FIELD_ITEM, 0 } },
	{ "feed", OWN, { FIELD_CHANNEL, 0 } },
	{ "fullitem", OWN, { FIELD_CONTENT, 85 } },
	{ "group", MEDIA, { FIELD_GROUP, 0 } },
	{ "guid", 1u << XML_NS_CORE, { FIELD_GUID, 95 } },
	{ "guid", 1u << XML_NS_ATOM, { FIELD_GUID, 80 } },
	{ "hour", OWN, { FIELD_HOUR, 0 } },
	{ "id", OWN, { FIELD_ID, 90 } },
	{ "identifier", DC, { FIELD_ID, 30 } },
	{ "image", OWN, { FIELD_NONE, 0 } },
	{ "info", OWN, { FIELD_NONE, 0 } },
	{ "issued", OWN, { FIELD_PUBLISHED, 80 } },
	{ "issued", DC, { FIELD_PUBLISHED, 70 } },
	{ "item", OWN, { FIELD_ITEM, 0 } },
	{ "keywords", OWN | MEDIA | ITUNES, { FIELD_KEYWORDS, 0 } },
	{ "language", OWN, { FIELD_LANG, 90 } },
	{ "language", DC, { FIELD_LANG, 80 } },
	{ "lastbuilddate", OWN, { FIELD_UPDATED, 60 } },
	{ "link", OWN, { FIELD_LINK, 90 } },
	{ "managingeditor", OWN, { FIELD_AUTHOR, 60 } },
	{ "modified", OWN, { FIELD_UPDATED, 80 } },
	{ "modified", DC, { FIELD_UPDATED, 70 } },
	{ "name", OWN, { FIELD_NAME, 0 } },
	{ "origlink", FB, { FIELD_LINK, 30 } },
	{ "period", SY, { FIELD_PERIOD, 0 } },
	{ "player", MEDIA, { FIELD_PLAYER, 0 } },
	{ "pubdate", OWN, { FIELD_PUBLISHED, 90 } },
	{ "published", OWN, { FIELD_PUBLISHED, 90 } },
	{ "publisher", DC, { FIELD_PUBLISHER, 40 } },
	{ "rdf", RDF | OWN, { FIELD_ROOT, 0 } },
	{ "rss", OWN, { FIELD_ROOT, 0 } },
	{ "skipdays", OWN, { FIELD_GROUP, 0 } },
	{ "skiphours", OWN, { FIELD_GROUP, 0 } },
	{ "source", OWN, { FIELD_SOURCE, 90 } },
	{ "source", DC, { FIELD_NONE, 0 } },
	{ "subject", DC, { FIELD_CATEGORY, 0 } },
	{ "subtitle", OWN, { FIELD_DESCRIPTION, 70 } },
	{ "subtitle", ITUNES, { FIELD_DESCRIPTION, 30 } },
	{ "summary", OWN, { FIELD_DESCRIPTION, 85 } },
	{ "summary", ITUNES, { FIELD_DESCRIPTION, 50 } },
	{ "tag", OWN, { FIELD_CATEGORY, 0 } },
	{ "tagline", OWN, { FIELD_DESCRIPTION, 65 } },
	{ "tags", OWN, { FIELD_KEYWORDS, 0 } },
	{ "title", OWN, { FIELD_TITLE, 90 } },
	{ "title", DC, { FIELD_TITLE, 60 } },
	{ "title", MEDIA, { FIELD_TITLE, 40 } },
	{ "title", ITUNES, { FIELD_TITLE, 30 } },
	{ "ttl", OWN, { FIELD_TTL, 0 } },
	{ "updated", OWN, { FIELD_UPDATED, 90 } },
	{ "updatefrequency", SY, { FIELD_FREQUENCY, 0 } },
	{ "updateperiod", SY, { FIELD_PERIOD, 0 } },
	{ "uri", OWN, { FIELD_URI, 0 } },
	{ "url", OWN, { FIELD_URI, 0 } },
};

static int by_name(const void *key, const void *row)
{
	return strcasecmp(key, ((const struct row *)row)->name);
}

struct field_row feed_field_of(const struct xml_tag *tag)
{
	const size_t n = sizeof(rows) / sizeof(*rows);
	const struct row *r = bsearch(tag->name, rows, n, sizeof(*rows),
				      by_name);

	if (!r)
		return (struct field_row){ FIELD_NONE, 0 };
	while (r > rows && !strcasecmp(r[-1].name, tag->name))
		r--;
	for (; r < rows + n && !strcasecmp(r->name, tag->name); r++)
		if (r->ns & 1u << tag->ns)
			return r->field;
	return (struct field_row){ FIELD_NONE, 0 };
}

static bool type_is(const char *type, size_t len, const char *word)
{
	return strlen(word) == len && !strncasecmp(type, word, len);
}

static bool type_ends(const char *type, size_t len, const char *end)
{
	size_t n = strlen(end);

	return len > n && !strncasecmp(type + len - n, end, n);
}

/* Media types of Atom 0.3 and RFC 4287 s. 4.1.3; parameters are cut. */
static enum text_form form_of_type(const char *type, size_t len)
{
	const char *semi = memchr(type, ';', len);

	if (semi)
		len = (size_t)(semi - type);
	while (len && type[len - 1] == ' ')
		len--;
	if (type_is(type, len, "html") || type_is(type, len, "text/html"))
		return FORM_HTML;
	if (type_is(type, len, "xhtml") || type_is(type, len, "text/xhtml") ||
	    type_ends(type, len, "+xml") || type_ends(type, len, "/xml"))
		return FORM_MARKUP;
	if (type_is(type, len, "text") || type_is(type, len, "plain") ||
	    (len > 5 && !strncasecmp(type, "text/", 5)))
		return FORM_PLAIN;
	if (memchr(type, '/', len))
		return FORM_BASE64;
	return FORM_UNKNOWN;
}

enum text_form feed_text_form(const struct xml_tag *tag)
{
	size_t len, mode_len = 0;
	const char *type = xml_attr(tag, XML_NS_CORE, "type", &len);
	const char *mode = xml_attr(tag, XML_NS_CORE, "mode", &mode_len);
	enum text_form form = type ? form_of_type(type, len) : FORM_UNKNOWN;

	if (mode && type_is(mode, mode_len, "base64"))
		return FORM_BASE64;
	if (mode && type_is(mode, mode_len, "escaped"))
		return form == FORM_PLAIN ? FORM_PLAIN : FORM_HTML;
	if (mode && type_is(mode, mode_len, "xml") && form == FORM_HTML)
		return FORM_MARKUP;
	return form;
}
