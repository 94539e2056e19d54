/* xml_priv.h - XML as a run of events, from one of two readers.
 *
 * xml_sax.c is libxml2 and takes only what is well-formed and declares no
 * entities of its own; xml_soup.c is ours and takes anything. Both give the
 * same balanced events, with names known by what they mean (enum xml_ns),
 * so that who listens need not know which one reads.
 */
#ifndef THRUM_FEED_XML_PRIV_H
#define THRUM_FEED_XML_PRIV_H

#include <stdbool.h>
#include <stddef.h>

#include "thrum/base/buf.h"
#include "thrum/base/status.h"

/* Namespaces that a feed may use, whatever prefix or spelling it gives
 * them. XML_NS_CORE is none, RSS's own, or an unknown default one. */
enum xml_ns {
	XML_NS_CORE,
	XML_NS_ATOM,
	XML_NS_RDF,
	XML_NS_DC, /* with dcterms */
	XML_NS_CONTENT,
	XML_NS_MEDIA,
	XML_NS_ITUNES, /* with googleplay */
	XML_NS_WFW,
	XML_NS_SLASH,
	XML_NS_THR,
	XML_NS_SY,
	XML_NS_FEEDBURNER,
	XML_NS_XHTML,
	XML_NS_XML,
	XML_NS_OTHER,
};

#define XML_ATTRS_MAX 64 /* more are left out */
#define XML_DEPTH_MAX 200 /* deeper elements are passed over */

struct xml_attr {
	enum xml_ns ns;
	const char *name; /* local, not NUL-terminated */
	size_t name_len;
	const char *value; /* decoded, not NUL-terminated */
	size_t len;
};

struct xml_tag {
	enum xml_ns ns;
	bool prefixed;
	const char *name; /* local, NUL-terminated */
	const struct xml_attr *attrs; /* valid for the call */
	size_t n_attrs;
};

struct xml_sink {
	void *ctx;
	void (*start)(void *ctx, const struct xml_tag *tag);
	void (*text)(void *ctx, const char *s, size_t len);
	void (*end)(void *ctx);
};

/* UTF-8 in. False when the text is not well-formed or uses entities that
 * XML does not know: events up to there have been sent, start afresh with
 * xml_soup(). */
bool xml_sax(const char *s, size_t len, const struct xml_sink *sink);
/* Reads whatever is there: entities of HTML and of the internal subset
 * (bounded), stray ampersands and brackets, missing and crossed end tags,
 * undeclared prefixes, an end in the middle. Linear. */
void xml_soup(const char *s, size_t len, const struct xml_sink *sink);

/* What `uri` (may be NULL) bound to `prefix` (may be NULL) means. */
enum xml_ns xml_ns_of(const char *prefix, size_t prefix_len, const char *uri,
		      size_t uri_len);
/* The attribute's value or NULL; names of any case. *len may be NULL. */
const char *xml_attr(const struct xml_tag *tag, enum xml_ns ns,
		     const char *name, size_t *len);
/* The same as a new string, NULL if absent; caller frees. */
char *xml_attr_dup(const struct xml_tag *tag, const char *name);

/* One reference of XML or HTML at `s` ("&amp;", "&#x2014;", "&eacute;"):
 * its bytes, with what it stands for appended; 0 = none. */
size_t xml_entity(const char *s, size_t len, struct buf *out);

#endif
