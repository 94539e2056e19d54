/* urls.c - see urls.h.
 *
 * newsboat's rules for a line: words parted by blanks; `"` at the start of
 * a word opens a quotation up to the next `"`, in which \n, \r, \t stand
 * for controls and \X for X; a word that starts with `#` ends the line.
 * The first word is the address, a `~word` the title, a `!word` hides the
 * feed, the rest are tags. Source: newsboat's manual, "urls file".
 */
#include "config.h"

#include "thrum/conf/urls.h"

#include <stdlib.h>
#include <string.h>

#include "lines_priv.h"
#include "thrum/base/i18n.h"
#include "thrum/base/map.h"
#include "thrum/text/utf8.h"

#include "thrum/base/banned.h"

/* Words of one line: addresses, titles and tags are short. */
enum { WORD_MAX = 16 * 1024 };

void urls_entry_vec_release(struct urls_entry_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++)
		feed_free(vec->v[i].feed);
	vec_release(vec);
}

/* ---- words --------------------------------------------------------- */

static char unescape(char c)
{
	switch (c) {
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case 't':
		return '\t';
	default:
		return c;
	}
}

/* The quotation at rest->p (behind its `"`) into `out`. A missing closing
 * mark ends it with the line, as in newsboat. */
static void take_quoted(struct span *rest, struct buf *out)
{
	size_t i = 0;

	while (i < rest->len && rest->p[i] != '"') {
		char c = rest->p[i++];
		if (c == '\\' && i < rest->len)
			c = unescape(rest->p[i++]);
		buf_addc(out, c);
	}
	if (i < rest->len)
		i++;
	rest->p += i;
	rest->len -= i;
}

/* The next word of the line into `out`; false at the end or a comment. */
static bool take_word(struct span *rest, struct buf *out)
{
	buf_clear(out);
	while (rest->len && (*rest->p == ' ' || *rest->p == '\t' ||
			     *rest->p == '\r')) {
		rest->p++;
		rest->len--;
	}
	if (!rest->len || *rest->p == '#')
		return false;
	if (*rest->p == '"') {
		rest->p++;
		rest->len--;
		take_quoted(rest, out);
	} else {
		struct span word = span_word(rest);
		buf_add(out, word.p, word.len);
	}
	return true;
}

/* ---- what a line means --------------------------------------------- */

static bool has_prefix(const char *s, const char *prefix)
{
	return !strncmp(s, prefix, strlen(prefix));
}

static bool is_web(const char *s)
{
	static const char *const schemes[] = { "http://", "https://",
					       "file://" };

	for (size_t i = 0; i < 3; i++)
		if (has_prefix(s, schemes[i]) && s[strlen(schemes[i])])
			return true;
	return false;
}

/* query:NAME:EXPRESSION */
static const char *set_query(struct feed *f, const char *rest)
{
	const char *colon = strchr(rest, ':');

	if (!colon || colon == rest || !colon[1])
		return _("a query is \"query:NAME:EXPRESSION\"");
	f->kind = FEED_QUERY;
	f->title = xstrndup(rest, (size_t)(colon - rest));
	return NULL;
}

/* filter:COMMAND:URL; the command has no colon in it. */
static const char *set_filter(struct feed *f, const char *rest)
{
	const char *colon = strchr(rest, ':');

	if (!colon || colon == rest || !is_web(colon + 1))
		return _("a filter is \"filter:COMMAND:URL\"");
	f->kind = FEED_FILTER;
	return NULL;
}

/* Fill kind and title from the address; what is wrong with it, or NULL. */
static const char *set_address(struct feed *f, const struct buf *word)
{
	const char *url = word->ptr;

	if (span_has_controls((struct span){ word->ptr, word->len }))
		return _("the address holds control characters");
	f->url = xstrdup(url);
	if (has_prefix(url, "query:"))
		return set_query(f, url + strlen("query:"));
	if (has_prefix(url, "filter:"))
		return set_filter(f, url + strlen("filter:"));
	if (has_prefix(url, "exec:")) {
		f->kind = FEED_EXEC;
		return url[strlen("exec:")] ? NULL :
					      _("a command must follow exec:");
	}
	f->kind = FEED_WEB;
	if (strchr(url, ' ') || !is_web(url))
		return _("this is no address: it must begin with http:// or "
			 "https://, or be query:, exec: or filter:");
	return NULL;
}

/* `~Title`, `!` or a tag. Titles may have come from an OPML file: they are
 * cleaned as everything is that will be shown. */
static void set_word(struct feed *f, const struct buf *word, struct buf *tags)
{
	struct buf clean = BUF_INIT;
	bool is_title = word->ptr[0] == '~';

	text_clean(&clean, word->ptr + is_title, word->len - is_title,
		   CLEAN_LINE);
	if (word->ptr[0] == '!') {
		f->hidden = true;
	} else if (is_title) {
		if (!f->custom_title && clean.len)
			f->custom_title = buf_detach(&clean);
	} else if (clean.len && clean.ptr[0] != '~' && clean.ptr[0] != '!') {
		if (tags->len)
			buf_addc(tags, '\n');
		buf_add(tags, clean.ptr, clean.len);
	}
	buf_release(&clean);
}

/* ST_OK with *out == NULL: a blank line or a comment. */
static enum status parse_line(struct span line, struct feed **out,
			      struct err *err)
{
	struct buf word = BUF_INIT, tags = BUF_INIT;
	struct feed *f = xcalloc(1, sizeof(*f));
	const char *wrong;
	enum status st = ST_OK;

	buf_init(&word, WORD_MAX);
	if (!take_word(&line, &word))
		goto out;
	wrong = word.overflow ? _("the address is too long") :
				set_address(f, &word);
	if (wrong) {
		struct span seen = { word.ptr, word.len };
		st = err_set(err, ST_USAGE, "\"%.*s\": %s", span_width(seen),
			     seen.p, wrong);
		goto out;
	}
	f->subscribed = true;
	while (take_word(&line, &word))
		if (!word.overflow)
			set_word(f, &word, &tags);
	if (tags.len)
		f->tags = buf_detach(&tags);
	*out = f;
	f = NULL;
out:
	feed_free(f);
	buf_release(&tags);
	buf_release(&word);
	return st;
}

void urls_parse(const char *s, size_t len, struct urls_entry_vec *out,
		struct buf *problems)
{
	struct line_iter it;
	struct map seen = { 0 };

	line_iter_init(&it, s, len);
	while (line_next(&it)) {
		struct urls_entry entry = { .line = it.number };
		struct err err = { 0 };
		bool is_new;

		if (parse_line(it.line, &entry.feed, &err) != ST_OK) {
			problem_add(problems, it.number, "%s", err.msg);
			continue;
		}
		if (!entry.feed)
			continue;
		const char *url = entry.feed->url;
		uintptr_t *at = map_put(&seen, url, strlen(url), &is_new);
		if (!is_new) {
			problem_add(problems, it.number,
				    _("the same address as in line %d"),
				    (int)*at);
			feed_free(entry.feed);
			continue;
		}
		*at = (uintptr_t)it.number;
		vec_push(out, entry);
	}
	map_release(&seen);
}

/* ---- editing ------------------------------------------------------- */

static bool needs_quotes(struct span s)
{
	if (!s.len || s.p[0] == '#')
		return true;
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.p[i] <= ' ' ||
		    strchr("\"\\", s.p[i]))
			return true;
	return false;
}

static void add_word(struct buf *text, const char *prefix, struct span s)
{
	struct buf word = BUF_INIT;

	buf_adds(&word, prefix);
	buf_add(&word, s.p, s.len);
	struct span all = { word.ptr, word.len };
	if (!needs_quotes(all)) {
		buf_add(text, all.p, all.len);
		buf_release(&word);
		return;
	}
	buf_addc(text, '"');
	for (size_t i = 0; i < all.len; i++) {
		char c = all.p[i];
		if (c == '\n' || c == '\r' || c == '\t') {
			buf_addc(text, '\\');
			c = c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
		} else if (c == '"' || c == '\\') {
			buf_addc(text, '\\');
		}
		buf_addc(text, c);
	}
	buf_addc(text, '"');
	buf_release(&word);
}

void urls_append(struct buf *text, const struct feed *f)
{
	if (text->len && text->ptr[text->len - 1] != '\n')
		buf_addc(text, '\n');
	add_word(text, "", (struct span){ f->url, strlen(f->url) });
	for (const char *p = f->tags; p && *p;) {
		size_t n = strcspn(p, "\n");
		if (n) {
			buf_addc(text, ' ');
			add_word(text, "", (struct span){ p, n });
		}
		p += n + (p[n] == '\n');
	}
	if (f->custom_title && *f->custom_title) {
		buf_addc(text, ' ');
		add_word(text, "~",
			 (struct span){ f->custom_title,
					strlen(f->custom_title) });
	}
	if (f->hidden)
		buf_adds(text, " !");
	buf_addc(text, '\n');
}

bool urls_remove(struct buf *text, const char *url)
{
	struct buf kept, word;
	struct line_iter it;
	bool removed = false;

	buf_init(&kept, text->max);
	buf_init(&word, WORD_MAX);
	line_iter_init(&it, text->ptr, text->len);
	/* What line_iter_init() skipped stays. */
	buf_add(&kept, text->ptr, (size_t)(it.p - text->ptr));
	while (line_next(&it)) {
		struct span rest = it.line;
		const char *from = it.line.p;

		if (take_word(&rest, &word) && !word.overflow &&
		    word.len == strlen(url) && !memcmp(word.ptr, url, word.len))
			removed = true;
		else
			buf_add(&kept, from, (size_t)(it.p - from));
	}
	if (removed) {
		buf_clear(text);
		buf_add(text, kept.ptr, kept.len);
	}
	buf_release(&word);
	buf_release(&kept);
	return removed;
}
