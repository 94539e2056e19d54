/* people.c - who wrote it: people only.
 *
 * Asked in this order: JSON-LD (jsonld.c), meta elements, itemprop and rel
 * "author", elements named byline or author near the headline, lines that
 * begin with a byline's word. A name is cut free of "By", roles, addresses
 * and handles, and refused when it is the site's or no person's.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/fold.h"
#include "thrum/text/utf8.h"
#include "thrum/base/banned.h"

#define NAME_BYTES_MAX 80
#define NAME_WORDS_MAX 6
#define BY_LINE_MAX 120
#define AUTHORS_BYTES_MAX 400

static bool starts_ci(const char *s, const char *start)
{
	return !strncasecmp(s, start, strlen(start));
}

/* "By ", "Von ", "Written by: " ... */
static size_t by_mark(const char *s)
{
	static const char *const marks[] = {
		"by: ", "by ", "by:", "written by", "story by", "posted by",
		"reported by", "text by", "words by", "published by",
		"author:", "authors:", "author ", "reporter:", "von ", "autor:",
		"autorin:", "par ", "por ", "di ", "door ", "av ", "af ",
		"автор:", "文＝", "文=", "文：", "記者：", "作者：", "作者:",
		"기자 ", "reviewed by", "edited by", "contributed by",
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (starts_ci(s, marks[i]))
			return strlen(marks[i]) +
			       strspn(s + strlen(marks[i]), " :");
	return 0;
}

/* Words that no person's name holds. */
static bool is_office(const char *name)
{
	static const char *const words[] = {
		" staff ", " editor ", " editors ", " editorial ", " admin ",
		" administrator ", " team ", " desk ", " newsroom ", " news ",
		" press ", " agency ", " agencies ", " correspondent ",
		" correspondents ", " reporter ", " reporters ", " writer ",
		" contributor ", " contributors ", " guest ", " redaktion ",
		" rédaction ", " redacción ", " redazione ", " redação ",
		" redactie ", " redakcja ", " редакция ", " magazine ",
		" daily ", " times ", " post ", " journal ", " media ",
		" network ", " inc ", " ltd ", " llc ", " gmbh ", " company ",
		" university ", " institute ", " foundation ", " ministry ",
		" department ", " association ", " council ", " online ",
		" web ", " digital ", " com ", " org ", " http ", " https ",
		" www ", " facebook ", " twitter ", " follow ", " share ",
		" subscribe ", " comments ", " views ", " updated ",
		" published ", " posted ", " minutes ", " min ", " ago ",
		" anonymous ", " unknown ", " user ", " author ", " authors ",
		" reuters ", " afp ", " dpa ", " ap ", " wire ", " service ",
		" read ", " more ", " about ", " the ", " all ", " archive ",
	};
	struct buf b = BUF_INIT;
	bool yes = false;

	buf_addc(&b, ' ');
	text_squash(&b, name, strlen(name));
	buf_addc(&b, ' ');
	/* text_squash() may or may not start a word of its own. */
	for (size_t i = 0; i < sizeof(words) / sizeof(*words) && !yes; i++)
		yes = strstr(b.ptr, words[i]) != NULL;
	buf_release(&b);
	return yes;
}

static size_t count_words(const char *s)
{
	size_t n = 0;

	for (const char *q = s; *q; q++)
		n += *q != ' ' && (q == s || q[-1] == ' ');
	return n;
}

/* Said to be the author, or found in a line that looks like a byline. */
enum found { FOUND_MARKED, FOUND_SHOWN };

static bool is_person(const struct page *p, const char *name,
		      enum found found)
{
	size_t len = strlen(name), words = count_words(name);
	uint32_t cp;

	if (len < 2 || len > NAME_BYTES_MAX || words > NAME_WORDS_MAX ||
	    strpbrk(name, "0123456789@#/\\{}[]<>=_?!;:%&*+$|"))
		return false;
	utf8_next(name, len, &cp);
	/* In running text a name begins with a capital; marked as the
	 * author, "rasos" may be one, too. */
	if (cp >= 'a' && cp <= 'z' && words < 2 && found == FOUND_SHOWN)
		return false;
	if (words == 1 && (unsigned char)name[0] < 0x80 && len > 20)
		return false;
	if (is_office(name))
		return false;
	return !p->site || !text_is_same(p->site, name);
}

static void join(struct page *p, const char *name)
{
	char *old = p->a->author;

	if (old && (strstr(old, name) ||
		    strlen(old) + strlen(name) > AUTHORS_BYTES_MAX))
		return;
	p->a->author = old ? xasprintf("%s, %s", old, name) : xstrdup(name);
	free(old);
}

/* Where one name ends and the next begins; its length, or 0. */
static size_t joint(const char *s)
{
	static const char *const joints[] = {
		",", ";", " and ", " & ", " und ", " et ", " y ", " e ",
		" och ", " og ", " en ", " with ", " | ", "|", "、", "・",
		" - ", " – ", " — ", " • ", " · ", "/", " и ", "\n",
	};

	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++)
		if (starts_ci(s, joints[i]))
			return strlen(joints[i]);
	return 0;
}

static void add_one(struct page *p, const char *s, size_t len,
		    enum found found)
{
	struct buf b = BUF_INIT;

	text_clean(&b, s, len, CLEAN_LINE);
	size_t skip = by_mark(b.ptr);
	char *name = xstrdup(b.ptr + skip);
	buf_release(&b);
	/* "Jane Doe (Lisbon)" */
	char *paren = strpbrk(name, "(<[");
	if (paren > name)
		*paren = '\0';
	len = strlen(name);
	while (len && strchr(" .,-", name[len - 1]) &&
	       !(name[len - 1] == '.' && len > 3 && name[len - 3] == ' '))
		name[--len] = '\0';
	if (is_person(p, name, found))
		join(p, name);
	free(name);
}

static void add_names(struct page *p, const char *s, enum found found)
{
	const char *from = s;

	if (!s || strlen(s) > 600 || starts_ci(s, "http"))
		return;
	for (const char *q = s;; q++) {
		size_t n = *q ? joint(q) : 0;
		if (*q && !n)
			continue;
		if (q > from)
			add_one(p, from, (size_t)(q - from), found);
		if (!*q)
			break;
		from = q + n;
		q = from - 1;
	}
}

void page_add_author(struct page *p, const char *s)
{
	add_names(p, s, FOUND_MARKED);
}

/* An element that the page marks as the author. */
static bool is_marked(const struct page *p, uint32_t i)
{
	const char *rel = page_attr(p, i, "rel");
	const char *prop = page_attr(p, i, "itemprop");

	return !strcasecmp(rel, "author") || !strcasecmp(prop, "author");
}

static void from_element(struct page *p, uint32_t i, enum found found)
{
	/* A name inside it is more exact than all of it. */
	for (uint32_t k = i; k < p->v[i].end; k++) {
		if (!strcasecmp(page_attr(p, k, "itemprop"), "name")) {
			const char *c = page_attr(p, k, "content");
			char *s = *c ? xstrdup(c) : page_text_dup(p, k, 300);
			add_names(p, s, found);
			free(s);
			return;
		}
	}
	char *s = page_text_dup(p, i, 300);
	add_names(p, s, found);
	free(s);
}

/* In a byline the links are the names, if there are any. */
static void from_byline(struct page *p, uint32_t i)
{
	bool links = false;

	for (uint32_t k = i + 1; k < p->v[i].end; k++) {
		if (p->v[k].tag != TAG_A)
			continue;
		char *s = page_text_dup(p, k, 100);
		if (s && is_person(p, s, FOUND_SHOWN)) {
			join(p, s);
			links = true;
		}
		free(s);
	}
	if (!links)
		from_element(p, i, FOUND_SHOWN);
}

void page_people(struct page *p, uint32_t from, uint32_t to)
{
	static const char *const names[] = {
		"author", "parsely-author", "sailthru.author", "dc.creator",
		"dcterms.creator", "article:author", "byl", "byline",
		"citation_author", "article:author_name", "twitter:data1",
		NULL,
	};
	size_t last = sizeof(names) / sizeof(*names) - 2;

	for (size_t i = 0; i < last && !p->a->author; i++) {
		const char *one[] = { names[i], NULL };
		page_add_author(p, page_meta_get(p, one));
	}
	for (uint32_t i = from; i < to && !p->a->author; i++)
		if (p->v[i].tag != TAG_TEXT && is_marked(p, i) &&
		    !page_under(p, i, NAME_COMMENTS | NAME_RELATED))
			from_element(p, i, FOUND_MARKED);
	for (uint32_t i = from; i < to && !p->a->author; i++) {
		const struct pnode *n = &p->v[i];
		if (n->tag == TAG_TEXT || !(n->names & NAME_BYLINE) ||
		    n->end - i > 60 ||
		    page_under(p, i, NAME_COMMENTS | NAME_RELATED))
			continue;
		from_byline(p, i);
	}
	/* A short line that begins with "By": the last resort. */
	for (uint32_t i = from; i < to && !p->a->author; i++) {
		const struct pnode *n = &p->v[i];
		if (n->tag != TAG_TEXT && n->end - i > 1 && n->end - i < 12 &&
		    n->text <= BY_LINE_MAX &&
		    n->tag != TAG_SCRIPT && n->tag != TAG_SKIP) {
			char *s = page_text_dup(p, i, BY_LINE_MAX);
			if (s && by_mark(s) && s[by_mark(s)] >= 'A' &&
			    (s[by_mark(s)] <= 'Z' || s[by_mark(s)] & 0x80))
				add_names(p, s, FOUND_SHOWN);
			free(s);
		}
	}
}
