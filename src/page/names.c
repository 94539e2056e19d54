/* names.c - what the names that authors of pages gave to elements say.
 *
 * class, id, role, itemprop and the like are cut into words (at anything
 * that is no letter, and where a capital follows a small letter); words
 * vote. The lists hold what page builders call things, never what one site
 * does. They decide nothing alone: clean.c and select.c weigh them against
 * how much prose an element holds.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/base/banned.h"

#define NAMES_BYTES 512 /* of all attributes together; more is noise */

/* A word, or with '*' at its end the beginning of one; words parted by a
 * space must follow one another. */
struct name_row {
	const char *word;
	uint32_t names;
};

static const struct name_row rows[] = {
	{ "article body", NAME_BODY }, { "articlebody", NAME_BODY },
	{ "article content", NAME_BODY }, { "articlecontent", NAME_BODY },
	{ "article text", NAME_BODY }, { "articletext", NAME_BODY },
	{ "article main", NAME_BODY }, { "article copy", NAME_BODY },
	{ "entry content", NAME_BODY }, { "entrycontent", NAME_BODY },
	{ "entry body", NAME_BODY }, { "entry text", NAME_BODY },
	{ "post content", NAME_BODY }, { "postcontent", NAME_BODY },
	{ "post body", NAME_BODY }, { "postbody", NAME_BODY },
	{ "post text", NAME_BODY }, { "post entry", NAME_BODY },
	{ "story body", NAME_BODY }, { "storybody", NAME_BODY },
	{ "story content", NAME_BODY }, { "storycontent", NAME_BODY },
	{ "story text", NAME_BODY }, { "story main", NAME_BODY },
	{ "news content", NAME_BODY }, { "news text", NAME_BODY },
	{ "news body", NAME_BODY }, { "newstext", NAME_BODY },
	{ "body text", NAME_BODY }, { "bodytext", NAME_BODY },
	{ "body copy", NAME_BODY }, { "bodycopy", NAME_BODY },
	{ "body content", NAME_BODY }, { "text body", NAME_BODY },
	{ "content body", NAME_BODY }, { "content text", NAME_BODY },
	{ "rich text", NAME_BODY }, { "richtext", NAME_BODY },
	{ "blog content", NAME_BODY }, { "blog post", NAME_BODY },
	{ "td post content", NAME_BODY }, { "page content", NAME_CONTENT },
	{ "main content", NAME_CONTENT }, { "maincontent", NAME_CONTENT },
	{ "content main", NAME_CONTENT }, { "article", NAME_CONTENT },
	{ "story", NAME_CONTENT }, { "entry", NAME_CONTENT },
	{ "post", NAME_CONTENT }, { "content", NAME_CONTENT },
	{ "hentry", NAME_CONTENT }, { "prose", NAME_CONTENT },
	{ "main", NAME_CONTENT }, { "text", NAME_CONTENT },

	{ "nav*", NAME_FURNITURE }, { "menu*", NAME_FURNITURE },
	{ "submenu", NAME_FURNITURE }, { "sidebar*", NAME_FURNITURE },
	{ "side bar", NAME_FURNITURE }, { "rail", NAME_FURNITURE },
	{ "foot", NAME_FURNITURE }, { "footer*", NAME_FURNITURE },
	{ "masthead", NAME_FURNITURE }, { "topbar", NAME_FURNITURE },
	{ "breadcrumb*", NAME_FURNITURE }, { "crumb*", NAME_FURNITURE },
	{ "pagination", NAME_FURNITURE }, { "pager", NAME_FURNITURE },
	{ "paging", NAME_FURNITURE }, { "toolbar", NAME_FURNITURE },
	{ "tools", NAME_FURNITURE }, { "widget area", NAME_FURNITURE },
	{ "widgets", NAME_FURNITURE },
	{ "ad", NAME_FURNITURE }, { "ads", NAME_FURNITURE },
	{ "advert*", NAME_FURNITURE }, { "adsense", NAME_FURNITURE },
	{ "adslot", NAME_FURNITURE }, { "adbox", NAME_FURNITURE },
	{ "adunit", NAME_FURNITURE }, { "banner*", NAME_FURNITURE },
	{ "sponsor*", NAME_FURNITURE }, { "promo*", NAME_FURNITURE },
	{ "newsletter*", NAME_FURNITURE }, { "subscribe", NAME_FURNITURE },
	{ "subscription*", NAME_FURNITURE },
	{ "signup", NAME_OVERLAY }, { "sign up", NAME_OVERLAY },
	{ "signin", NAME_OVERLAY }, { "login", NAME_OVERLAY },
	{ "paywall", NAME_FURNITURE }, { "cookie*", NAME_OVERLAY },
	{ "consent*", NAME_OVERLAY }, { "gdpr", NAME_OVERLAY },
	{ "popup*", NAME_OVERLAY }, { "modal*", NAME_OVERLAY },
	{ "overlay", NAME_OVERLAY }, { "lightbox", NAME_OVERLAY },
	{ "search*", NAME_FURNITURE }, { "skip", NAME_FURNITURE },
	{ "copyright", NAME_FURNITURE }, { "disclaimer", NAME_FURNITURE },
	{ "legal", NAME_FURNITURE }, { "donat*", NAME_FURNITURE },
	{ "print", NAME_FURNITURE }, { "rating*", NAME_FURNITURE },
	{ "vote", NAME_FURNITURE }, { "poll", NAME_FURNITURE },
	{ "feedback", NAME_FURNITURE }, { "carousel*", NAME_FURNITURE },
	{ "slider", NAME_FURNITURE }, { "ticker", NAME_FURNITURE },
	{ "outbrain", NAME_FURNITURE }, { "taboola", NAME_FURNITURE },
	{ "toc", NAME_FURNITURE }, { "jump", NAME_FURNITURE },
	{ "navigation", NAME_FURNITURE }, { "complementary", NAME_FURNITURE },
	{ "contentinfo", NAME_FURNITURE }, { "alert", NAME_FURNITURE },
	{ "menubar", NAME_FURNITURE }, { "tablist", NAME_FURNITURE },
	{ "dialog", NAME_OVERLAY }, { "alertdialog", NAME_OVERLAY },
	{ "playlist", NAME_FURNITURE }, { "player", NAME_FURNITURE },
	{ "follow", NAME_FURNITURE },
	{ "noprint", NAME_FURNITURE }, { "no print", NAME_FURNITURE },

	{ "related*", NAME_RELATED }, { "relevant", NAME_RELATED },
	{ "recommend*", NAME_RELATED }, { "similar*", NAME_RELATED },
	{ "recirc*", NAME_RELATED }, { "readmore", NAME_RELATED },
	{ "read more", NAME_RELATED }, { "read next", NAME_RELATED },
	{ "readnext", NAME_RELATED }, { "more stories", NAME_RELATED },
	{ "more news", NAME_RELATED }, { "more from", NAME_RELATED },
	{ "morefrom", NAME_RELATED }, { "see also", NAME_RELATED },
	{ "seealso", NAME_RELATED }, { "also read", NAME_RELATED },
	{ "most read", NAME_TEASER }, { "mostread", NAME_TEASER },
	{ "most popular", NAME_TEASER }, { "popular*", NAME_TEASER },
	{ "trending", NAME_TEASER }, { "latest*", NAME_TEASER },
	{ "teaser*", NAME_TEASER }, { "up next", NAME_RELATED },
	{ "next article", NAME_RELATED }, { "more articles", NAME_RELATED },
	{ "further reading", NAME_RELATED }, { "onward", NAME_RELATED },

	{ "comment*", NAME_COMMENTS }, { "disqus*", NAME_COMMENTS },
	{ "respond", NAME_COMMENTS }, { "replies", NAME_COMMENTS },
	{ "discussion", NAME_COMMENTS },

	{ "caption*", NAME_CAPTION }, { "figcaption", NAME_CAPTION },
	{ "credit*", NAME_CAPTION }, { "photo credit", NAME_CAPTION },
	{ "wp caption text", NAME_CAPTION }, { "imagecaption", NAME_CAPTION },
	{ "photographer", NAME_CAPTION }, { "legend", NAME_CAPTION },

	{ "byline*", NAME_BYLINE }, { "author*", NAME_BYLINE },
	{ "writer", NAME_BYLINE }, { "dateline", NAME_BYLINE },
	{ "contributor*", NAME_BYLINE }, { "reporter", NAME_BYLINE },
	{ "writtenby", NAME_BYLINE }, { "written by", NAME_BYLINE },
	{ "bio", NAME_META }, { "biography", NAME_META },
	{ "profile", NAME_META }, { "about author", NAME_META },
	{ "meta*", NAME_META }, { "postmeta", NAME_META },
	{ "entry header", NAME_META }, { "info", NAME_META },
	{ "infobar", NAME_META }, { "kicker", NAME_META },
	{ "eyebrow", NAME_META }, { "category", NAME_META },
	{ "categories", NAME_META }, { "overline", NAME_META },
	{ "readtime", NAME_META }, { "read time", NAME_META },
	{ "reading time", NAME_META }, { "views", NAME_META },

	{ "date*", NAME_DATE }, { "time", NAME_DATE },
	{ "timestamp*", NAME_DATE }, { "pubdate", NAME_DATE },
	{ "published*", NAME_DATE }, { "publish*", NAME_DATE },
	{ "posted", NAME_DATE }, { "postdate", NAME_DATE },
	{ "updated", NAME_DATE }, { "created", NAME_DATE },

	{ "tags", NAME_TAGS }, { "tag", NAME_TAGS }, { "taglist", NAME_TAGS },
	{ "tagcloud", NAME_TAGS }, { "keywords", NAME_TAGS },
	{ "topics", NAME_TAGS }, { "hashtags", NAME_TAGS },
	{ "labels", NAME_TAGS },

	{ "share*", NAME_SHARE }, { "sharing", NAME_SHARE },
	{ "social*", NAME_SHARE }, { "addthis*", NAME_SHARE },
	{ "sharedaddy", NAME_SHARE }, { "addtoany", NAME_SHARE },

	{ "lead", NAME_LEAD }, { "lede", NAME_LEAD },
	{ "standfirst*", NAME_LEAD }, { "dek", NAME_LEAD },
	{ "deck", NAME_LEAD }, { "subtitle*", NAME_LEAD },
	{ "sub title", NAME_LEAD }, { "subhead*", NAME_LEAD },
	{ "sub head", NAME_LEAD }, { "sub heading", NAME_LEAD },
	{ "sub headline", NAME_LEAD }, { "intro*", NAME_LEAD },
	{ "excerpt*", NAME_LEAD }, { "summary*", NAME_LEAD },
	{ "abstract", NAME_LEAD }, { "leadtext", NAME_LEAD },
	{ "vorspann", NAME_LEAD }, { "chapo", NAME_LEAD },
	{ "chapeau", NAME_LEAD }, { "entradilla", NAME_LEAD },
	{ "bajada", NAME_LEAD }, { "sumario", NAME_LEAD },
	{ "sottotitolo", NAME_LEAD }, { "occhiello", NAME_LEAD },
	{ "ingress", NAME_LEAD }, { "description", NAME_LEAD },
	{ "article description", NAME_LEAD },

	{ "headline", NAME_TITLE }, { "title", NAME_TITLE },
	{ "entry title", NAME_TITLE }, { "post title", NAME_TITLE },

	{ "sr only", NAME_HIDDEN }, { "visually hidden", NAME_HIDDEN },
	{ "visuallyhidden", NAME_HIDDEN }, { "screen reader", NAME_HIDDEN },
	{ "screen reader text", NAME_HIDDEN },
};

/* " article body main " : words in small letters, a space around each. */
static size_t add_words(char *out, size_t n, const char *s)
{
	bool was_low = false;

	for (; *s && n + 3 < NAMES_BYTES; s++) {
		char c = *s;
		bool upper = c >= 'A' && c <= 'Z';
		bool lower = c >= 'a' && c <= 'z';
		if (upper && was_low && out[n - 1] != ' ')
			out[n++] = ' ';
		if (upper || lower)
			out[n++] = (char)(c | 32);
		else if (out[n - 1] != ' ')
			out[n++] = ' ';
		was_low = lower;
	}
	if (out[n - 1] != ' ')
		out[n++] = ' ';
	out[n] = '\0';
	return n;
}

/* Words of a class that say what else is there, or what the story is about:
 * "has-sidebar", "tag-newsletters". */
static bool is_remark(const char *word, size_t len)
{
	static const char *const starts[] = { "has-", "with-", "without-",
					      "category-", "tag-" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		size_t n = strlen(starts[i]);
		if (len > n && !strncasecmp(word, starts[i], n))
			return true;
	}
	return len > 3 && !strncasecmp(word, "no-", 3) &&
	       strncasecmp(word, "no-print", 8) != 0;
}

static size_t add_class(char *out, size_t n, const char *s)
{
	char word[NAMES_BYTES];

	for (; *s; s += strcspn(s, " \t\r\n")) {
		s += strspn(s, " \t\r\n");
		size_t len = strcspn(s, " \t\r\n");
		if (!len || len >= sizeof(word) || is_remark(s, len))
			continue;
		memcpy(word, s, len);
		word[len] = '\0';
		n = add_words(out, n, word);
	}
	return n;
}

/* Does the row's word stand at `at`, the beginning of a word? */
static bool is_word(const char *at, const char *w)
{
	while (*w && *w != '*' && *at == *w)
		at++, w++;
	return *w == '*' || (!*w && *at == ' ');
}

#define ROWS (sizeof(rows) / sizeof(*rows))

/* The rows whose word begins with a letter: order[from[c]] .. from[c + 1]. */
struct name_index {
	uint16_t from[27], order[ROWS];
};

struct name_index *name_index_new(void)
{
	struct name_index *x = xcalloc(1, sizeof(*x));
	uint16_t n = 0;

	for (size_t c = 0; c < 26; c++) {
		x->from[c] = n;
		for (size_t k = 0; k < ROWS; k++)
			if ((size_t)(rows[k].word[0] - 'a') == c)
				x->order[n++] = (uint16_t)k;
	}
	x->from[26] = n;
	return x;
}

static uint32_t vote(const struct name_index *x, const char *words)
{
	uint32_t names = 0;

	for (const char *p = words; (p = strchr(p, ' ')) && p[1]; p++) {
		size_t c = (size_t)(p[1] - 'a');
		for (size_t k = x->from[c]; k < x->from[c + 1]; k++)
			if (is_word(p + 1, rows[x->order[k]].word))
				names |= rows[x->order[k]].names;
	}
	return names;
}

static bool is_hidden(const struct page *p, uint32_t i)
{
	const char *style = page_attr(p, i, "style");

	for (const char *s = style; (s = strchr(s, ':')); s++) {
		const char *v = s + 1 + strspn(s + 1, " ");
		if ((s - style >= 7 && !strncasecmp(s - 7, "display", 7) &&
		     !strncasecmp(v, "none", 4)) ||
		    (s - style >= 10 &&
		     !strncasecmp(s - 10, "visibility", 10) &&
		     !strncasecmp(v, "hidden", 6)))
			return true;
	}
	return page_has_attr(p, i, "hidden");
}

uint32_t page_names(const struct page *p, uint32_t i)
{
	static const char *const attrs[] = { "class", "id", "role", "itemprop",
					     "data-testid", "data-component",
					     "aria-label" };
	char words[NAMES_BYTES + 8] = " ";
	size_t n = 1;
	uint32_t names = 0;

	if (!p->v[i].x->properties)
		return 0;
	for (size_t k = 0; k < sizeof(attrs) / sizeof(*attrs); k++) {
		const char *v = page_attr(p, i, attrs[k]);
		/* A heading's id is its text, for links to it. */
		if (!*v || (k == 1 && p->v[i].tag == TAG_HEADING))
			continue;
		n = k ? add_words(words, n, v) : add_class(words, n, v);
	}
	if (n > 1)
		names = vote(p->names, words);
	if (!strcasecmp(page_attr(p, i, "itemprop"), "articleBody"))
		names |= NAME_MARKED;
	if (is_hidden(p, i))
		names |= NAME_HIDDEN;
	return names;
}
