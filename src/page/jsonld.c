/* jsonld.c - JSON-LD of schema.org: what a page says to search engines.
 *
 * Walked with a stack of fixed height; objects are taken in document order,
 * an article's before a page's. References ("@id") are followed once.
 */
#include "config.h"

#include "page_priv.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "thrum/base/banned.h"

#define LD_BYTES_MAX ((size_t)4 << 20)
#define LD_STACK 256
#define LD_OBJECTS 4096
#define BODY_BYTES_MIN 200

struct ld {
	struct page *p;
	json_t *roots[64];
	size_t n_roots;
	json_t *objects[LD_OBJECTS]; /* every object, borrowed */
	size_t n_objects;
};

static bool type_is(const json_t *o, const char *suffix)
{
	const json_t *t = json_object_get(o, "@type");
	size_t n = json_is_array(t) ? json_array_size(t) : 1;

	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_is_array(t) ? json_array_get(t, i) : t;
		const char *s = json_string_value(v);
		size_t len = s ? strlen(s) : 0, m = strlen(suffix);
		if (len >= m && !strcasecmp(s + len - m, suffix))
			return true;
	}
	return false;
}

static bool is_article(const json_t *o)
{
	return type_is(o, "Article") || type_is(o, "Posting") ||
	       type_is(o, "Report") || type_is(o, "Review") ||
	       type_is(o, "Recipe");
}

/* All objects below `root`, document order. */
static void gather(struct ld *ld, json_t *root)
{
	json_t *stack[LD_STACK];
	size_t n = 0;

	stack[n++] = root;
	while (n && ld->n_objects < LD_OBJECTS) {
		json_t *v = stack[--n];
		if (json_is_object(v)) {
			const char *key;
			json_t *m;
			size_t from = n;
			ld->objects[ld->n_objects++] = v;
			json_object_foreach(v, key, m)
				if ((json_is_object(m) || json_is_array(m)) &&
				    n < LD_STACK)
					stack[n++] = m;
			/* The stack gives them back in reverse. */
			for (size_t a = from, b = n; a + 1 < b; a++) {
				json_t *t = stack[a];
				stack[a] = stack[--b];
				stack[b] = t;
			}
		} else if (json_is_array(v)) {
			for (size_t i = json_array_size(v); i-- > 0;)
				if (n < LD_STACK)
					stack[n++] = json_array_get(v, i);
		}
	}
}

/* The object that {"@id": ...} means, else `o` itself. */
static const json_t *deref(const struct ld *ld, const json_t *o)
{
	const char *id = json_string_value(json_object_get(o, "@id"));

	if (!id || json_object_size(o) > 1)
		return o;
	for (size_t i = 0; i < ld->n_objects; i++) {
		const char *other = json_string_value(
			json_object_get(ld->objects[i], "@id"));
		if (other && !strcmp(id, other) &&
		    json_object_size(ld->objects[i]) > 1)
			return ld->objects[i];
	}
	return o;
}

static const char *name_of(const struct ld *ld, const json_t *v)
{
	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (json_is_string(v))
		return json_string_value(v);
	if (!json_is_object(v))
		return NULL;
	return json_string_value(json_object_get(deref(ld, v), "name"));
}

static const char *get(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);

	if (json_is_array(v))
		v = json_array_get(v, 0);
	return json_string_value(v);
}

static void get_authors(struct ld *ld, const json_t *o)
{
	const json_t *v = json_object_get(o, "author");
	size_t n = json_is_array(v) ? json_array_size(v) : v != NULL;

	if (!v)
		v = json_object_get(o, "creator");
	for (size_t i = 0; i < n && i < 12; i++) {
		const json_t *a = json_is_array(v) ? json_array_get(v, i) : v;
		if (json_is_object(a)) {
			a = deref(ld, a);
			if (type_is(a, "Organization") ||
			    type_is(a, "Corporation"))
				continue;
			a = json_object_get(a, "name");
		}
		if (json_is_array(a))
			a = json_array_get(a, 0);
		if (json_is_string(a))
			page_add_author(ld->p, json_string_value(a));
	}
}

static void get_image(struct ld *ld, const json_t *o)
{
	const json_t *v = json_object_get(o, "image");
	struct enclosure e = { 0 };

	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (json_is_object(v))
		v = json_object_get(deref(ld, v), "url");
	page_set_url(ld->p, &e.url, json_string_value(v));
	if (!e.url)
		return;
	if (ld->p->a->enclosures.len) {
		free(e.url);
		return;
	}
	e.type = xstrdup("image/*");
	vec_push(&ld->p->a->enclosures, e);
}

static void get_tags(struct page *p, const json_t *v)
{
	size_t n = json_is_array(v) ? json_array_size(v) : 0;

	for (size_t i = 0; i < n && p->a->tags.len < 64; i++) {
		char *tag = NULL;
		page_set(&tag, json_string_value(json_array_get(v, i)));
		if (tag && strlen(tag) < 100)
			str_vec_add_take(&p->a->tags, tag);
		else
			free(tag);
	}
}

static void take_body(struct page *p, const json_t *o)
{
	const char *body = get(o, "articleBody");

	if (body && strlen(body) >= BODY_BYTES_MIN && !p->ld_body)
		p->ld_body = xstrdup(body);
}

static void take(struct ld *ld, const json_t *o, bool article)
{
	struct page *p = ld->p;

	page_set_time(&p->a->published, get(o, "datePublished"));
	page_set_time(&p->a->updated, get(o, "dateModified"));
	page_see_time(p, get(o, "datePublished"));
	if (!article)
		return;
	if (!p->a->published)
		page_set_time(&p->a->published, get(o, "dateCreated"));
	page_set(&p->a->title, get(o, "headline"));
	page_set(&p->a->category, get(o, "articleSection"));
	page_set(&p->a->lang, get(o, "inLanguage"));
	page_set(&p->site, name_of(ld, json_object_get(o, "publisher")));
	if (!p->a->author)
		get_authors(ld, o);
	if (!p->a->tags.len)
		get_tags(p, json_object_get(o, "keywords"));
	get_image(ld, o);
	take_body(p, o);
}

/* Raw line ends inside strings are common and not JSON; comments and CDATA
 * marks around the whole are older habits. */
static json_t *load(const char *s)
{
	size_t len = strlen(s);
	char *copy;
	json_t *v = NULL;

	if (len > LD_BYTES_MAX)
		return NULL;
	copy = xstrndup(s, len);
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)copy[i] < 0x20)
			copy[i] = ' ';
	char *from = strpbrk(copy, "{[");
	char *end = copy + len;
	while (end > copy && end[-1] != '}' && end[-1] != ']')
		*--end = '\0';
	/* "//<![CDATA[" has a bracket of its own. */
	if (from && !strncmp(from, "[CDATA[", 7))
		from = strpbrk(from + 7, "{[");
	if (from)
		v = json_loads(from, JSON_DISABLE_EOF_CHECK, NULL);
	free(copy);
	return v;
}

void page_jsonld(struct page *p)
{
	struct ld *ld = xcalloc(1, sizeof(*ld));

	ld->p = p;
	for (uint32_t i = 0; i < p->n && ld->n_roots < 64; i++) {
		const xmlNode *x = p->v[i].x;
		if (p->v[i].tag != TAG_SCRIPT || !x->children ||
		    !x->children->content ||
		    strncasecmp(page_attr(p, i, "type"), "application/ld+json",
				19))
			continue;
		json_t *v = load((const char *)x->children->content);
		if (!v)
			continue;
		ld->roots[ld->n_roots++] = v;
		gather(ld, v);
	}
	/* The first alone: later ones may be other stories' teasers. */
	for (size_t i = 0; i < ld->n_objects; i++) {
		if (!is_article(ld->objects[i]) ||
		    !(get(ld->objects[i], "headline") ||
		      get(ld->objects[i], "datePublished")))
			continue;
		take(ld, ld->objects[i], true);
		break;
	}
	for (size_t i = 0; i < ld->n_objects && !p->ld_body; i++)
		if (is_article(ld->objects[i]))
			take_body(p, ld->objects[i]);
	for (size_t i = 0; i < ld->n_objects; i++)
		if (type_is(ld->objects[i], "WebPage"))
			take(ld, ld->objects[i], false);
	for (size_t i = 0; i < ld->n_roots; i++)
		json_decref(ld->roots[i]);
	free(ld);
}
