/* layout_bidi.c - lines with right-to-left text, for terminals that put
 * one character behind the other and know no more; see layout.h.
 *
 * Levels and Arabic letters' forms are fribidi's (UAX #9; optional, a
 * configure check finds it). Clusters are moved as wholes, so that marks
 * and emoji stay together. A line is resolved by itself, in the direction
 * of its paragraph. Without the library text stays in logical order.
 */
#include "config.h"

#include "thrum/text/layout.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/text/utf8.h"
#include "thrum/text/width.h"

#if HAVE_FRIBIDI
#include <fribidi.h>
#endif

#include "thrum/base/banned.h"

#define NO_SRC UINT32_MAX
#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"

/* First bytes of right-to-left scripts: U+0590-08FF, FB1D-FDFF, FE70-FEFF,
 * 10800-10FFF, 1E800-1EFFF. Some others share them: a hint only. */
static bool may_be_rtl(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		unsigned char d = i + 1 < len ? (unsigned char)s[i + 1] : 0;
		if ((c >= 0xd6 && c <= 0xdf) ||
		    (c == 0xe0 && d >= 0xa0 && d <= 0xa3) ||
		    (c == 0xef && d >= 0xac && d <= 0xbb) ||
		    (c == 0xf0 && (d == 0x90 || d == 0x9e)))
			return true;
	}
	return false;
}

/* ---- isolation ------------------------------------------------------- */

static void add_run(struct layout *to, struct layout_run run, const char *s,
		    size_t len)
{
	if (!len)
		return;
	run.off = (uint32_t)to->text.len;
	run.len = (uint32_t)len;
	buf_add(&to->text, s, len);
	if (!to->text.overflow)
		vec_push(&to->runs, run);
}

static bool is_marker(const struct layout_run *r)
{
	return r->style & RUN_MARKER;
}

/* Runs [i, result) of the line are text between markers. */
static uint32_t piece_end(const struct layout *lay,
			  const struct layout_line *line, uint32_t i)
{
	while (i < line->n_runs && !is_marker(&lay->runs.v[line->run + i]))
		i++;
	return i;
}

static bool piece_may_be_rtl(const struct layout *lay,
			     const struct layout_line *line, uint32_t from,
			     uint32_t to)
{
	const struct layout_run *r = lay->runs.v + line->run;

	return from < to &&
	       may_be_rtl(lay->text.ptr + r[from].off,
			  r[to - 1].off + r[to - 1].len - r[from].off);
}

/* The layout anew, line by line through `line_fn`. */
typedef void (*line_fn)(struct layout *to, const struct layout *lay,
			const struct layout_line *line, void *ctx);

static void rebuild(struct layout *lay, line_fn fn, void *ctx)
{
	struct layout new = { .cols = lay->cols,
			      .cut = lay->cut,
			      .n_links = lay->n_links };

	buf_init(&new.text, lay->text.max);
	for (size_t i = 0; i < lay->lines.len; i++) {
		struct layout_line line = lay->lines.v[i];
		uint32_t first = (uint32_t)new.runs.len;
		size_t off = new.text.len;
		fn(&new, lay, &lay->lines.v[i], ctx);
		line.run = first;
		line.n_runs = (uint32_t)new.runs.len - first;
		size_t cols = text_cols(new.text.ptr + off,
					new.text.len - off);
		line.cols = (uint16_t)(cols < UINT16_MAX ? cols : UINT16_MAX);
		vec_push(&new.lines, line);
	}
	buf_release(&lay->text);
	vec_release(&lay->runs);
	vec_release(&lay->lines);
	*lay = new;
}

static void copy_runs(struct layout *to, const struct layout *lay,
		      const struct layout_line *line, uint32_t from,
		      uint32_t end)
{
	for (uint32_t i = from; i < end; i++) {
		const struct layout_run *r = &lay->runs.v[line->run + i];
		add_run(to, *r, lay->text.ptr + r->off, r->len);
	}
}

static void isolate_line(struct layout *to, const struct layout *lay,
			 const struct layout_line *line, void *ctx)
{
	struct layout_run mark = { .style = RUN_MARKER, .src = NO_SRC };

	(void)ctx;
	for (uint32_t i = 0; i < line->n_runs;) {
		uint32_t end = piece_end(lay, line, i);
		bool rtl = piece_may_be_rtl(lay, line, i, end);
		if (rtl)
			add_run(to, mark, FSI, sizeof(FSI) - 1);
		copy_runs(to, lay, line, i, end);
		if (rtl)
			add_run(to, mark, PDI, sizeof(PDI) - 1);
		if (end == i)
			copy_runs(to, lay, line, i, ++end);
		i = end;
	}
}

void layout_isolate(struct layout *lay)
{
	if (may_be_rtl(lay->text.ptr, lay->text.len))
		rebuild(lay, isolate_line, NULL);
}

#if HAVE_FRIBIDI

/* ---- one piece of text in visual order ------------------------------- */

enum base { BASE_LTR, BASE_RTL, BASE_AUTO };

/* A grapheme cluster: code points, and where it comes from. */
struct cluster {
	uint32_t cp, n_cp;
	uint32_t run; /* index of the line's run */
	uint32_t src;
	FriBidiLevel level;
};

struct piece {
	struct {
		VEC_FIELDS(FriBidiChar);
	} cps;
	struct {
		VEC_FIELDS(struct cluster);
	} clusters;
};

static void add_text(struct piece *p, const char *s, size_t len,
		     uint32_t run, uint32_t src)
{
	for (size_t i = 0; i < len;) {
		size_t n = text_grapheme(s + i, len - i, NULL);
		struct cluster c = {
			.cp = (uint32_t)p->cps.len,
			.run = run,
			.src = src == NO_SRC ? src : src + (uint32_t)i,
		};
		for (size_t end = i + n; i < end;) {
			uint32_t cp;
			i += utf8_next(s + i, len - i, &cp);
			vec_push(&p->cps, cp);
		}
		c.n_cp = (uint32_t)p->cps.len - c.cp;
		vec_push(&p->clusters, c);
	}
}

/* Letters take the form that their neighbours ask for; what a ligature
 * swallowed becomes FRIBIDI_CHAR_FILL. */
static void join_letters(struct piece *p, const FriBidiCharType *types,
			 const FriBidiLevel *levels)
{
	FriBidiStrIndex n = (FriBidiStrIndex)p->cps.len;
	FriBidiJoiningType *joins = xcalloc((size_t)n, sizeof(*joins));

	fribidi_get_joining_types(p->cps.v, n, joins);
	fribidi_join_arabic(types, n, levels, joins);
	fribidi_shape(FRIBIDI_FLAGS_DEFAULT | FRIBIDI_FLAG_SHAPE_MIRRORING |
			      FRIBIDI_FLAG_SHAPE_ARAB_PRES |
			      FRIBIDI_FLAG_SHAPE_ARAB_LIGA,
		      levels, n, joins, p->cps.v);
	free(joins);
}

static bool resolve(struct piece *p, enum base base)
{
	FriBidiStrIndex n = (FriBidiStrIndex)p->cps.len;
	FriBidiCharType *types = xcalloc((size_t)n, sizeof(*types));
	FriBidiBracketType *brackets = xcalloc((size_t)n, sizeof(*brackets));
	FriBidiLevel *levels = xcalloc((size_t)n, sizeof(*levels));
	FriBidiParType par = base == BASE_RTL	? FRIBIDI_PAR_RTL :
			     base == BASE_LTR ? FRIBIDI_PAR_LTR :
						FRIBIDI_PAR_ON;
	bool ok;

	fribidi_get_bidi_types(p->cps.v, n, types);
	fribidi_get_bracket_types(p->cps.v, n, types, brackets);
	ok = fribidi_get_par_embedding_levels_ex(types, brackets, n, &par,
						 levels) != 0;
	if (ok)
		join_letters(p, types, levels);
	for (size_t i = 0; i < p->clusters.len; i++)
		p->clusters.v[i].level = levels[p->clusters.v[i].cp];
	free(levels);
	free(brackets);
	free(types);
	return ok;
}

static void reverse(struct cluster *c, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct cluster tmp = c[i];
		c[i] = c[n - 1 - i];
		c[n - 1 - i] = tmp;
	}
}

/* UAX #9 rule L2. */
static void reorder(struct piece *p)
{
	struct cluster *c = p->clusters.v;
	size_t n = p->clusters.len;
	FriBidiLevel top = 0;

	for (size_t i = 0; i < n; i++)
		top = c[i].level > top ? c[i].level : top;
	for (; top > 0; top--)
		for (size_t i = 0; i < n;) {
			size_t k = i;
			while (k < n && c[k].level >= top)
				k++;
			reverse(c + i, k - i);
			i = k > i ? k : i + 1;
		}
}

static void add_cluster(struct buf *out, const struct piece *p,
			const struct cluster *c)
{
	for (uint32_t i = 0; i < c->n_cp; i++)
		if (p->cps.v[c->cp + i] != FRIBIDI_CHAR_FILL)
			buf_add_cp(out, p->cps.v[c->cp + i]);
}

static void piece_release(struct piece *p)
{
	vec_release(&p->cps);
	vec_release(&p->clusters);
}

/* Clusters in their new order, those of one run together. */
static void put_piece(struct layout *to, const struct piece *p,
		      const struct layout_run *runs)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < p->clusters.len;) {
		const struct cluster *c = &p->clusters.v[i];
		struct layout_run run = runs[c->run];
		run.src = c->src;
		buf_clear(&b);
		for (; i < p->clusters.len &&
		       p->clusters.v[i].run == c->run; i++) {
			add_cluster(&b, p, &p->clusters.v[i]);
			if (p->clusters.v[i].src < run.src)
				run.src = p->clusters.v[i].src;
		}
		add_run(to, run, b.ptr, b.len);
	}
	buf_release(&b);
}

static void visual_piece(struct layout *to, const struct layout *lay,
			 const struct layout_line *line, uint32_t from,
			 uint32_t end, enum base base)
{
	const struct layout_run *runs = lay->runs.v + line->run;
	struct piece p = { 0 };

	for (uint32_t i = from; i < end; i++)
		add_text(&p, lay->text.ptr + runs[i].off, runs[i].len, i,
			 runs[i].src);
	if (p.cps.len && resolve(&p, base)) {
		reorder(&p);
		put_piece(to, &p, runs);
	} else {
		copy_runs(to, lay, line, from, end);
	}
	piece_release(&p);
}

/* ---- lines ----------------------------------------------------------- */

struct visual {
	const struct doc *doc;
	uint32_t block; /* the one whose direction is known */
	enum base base;
};

/* The direction of a paragraph is that of its first strong letter. */
static enum base base_of(struct visual *v, uint32_t block)
{
	const struct doc_block *b = &v->doc->blocks.v[block];
	const char *s = v->doc->text.ptr + b->off;

	if (v->block == block)
		return v->base;
	v->block = block;
	v->base = BASE_LTR;
	if (b->kind == DOC_CODE || b->kind == DOC_TABLE_ROW)
		return v->base;
	for (size_t i = 0; i < b->len;) {
		uint32_t cp;
		i += utf8_next(s + i, b->len - i, &cp);
		FriBidiCharType t = fribidi_get_bidi_type(cp);
		if (!FRIBIDI_IS_LETTER(t))
			continue;
		v->base = FRIBIDI_IS_RTL(t) ? BASE_RTL : BASE_LTR;
		break;
	}
	return v->base;
}

/* Everything is at the right: what stood before the text stands behind. */
static void rtl_line(struct layout *to, const struct layout *lay,
		     const struct layout_line *line)
{
	struct layout_run blank = { .style = RUN_MARKER, .src = NO_SRC };
	struct layout text = { .cols = lay->cols };
	uint32_t n = 0;

	while (n < line->n_runs && is_marker(&lay->runs.v[line->run + n]))
		n++;
	buf_init(&text.text, lay->text.max);
	visual_piece(&text, lay, line, n, line->n_runs, BASE_RTL);
	uint32_t mark = (uint32_t)text.runs.len;
	visual_piece(&text, lay, line, 0, n, BASE_RTL);
	size_t cols = text_cols(text.text.ptr, text.text.len);
	for (size_t k; cols < lay->cols; cols += k) {
		static const char spaces[] = "                ";
		k = lay->cols - cols;
		k = k < sizeof(spaces) - 1 ? k : sizeof(spaces) - 1;
		add_run(to, blank, spaces, k);
	}
	for (uint32_t i = 0; i < text.runs.len; i++) {
		struct layout_run *r = &text.runs.v[i];
		const char *s = text.text.ptr + r->off;
		/* Nothing at the end of a line but what is seen. */
		while (i >= mark && r->len && s[r->len - 1] == ' ')
			r->len--;
		add_run(to, *r, s, r->len);
	}
	buf_release(&text.text);
	vec_release(&text.runs);
}

static void visual_line(struct layout *to, const struct layout *lay,
			const struct layout_line *line, void *ctx)
{
	struct visual *v = ctx;
	bool row = v->doc->blocks.v[line->block].kind == DOC_TABLE_ROW;

	if (line->n_runs && base_of(v, line->block) == BASE_RTL) {
		rtl_line(to, lay, line);
		return;
	}
	for (uint32_t i = 0; i < line->n_runs;) {
		uint32_t end = piece_end(lay, line, i);
		if (piece_may_be_rtl(lay, line, i, end))
			visual_piece(to, lay, line, i, end,
				     row ? BASE_AUTO : BASE_LTR);
		else
			copy_runs(to, lay, line, i, end);
		if (end == i)
			copy_runs(to, lay, line, i, ++end);
		i = end;
	}
}

bool layout_visual(struct layout *lay, const struct doc *doc)
{
	struct visual v = { .doc = doc, .block = UINT32_MAX };

	if (may_be_rtl(lay->text.ptr, lay->text.len))
		rebuild(lay, visual_line, &v);
	return true;
}

bool text_visual(struct buf *out, const char *s, size_t len)
{
	struct piece p = { 0 };
	bool done = false;

	if (may_be_rtl(s, len)) {
		add_text(&p, s, len, 0, NO_SRC);
		done = resolve(&p, BASE_AUTO);
		if (done)
			reorder(&p);
	}
	for (size_t i = 0; done && i < p.clusters.len; i++)
		add_cluster(out, &p, &p.clusters.v[i]);
	piece_release(&p);
	return done;
}

#else

bool layout_visual(struct layout *lay, const struct doc *doc)
{
	(void)lay, (void)doc;
	return false;
}

bool text_visual(struct buf *out, const char *s, size_t len)
{
	(void)out, (void)s, (void)len;
	return false;
}

#endif

bool text_has_visual(void)
{
	return HAVE_FRIBIDI;
}
