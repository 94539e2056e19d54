/* format.c - see format.h. */
#include "config.h"

#include "thrum/conf/format.h"

#include <string.h>

#include "thrum/base/alloc.h"
#include "thrum/base/buf.h"
#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

enum { WIDTH_MAX = 500 };

static const struct format_field threads[] = {
	{ 'm', N_("marks: unread, starred or followed") },
	{ 'n', N_("reports") },
	{ 'i', N_("independent reports, without copies") },
	{ 'u', N_("unread reports; nothing when there are none") },
	{ 'o', N_("outlets that report") },
	{ 's', N_("activity over the thread's life") },
	{ 'a', N_("age of the newest report, or its time") },
	{ 'D', N_("day of the newest report") },
	{ 't', N_("headline") },
	{ 'k', N_("the name or tag that sets it apart") },
	{ 'T', N_("the outlet that began it") },
	{ 0, NULL },
};

static const struct format_field articles[] = {
	{ 'f', N_("marks: unread, starred") },
	{ 'a', N_("age, or time") },
	{ 'D', N_("day") },
	{ 'L', N_("words of its text") },
	{ 'T', N_("who published it") },
	{ 'A', N_("author") },
	{ 't', N_("headline") },
	{ 0, NULL },
};

static const struct format_field feeds[] = {
	{ 'n', N_("the mark of unread articles") },
	{ 'u', N_("unread and all articles, as 3/40") },
	{ 'U', N_("unread articles; nothing when there are none") },
	{ 'c', N_("articles") },
	{ 't', N_("title") },
	{ 'T', N_("first tag") },
	{ 'a', N_("age of the last fetch") },
	{ 'L', N_("address") },
	{ 'l', N_("address of its site") },
	{ 'e', N_("what went wrong at the last fetch") },
	{ 0, NULL },
};

static const struct format_field title[] = {
	{ 'N', N_("the program's name") },
	{ 'V', N_("its version") },
	{ 'T', N_("the view's title") },
	{ 'w', N_("what the view says about itself") },
	{ 'r', N_("what stands at the right: place in a text, a fetch") },
	{ 'u', N_("unread articles") },
	{ 'U', N_("threads with unread reports") },
	{ 't', N_("articles") },
	{ 0, NULL },
};

const struct format_field *format_fields(enum format_kind kind)
{
	switch (kind) {
	case FORMAT_THREADS:
		return threads;
	case FORMAT_ARTICLES:
		return articles;
	case FORMAT_FEEDS:
		return feeds;
	case FORMAT_TITLE:
		return title;
	case FORMAT_KINDS:
		break;
	}
	BUG("no such format");
}

/* ---- one token ----------------------------------------------------- */

enum token_kind { TOKEN_TEXT, TOKEN_FIELD, TOKEN_FILL, TOKEN_IF, TOKEN_WRONG };
struct token {
	enum token_kind kind;
	const char *text; /* of TEXT and FILL; the mistake's place */
	size_t len;
	char letter;
	int width;
	const char *yes, *yes_end, *no, *no_end; /* of IF */
	const char *wrong; /* what is: translated */
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static struct token mistake(const char *at, const char *sentence)
{
	return (struct token){ .kind = TOKEN_WRONG,
			       .text = at,
			       .wrong = sentence };
}

/* Bytes of the UTF-8 character at `s`. */
static size_t char_len(const char *s, const char *end)
{
	size_t n = 1;

	while (s + n < end && ((unsigned char)s[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* The first `stop` outside of a %X; NULL. */
static const char *find_plain(const char *s, const char *end, char stop)
{
	for (; s < end; s++) {
		if (*s == stop)
			return s;
		if (*s == '%' && s + 1 < end)
			s++;
	}
	return NULL;
}

/* `s` stands behind "%?". */
static struct token take_if(const char **s, const char *end)
{
	const char *from = *s, *stop, *amp;
	struct token t = { .kind = TOKEN_IF };

	if (end - from < 2 || !is_letter(from[0]) || from[1] != '?')
		return mistake(from, _("a condition is %?X?yes&no?"));
	t.letter = from[0];
	stop = find_plain(from + 2, end, '?');
	if (!stop)
		return mistake(from, _("a condition ends in a question mark: "
				       "%?X?yes&no?"));
	amp = find_plain(from + 2, stop, '&');
	t.yes = from + 2;
	t.yes_end = amp ? amp : stop;
	t.no = amp ? amp + 1 : stop;
	t.no_end = stop;
	*s = stop + 1;
	return t;
}

/* `s` stands behind "%". */
static struct token take_field(const char **s, const char *end)
{
	const char *from = *s, *p = from;
	struct token t = { .kind = TOKEN_FIELD };
	bool left = p < end && *p == '-';

	for (p += left; p < end && *p >= '0' && *p <= '9'; p++)
		if (t.width <= WIDTH_MAX)
			t.width = t.width * 10 + (*p - '0');
	if (t.width > WIDTH_MAX)
		return mistake(from, _("no field is that wide"));
	if (p == end)
		return mistake(from, _("a letter must follow the %"));
	if (!is_letter(*p))
		return mistake(p, _("this is no letter of a field"));
	t.letter = *p;
	t.width = left ? -t.width : t.width;
	*s = p + 1;
	return t;
}

/* The token at *s, which moves on; *s < end. */
static struct token take(const char **s, const char *end)
{
	const char *from = *s;
	struct token t = { .kind = TOKEN_TEXT, .text = from };

	if (*from != '%') {
		const char *stop = memchr(from, '%', (size_t)(end - from));
		*s = stop ? stop : end;
		t.len = (size_t)(*s - from);
		return t;
	}
	if (++*s == end)
		return mistake(from, _("a letter must follow the %"));
	switch (**s) {
	case '%':
		t.text = (*s)++;
		t.len = 1;
		return t;
	case '>':
		if (++*s == end)
			return mistake(from, _("%> wants a character behind "
					       "it"));
		t.kind = TOKEN_FILL;
		t.text = *s;
		t.len = char_len(*s, end);
		*s += t.len;
		return t;
	case '?':
		(*s)++;
		return take_if(s, end);
	default:
		return take_field(s, end);
	}
}

/* ---- checking ------------------------------------------------------ */

static bool has_field(enum format_kind kind, char letter)
{
	for (const struct format_field *f = format_fields(kind); f->letter; f++)
		if (f->letter == letter)
			return true;
	return false;
}

static void add_letters(enum format_kind kind, struct buf *out)
{
	for (const struct format_field *f = format_fields(kind); f->letter; f++)
		buf_addf(out, "%s%%%c", out->len ? " " : "", f->letter);
}

static int place_of(const char *fmt, const char *at)
{
	int n = 1;

	for (; fmt < at; fmt++)
		n += ((unsigned char)*fmt & 0xc0) != 0x80;
	return n;
}

static enum status check(enum format_kind kind, const char *fmt, const char *s,
			 const char *end, struct err *err)
{
	enum status st = ST_OK;

	while (s < end && st == ST_OK) {
		const char *from = s;
		struct token t = take(&s, end);

		if (t.kind == TOKEN_WRONG)
			return err_set(err, ST_USAGE, _("at character %d: %s"),
				       place_of(fmt, t.text), t.wrong);
		if (t.letter && !has_field(kind, t.letter)) {
			struct buf all = BUF_INIT;

			add_letters(kind, &all);
			st = err_set(err, ST_USAGE,
				     _("at character %d: %%%c is no field "
				       "here; there are %s"),
				     place_of(fmt, from), t.letter, all.ptr);
			buf_release(&all);
			return st;
		}
		if (t.kind != TOKEN_IF)
			continue;
		st = check(kind, fmt, t.yes, t.yes_end, err);
		if (st == ST_OK)
			st = check(kind, fmt, t.no, t.no_end, err);
	}
	return st;
}

enum status format_check(enum format_kind kind, const char *fmt,
			 struct err *err)
{
	return check(kind, fmt, fmt, fmt + strlen(fmt), err);
}

/* ---- walking ------------------------------------------------------- */

struct walk {
	format_has_fn has;
	format_put_fn put;
	void *ctx;
};

static bool walk(const struct walk *w, const char *s, const char *end)
{
	while (s < end) {
		struct token t = take(&s, end);
		struct format_piece piece = { t.letter, t.text, t.len,
					      t.width };

		if (t.kind == TOKEN_WRONG)
			return false;
		if (t.kind == TOKEN_IF) {
			bool ok = w->has(w->ctx, t.letter) ?
					  walk(w, t.yes, t.yes_end) :
					  walk(w, t.no, t.no_end);
			if (!ok)
				return false;
			continue;
		}
		if (t.kind == TOKEN_FILL)
			piece.letter = '>';
		w->put(w->ctx, &piece);
	}
	return true;
}

void format_walk(const char *fmt, format_has_fn has, format_put_fn put,
		 void *ctx)
{
	const struct walk w = { has, put, ctx };

	(void)walk(&w, fmt, fmt + strlen(fmt));
}
