/* xml_sax.c - libxml2's SAX2 parser as a run of events. See xml_priv.h.
 *
 * No tree is built. Nothing is loaded: no network, no DTD, no external
 * entity; entities that the document declares are not expanded but make us
 * give up, so that xml_soup() may read the few harmless ones. libxml2's own
 * limits (depth 256, text 10 MB) hold.
 */
#include "config.h"

#include "xml_priv.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "thrum/base/block.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

#define NS_CACHE 16
/* A start tag's end and what may stand right behind it. */
#define CDATA_HEAD "><![CDATA["
#define CDATA_MAX ((size_t)4 << 20) /* below libxml2's own limit */
#define VERSION_UNREAD 21300 /* first libxml2 for which see take_cdata() */

struct sax {
	const struct xml_sink *sink;
	xmlParserCtxtPtr parser;
	bool failed, takes_cdata;
	size_t n_cached;
	struct {
		/* Both are strings of the parser's dictionary: the same
		 * address is the same name. */
		const xmlChar *prefix, *uri;
		enum xml_ns ns;
	} cache[NS_CACHE];
};

static size_t len_of(const xmlChar *s)
{
	return s ? strlen((const char *)s) : 0;
}

static enum xml_ns ns_of(struct sax *x, const xmlChar *prefix,
			 const xmlChar *uri)
{
	if (!prefix && !uri)
		return XML_NS_CORE;
	for (size_t i = 0; i < x->n_cached; i++)
		if (x->cache[i].prefix == prefix && x->cache[i].uri == uri)
			return x->cache[i].ns;
	enum xml_ns ns = xml_ns_of((const char *)prefix, len_of(prefix),
				   (const char *)uri, len_of(uri));
	if (x->n_cached < NS_CACHE) {
		x->cache[x->n_cached].prefix = prefix;
		x->cache[x->n_cached].uri = uri;
		x->cache[x->n_cached++].ns = ns;
	}
	return ns;
}

static void give_up(struct sax *x)
{
	x->failed = true;
	xmlStopParser(x->parser);
}

/* Bytes that CDATA may hold and that libxml2 would hand on as they are: no
 * control but TAB and LF (it turns CR into LF), no ill-formed UTF-8, no
 * U+FFFE and U+FFFF. */
static bool is_plain(const char *s, size_t len)
{
	bool ascii = true;

	for (size_t i = 0; i < len; i += BLOCK_BYTES) {
		size_t n = len - i < BLOCK_BYTES ? len - i : BLOCK_BYTES;
		struct block b = block_load(s + i, len - i);
		/* Nearly all blocks are plain ASCII. */
		if (block_range(b, ' ', '~') == block_first(~0u, BLOCK_BYTES))
			continue;
		if (block_first(block_range(b, 0, 0x1f), n) &
		    ~(block_is(b, '\t') | block_is(b, '\n')))
			return false;
		ascii &= !block_beyond(b);
	}
	if (ascii)
		return true;
	for (const char *p = s; (p = memchr(p, 0xef, len - (p - s))); p++)
		if (len - (p - s) > 2 && p[1] == '\xbf' &&
		    (unsigned char)p[2] >= 0xbe)
			return false;
	return utf8_is_valid(s, len);
}

/* The end of CDATA, NULL if there is none. Brackets are rare. */
static const char *cdata_end(const char *s, size_t len)
{
	const char *end = s + len;

	while ((s = memchr(s, ']', (size_t)(end - s)))) {
		if (end - s < 3)
			return NULL;
		if (s[1] == ']' && s[2] == '>')
			return s;
		s++;
	}
	return NULL;
}

/* Of the library that runs, which may be newer than the headers. */
static bool may_take_cdata(void)
{
	return strtol(xmlParserVersion, NULL, 10) < VERSION_UNREAD;
}

/* libxml2 copies CDATA character by character, and in feeds nearly all text
 * is CDATA. Where a start tag has one right behind it, take it from here
 * and leave the parser at its last '>', as if that ended the tag.
 * No manual promises that: in the sources of 2.9 to 2.12 nothing of the
 * input is looked at between this callback and the test for '>'. Others
 * go the long way. test_feed_doc.c compares both ways. */
static void take_cdata(struct sax *x)
{
	xmlParserInputPtr in = x->parser->input;
	const char *s = (const char *)in->cur, *end;
	size_t head = strlen(CDATA_HEAD), left;

	/* Entities that are expanded are inputs of their own. */
	if (!x->takes_cdata || x->parser->inputNr != 1 || in->end < in->cur)
		return;
	left = (size_t)(in->end - in->cur);
	if (left <= head || memcmp(s, CDATA_HEAD, head) != 0)
		return;
	s += head;
	left -= head;
	end = cdata_end(s, left < CDATA_MAX ? left : CDATA_MAX);
	if (!end || !is_plain(s, (size_t)(end - s)))
		return;
	x->sink->text(x->sink->ctx, s, (size_t)(end - s));
	in->cur = (const xmlChar *)end + 2;
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar *prefix,
		     const xmlChar *uri, int n_ns, const xmlChar **ns,
		     int n_attrs, int n_defaulted, const xmlChar **attrs)
{
	struct sax *x = ctx;
	struct xml_attr list[XML_ATTRS_MAX];
	struct xml_tag tag = { .name = (const char *)name, .attrs = list };

	(void)n_ns;
	(void)ns;
	(void)n_defaulted;
	if (x->failed)
		return;
	tag.ns = ns_of(x, prefix, uri);
	tag.prefixed = prefix != NULL;
	for (int i = 0; i < n_attrs && tag.n_attrs < XML_ATTRS_MAX; i++) {
		const xmlChar **a = attrs + (size_t)i * 5;
		list[tag.n_attrs++] = (struct xml_attr){
			.ns = a[1] ? ns_of(x, a[1], a[2]) : XML_NS_CORE,
			.name = (const char *)a[0],
			.name_len = len_of(a[0]),
			.value = (const char *)a[3],
			.len = (size_t)(a[4] - a[3]),
		};
	}
	x->sink->start(x->sink->ctx, &tag);
	take_cdata(x);
}

static void on_end(void *ctx, const xmlChar *name, const xmlChar *prefix,
		   const xmlChar *uri)
{
	struct sax *x = ctx;

	(void)name;
	(void)prefix;
	(void)uri;
	if (!x->failed)
		x->sink->end(x->sink->ctx);
}

static void on_text(void *ctx, const xmlChar *s, int len)
{
	struct sax *x = ctx;

	if (!x->failed)
		x->sink->text(x->sink->ctx, (const char *)s, (size_t)len);
}

/* libxml2 tells of a character reference by itself. One to a C1 control
 * (&#128;) means windows-1252, as in HTML (s. 13.2.5.80), and as xml_soup()
 * reads it. */
static void on_characters(void *ctx, const xmlChar *s, int len)
{
	struct buf meant;

	if (len != 2 || s[0] != 0xc2 || s[1] >= 0xa0) {
		on_text(ctx, s, len);
		return;
	}
	buf_init(&meant, 8);
	buf_add_cp(&meant, text_cp1252(s[1]));
	on_text(ctx, (const xmlChar *)meant.ptr, (int)meant.len);
	buf_release(&meant);
}

static void on_reference(void *ctx, const xmlChar *name)
{
	(void)name;
	give_up(ctx);
}

static xmlEntityPtr on_entity(void *ctx, const xmlChar *name)
{
	(void)name;
	give_up(ctx);
	return NULL;
}

#if LIBXML_VERSION < 21200
static void on_error(void *ctx, xmlErrorPtr error)
#else
static void on_error(void *ctx, const xmlError *error)
#endif
{
	struct sax *x = ctx;

	/* Undeclared prefixes and the like are no reason to give up. */
	if (error->level >= XML_ERR_ERROR && error->domain != XML_FROM_NAMESPACE)
		x->failed = true;
}

bool xml_sax(const char *s, size_t len, const struct xml_sink *sink)
{
	struct sax x = { .sink = sink, .takes_cdata = may_take_cdata() };
	xmlSAXHandler sax;

	/* NUL is no XML, and makes libxml2 guess at UTF-16. */
	if (len > INT_MAX || memchr(s, 0, len))
		return false;
	x.parser = xmlCreateMemoryParserCtxt(s, (int)len);
	if (!x.parser)
		return false;
	memset(&sax, 0, sizeof(sax));
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = on_characters;
	sax.ignorableWhitespace = on_text;
	sax.cdataBlock = on_text;
	sax.reference = on_reference;
	sax.getEntity = on_entity;
	sax.serror = on_error;
	*x.parser->sax = sax;
	/* Known, so that it neither guesses nor converts nor complains on
	 * stderr. Freed with the parser. */
	x.parser->encoding = xmlStrdup((const xmlChar *)"UTF-8");
	x.parser->userData = &x;
	xmlCtxtUseOptions(x.parser, XML_PARSE_NONET | XML_PARSE_NOERROR |
					    XML_PARSE_NOWARNING |
					    XML_PARSE_IGNORE_ENC);
	/* Attribute values come decoded only so; there is nothing else to
	 * replace, for on_entity() knows no entity. */
	x.parser->replaceEntities = 1;
	xmlParseDocument(x.parser);
	bool ok = x.parser->wellFormed && !x.failed;
	if (x.parser->myDoc)
		xmlFreeDoc(x.parser->myDoc);
	x.parser->myDoc = NULL;
	xmlFreeParserCtxt(x.parser);
	return ok;
}
