/* html_math.c - formulas (MathML) of HTML as a line of text: "a²/(b + 1)".
 *
 * Elements are read one in another down to a fixed depth; what lies deeper
 * is only its characters. Raised and lowered characters are used where
 * Unicode has them, else ^ and _ with brackets around what is longer than
 * a name. Source: MathML 3 (w3.org/TR/MathML3), presentation elements.
 */
#include "config.h"

#include "html_build_priv.h"
#include "shift_priv.h"

#include <string.h>

#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

#define MATH_DEPTH_MAX 24
#define ARGS_MAX 3

struct math {
	struct html_build *h;
	unsigned depth;
	bool over; /* its end tag, or the end of all, was seen */
};

static void read_row(struct math *m, enum html_tag tag, struct buf *out);

/* ---- pieces ---------------------------------------------------------- */

/* One name, number or bracketed whole. */
static bool is_simple(const struct buf *b)
{
	return !memchr(b->ptr, ' ', b->len) && !memchr(b->ptr, '/', b->len) &&
	       !memchr(b->ptr, '^', b->len);
}

static void add_group(struct buf *out, const struct buf *b)
{
	bool simple = is_simple(b);

	if (!simple)
		buf_addc(out, '(');
	buf_add(out, b->ptr, b->len);
	if (!simple)
		buf_addc(out, ')');
}

/* "2a" under a stroke would end behind the 2 for some readers. */
static void add_divisor(struct buf *out, const struct buf *b)
{
	size_t digits = strspn(b->ptr, "0123456789.,");
	uint32_t cp;
	bool simple = digits == b->len ||
		      (b->len && utf8_next(b->ptr, b->len, &cp) == b->len);

	if (!simple)
		buf_addc(out, '(');
	buf_add(out, b->ptr, b->len);
	if (!simple)
		buf_addc(out, ')');
}

/* Limits are set tight: "i=1". */
static void drop_spaces(struct buf *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->len; i++)
		if (b->ptr[i] != ' ')
			b->ptr[n++] = b->ptr[i];
	buf_truncate(b, n);
}

static void add_script(struct buf *out, struct buf *b,
		       enum text_shift shift)
{
	bool wide = memchr(b->ptr, ' ', b->len);

	drop_spaces(b);
	/* A prime is raised already. */
	if (!b->len || (shift == SHIFT_UP && b->len == 3 &&
			!memcmp(b->ptr, "\xe2\x80\xb2", 3))) {
		buf_add(out, b->ptr, b->len);
		return;
	}
	if (text_shift(out, b->ptr, b->len, shift))
		return;
	buf_addc(out, shift == SHIFT_UP ? '^' : '_');
	buf_addf(out, wide ? "(%s)" : "%s", b->ptr);
}

/* Accents over one letter are combining characters. */
static bool add_accent(struct buf *out, const struct buf *base,
		       const struct buf *over)
{
	static const struct {
		const char *sign;
		uint32_t mark;
	} accents[] = {
		{ "^", 0x302 },		   { "\xcb\x86", 0x302 },
		{ "~", 0x303 },		   { "\xcb\x9c", 0x303 },
		{ "\xc2\xaf", 0x304 },	   { "\xe2\x80\xbe", 0x304 },
		{ "_", 0x304 },		   { "\xcb\x99", 0x307 },
		{ ".", 0x307 },		   { "\xc2\xa8", 0x308 },
		{ "\xe2\x86\x92", 0x20d7 },
	};
	uint32_t cp;

	if (!base->len || utf8_next(base->ptr, base->len, &cp) != base->len)
		return false;
	for (size_t i = 0; i < sizeof(accents) / sizeof(accents[0]); i++)
		if (!strcmp(over->ptr, accents[i].sign)) {
			buf_add(out, base->ptr, base->len);
			buf_add_cp(out, accents[i].mark);
			return true;
		}
	return false;
}

static void add_root(struct buf *out, const struct buf *arg, size_t n)
{
	if (n > 1 && arg[1].len && !text_shift(out, arg[1].ptr, arg[1].len, SHIFT_UP))
		buf_addf(out, "%s-", arg[1].ptr);
	buf_adds(out, "\xe2\x88\x9a");
	add_group(out, &arg[0]);
}

static void add_args(struct buf *out, enum html_tag tag, struct buf *arg,
		     size_t n)
{
	bool has_sub = tag == TAG_MSUB || tag == TAG_MSUBSUP ||
		       tag == TAG_MUNDER || tag == TAG_MUNDEROVER;

	if (tag == TAG_MFRAC && n > 1) {
		add_group(out, &arg[0]);
		buf_addc(out, '/');
		add_divisor(out, &arg[1]);
		return;
	}
	if (tag == TAG_MROOT) {
		add_root(out, arg, n);
		return;
	}
	if (tag == TAG_MOVER && n > 1 && add_accent(out, &arg[0], &arg[1]))
		return;
	if (n < 2 || is_simple(&arg[0]))
		buf_add(out, arg[0].ptr, arg[0].len);
	else
		add_group(out, &arg[0]);
	for (size_t i = 1; i < n; i++)
		add_script(out, &arg[i], has_sub && i == 1 ? SHIFT_DOWN :
							     SHIFT_UP);
	/* What a sum is of stands apart from its limits. */
	if (tag == TAG_MUNDER || tag == TAG_MUNDEROVER)
		buf_addc(out, ' ');
}

/* ---- operators ------------------------------------------------------- */

/* Signs that stand between two things with room around them. */
static bool is_binary(const char *s)
{
	static const char *const signs[] = {
		"=", "+", "-", "<", ">", "\xe2\x88\x92", "\xc2\xb1",
		"\xc3\x97", "\xc3\xb7", "\xe2\x89\xa4", "\xe2\x89\xa5",
		"\xe2\x89\xa0", "\xe2\x89\x88", "\xe2\x86\x92",
		"\xe2\x87\x92", "\xe2\x88\x88", "\xe2\x8b\x85",
		"\xe2\x88\x99", "\xe2\x88\xa7", "\xe2\x88\xa8",
		"\xe2\x88\xaa", "\xe2\x88\xa9", "\xe2\x8a\x82",
		"\xe2\x89\xa1", "\xe2\x88\xbc", "\xe2\x87\x94", ":=",
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (!strcmp(s, signs[i]))
			return true;
	return false;
}

/* Function application, invisible times, separator and plus. */
static bool is_invisible(const char *s)
{
	return !strncmp(s, "\xe2\x81\xa1", 3) ||
	       !strncmp(s, "\xe2\x81\xa2", 3) ||
	       !strncmp(s, "\xe2\x81\xa3", 3) ||
	       !strncmp(s, "\xe2\x81\xa4", 3);
}

static void add_operator(struct buf *out, const struct buf *b)
{
	bool binary = is_binary(b->ptr);

	if (is_invisible(b->ptr))
		return;
	/* At the beginning or behind a bracket or sign it is the number's. */
	if (binary && out->len && !strchr(" ([{,", out->ptr[out->len - 1])) {
		buf_addf(out, " %s ", b->ptr);
		return;
	}
	buf_add(out, b->ptr, b->len);
	if (!strcmp(b->ptr, ",") || !strcmp(b->ptr, ";"))
		buf_addc(out, ' ');
}

/* ---- elements -------------------------------------------------------- */

static void add_token_text(struct math *m, struct buf *out)
{
	const struct html_token *t = &m->h->t;
	struct buf raw = BUF_INIT;

	html_decode(&raw, t->s, t->len, HTML_IN_TEXT);
	text_clean(out, raw.ptr, raw.len, CLEAN_LINE);
	buf_release(&raw);
}

/* The next token; false when the element `tag` or the formula is over. */
static bool next(struct math *m, enum html_tag tag)
{
	struct html_token *t = &m->h->t;

	if (m->over)
		return false;
	if (html_next(&m->h->tok, t) == HTML_EOF ||
	    (t->kind == HTML_END && t->tag == TAG_MATH))
		m->over = true;
	return !m->over && !(t->kind == HTML_END && t->tag == tag);
}

static void skip(struct math *m, enum html_tag tag)
{
	unsigned inside = 0;

	while (next(m, TAG_MATH)) {
		const struct html_token *t = &m->h->t;
		if (t->tag != tag || t->kind == HTML_TEXT || t->self_closing)
			continue;
		if (t->kind == HTML_START)
			inside++;
		else if (!inside--)
			return;
	}
}

/* What a start tag that was just read begins. */
static void read_element(struct math *m, enum html_tag tag, struct buf *out);

/* Elements whose children have a meaning by their place. */
static void read_args(struct math *m, enum html_tag tag, struct buf *out)
{
	struct buf arg[ARGS_MAX] = { BUF_INIT, BUF_INIT, BUF_INIT };
	struct buf rest = BUF_INIT;
	size_t n = 0;

	while (next(m, tag))
		if (m->h->t.kind == HTML_START)
			read_element(m, m->h->t.tag,
				     n < ARGS_MAX ? &arg[n++] : &rest);
	if (n)
		add_args(out, tag, arg, n);
	for (size_t i = 0; i < ARGS_MAX; i++)
		buf_release(&arg[i]);
	buf_release(&rest);
}

/* Cells of a table and parts in brackets: parted by `sep`. */
static void read_list(struct math *m, enum html_tag tag, const char *sep,
		      struct buf *out)
{
	bool first = true;

	while (next(m, tag)) {
		if (m->h->t.kind != HTML_START)
			continue;
		if (!first)
			buf_adds(out, sep);
		first = false;
		read_element(m, m->h->t.tag, out);
	}
}

/* Mostly it has brackets of its own around it. */
static void read_matrix(struct math *m, struct buf *out)
{
	bool own = out->len && strchr("([|{", out->ptr[out->len - 1]);

	if (!own)
		buf_addc(out, '[');
	read_list(m, TAG_MTABLE, "; ", out);
	if (!own)
		buf_addc(out, ']');
}

/* "cos" is a word among letters. */
static void add_name(struct buf *out, const struct buf *b)
{
	uint32_t cp;
	bool word = b->len && utf8_next(b->ptr, b->len, &cp) < b->len;

	if (word && out->len && !strchr(" ([{|", out->ptr[out->len - 1]))
		buf_addc(out, ' ');
	buf_add(out, b->ptr, b->len);
}

static void read_element(struct math *m, enum html_tag tag, struct buf *out)
{
	struct buf b = BUF_INIT;

	if (m->h->t.self_closing)
		return;
	m->depth++;
	switch (m->depth < MATH_DEPTH_MAX ? tag : TAG_OTHER) {
	case TAG_MFRAC:
	case TAG_MROOT:
	case TAG_MSUB:
	case TAG_MSUP:
	case TAG_MSUBSUP:
	case TAG_MUNDER:
	case TAG_MOVER:
	case TAG_MUNDEROVER:
		read_args(m, tag, out);
		break;
	case TAG_MSQRT:
		read_row(m, tag, &b);
		add_root(out, &b, 1);
		break;
	case TAG_MO:
		read_row(m, tag, &b);
		add_operator(out, &b);
		break;
	case TAG_MI:
		read_row(m, tag, &b);
		add_name(out, &b);
		break;
	case TAG_MTABLE:
		read_matrix(m, out);
		break;
	case TAG_MTR:
		read_list(m, tag, ", ", out);
		break;
	case TAG_MFENCED:
		buf_addc(out, '(');
		read_list(m, tag, ", ", out);
		buf_addc(out, ')');
		break;
	case TAG_MPHANTOM:
	case TAG_ANNOTATION:
	case TAG_ANNOTATION_XML:
		skip(m, tag);
		break;
	default:
		read_row(m, tag, out);
	}
	m->depth--;
	buf_release(&b);
}

/* Children one behind the other. Deep down: all characters, flat. */
static void read_row(struct math *m, enum html_tag tag, struct buf *out)
{
	unsigned inside = 0;

	while (m->depth < MATH_DEPTH_MAX ? next(m, tag) : next(m, TAG_MATH)) {
		const struct html_token *t = &m->h->t;
		if (t->kind == HTML_TEXT)
			add_token_text(m, out);
		else if (m->depth < MATH_DEPTH_MAX && t->kind == HTML_START)
			read_element(m, t->tag, out);
		else if (t->kind == HTML_START)
			inside += !t->self_closing;
		else if (m->depth >= MATH_DEPTH_MAX && !inside--)
			return;
	}
}

void html_math(struct html_build *h)
{
	struct math m = { .h = h };
	struct buf out = BUF_INIT, alt = BUF_INIT;
	bool block = !strcmp(html_get(h, "display"), "block");

	html_attr(&h->t, "alttext", &alt);
	if (!h->t.self_closing)
		read_row(&m, TAG_MATH, &out);
	if (block)
		html_flush(h);
	if (!out.len)
		buf_add(&out, alt.ptr, alt.len);
	html_add(h, out.ptr, out.len);
	if (block)
		html_flush(h);
	h->after_math = true;
	buf_release(&out);
	buf_release(&alt);
}
