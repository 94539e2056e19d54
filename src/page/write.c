/* write.c - the chosen subtree as plain HTML for doc_from_html().
 *
 * Only elements of the document model are written; other blocks become
 * div, other inline elements nothing. Attributes: where a link or an image
 * leads, what an image shows, where a list starts.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include "thrum/text/escape.h"

#include "thrum/base/banned.h"

static void add_attr(struct buf *out, const char *name, const char *value)
{
	if (!*value)
		return;
	buf_addf(out, " %s=\"", name);
	text_escape(out, value, strlen(value));
	buf_addc(out, '"');
}

/* Inline elements that the model knows, kept as they are. */
static bool is_mark(const char *name)
{
	static const char *const marks[] = {
		"b", "strong", "i", "em", "cite", "dfn", "code", "kbd", "samp",
		"tt", "del", "s", "strike", "mark", "sup", "sub", "q", "var",
		"u", "small",
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (!strcmp(name, marks[i]))
			return true;
	return false;
}

/* Images that load late have their address elsewhere. */
static const char *image_src(const struct page *p, uint32_t i)
{
	static const char *const names[] = { "data-src", "data-original",
					     "data-lazy-src", "src" };

	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++) {
		const char *v = page_attr(p, i, names[k]);
		if (*v && strncmp(v, "data:", 5))
			return v;
	}
	return "";
}

/* The element to write for node i, NULL = its contents only. */
static const char *out_name(const struct page *p, uint32_t i)
{
	const struct pnode *n = &p->v[i];
	const char *name = (const char *)n->x->name;

	if (n->flags & PN_CAPTION)
		return "figcaption";
	switch (n->tag) {
	case TAG_A:
	case TAG_BLOCKQUOTE:
	case TAG_BR:
	case TAG_DD:
	case TAG_DL:
	case TAG_FIGCAPTION:
	case TAG_FIGURE:
	case TAG_HEADING:
	case TAG_HR:
	case TAG_LIST:
	case TAG_PRE:
	case TAG_TABLE:
	case TAG_TD:
	case TAG_TR:
	case TAG_MEDIA:
		return name;
	case TAG_LI:
		return name;
	case TAG_IMG:
		return *image_src(p, i) ? name : NULL;
	case TAG_OTHER:
		return is_mark(name) ? name : NULL;
	case TAG_TIME:
		return NULL;
	default:
		break;
	}
	if (n->tag == TAG_P)
		return "p";
	return n->flags & PN_BLOCK ? "div" : NULL;
}

static bool is_void(const struct pnode *n)
{
	return n->tag == TAG_BR || n->tag == TAG_HR || n->tag == TAG_IMG;
}

static void open_tag(const struct page *p, uint32_t i, const char *name,
		     struct buf *out)
{
	const struct pnode *n = &p->v[i];

	buf_addf(out, "<%s", name);
	if (n->tag == TAG_A)
		add_attr(out, "href", page_attr(p, i, "href"));
	if (n->tag == TAG_IMG || n->tag == TAG_MEDIA)
		add_attr(out, "src", image_src(p, i));
	if (n->tag == TAG_IMG)
		add_attr(out, "alt", page_attr(p, i, "alt"));
	if (n->tag == TAG_LIST)
		add_attr(out, "start", page_attr(p, i, "start"));
	if (n->tag == TAG_TD) {
		add_attr(out, "colspan", page_attr(p, i, "colspan"));
		add_attr(out, "rowspan", page_attr(p, i, "rowspan"));
	}
	buf_addc(out, '>');
}

/* What is open: the node's end and its end tag. */
struct open {
	uint32_t end;
	const char *name;
};

void page_write(const struct page *p, uint32_t top, struct buf *out)
{
	struct {
		VEC_FIELDS(struct open);
	} stack = { 0 };

	for (uint32_t i = top; i < p->v[top].end; i++) {
		const struct pnode *n = &p->v[i];
		while (stack.len && stack.v[stack.len - 1].end <= i)
			buf_addf(out, "</%s>", stack.v[--stack.len].name);
		if (n->flags & PN_DROP) {
			i = n->end - 1;
			continue;
		}
		if (n->tag == TAG_TEXT) {
			if (n->x->content)
				text_escape(out, (const char *)n->x->content,
					    strlen((const char *)n->x->content));
			continue;
		}
		const char *name = out_name(p, i);
		if (!name)
			continue;
		open_tag(p, i, name, out);
		if (is_void(n))
			continue;
		struct open o = { n->end, name };
		vec_push(&stack, o);
	}
	while (stack.len)
		buf_addf(out, "</%s>", stack.v[--stack.len].name);
	vec_release(&stack);
}
