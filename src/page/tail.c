/* tail.c - what stands below the text: pointers, notices, links, who wrote
 * it and how to reach them.
 *
 * Blocks are taken from the end as long as each is none of the text: it
 * begins with words that stand below texts everywhere, is links, is a
 * heading over nothing, is about the author, or is a short line under long
 * prose. The first block that may be text ends it.
 */
#include "config.h"

#include "page_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/text/fold.h"
#include "thrum/base/banned.h"

/* Words that stand below texts everywhere. */
bool page_is_notice(const char *s)
{
	static const char *const starts[] = {
		"©", "(c) ", "copyright ", "all rights reserved",
		"follow us", "follow @", "sign up", "subscribe", "share this",
		"like this", "read more", "read next", "related", "see also",
		"advertisement", "tags", "tagged", "filed under", "topics",
		"more from", "more on", "comments", "leave a comment",
		"click here", "get the", "download our", "join our",
		"this article was originally", "tell us", "have a tip",
		"contact us", "privacy policy", "terms of", "disclaimer",
		"originally published", "we use cookies", "this website uses",
		"alle rechte", "tous droits", "todos los derechos",
		"mehr zum thema", "lesen sie auch", "à lire aussi",
		"lea también", "leia também", "leggi anche", "読み物",
		"関連記事", "無断転載", "you may also", "you might also",
		"recommended", "most read", "popular", "next article",
		"previous article", "print this", "email this",
		"reporting by", "contributing:", "disclaimer:", "disclosure:",
		"more information:", "next read", "more great", "don't miss",
		"don’t miss", "want more", "loading", "updated at",
		"clarification", "correction", "editor's note",
		"editor’s note", "discuss this", "share",
		"verwandte", "mehr themen", "weitere beitr", "weitere artikel",
		"zum weiterlesen", "meistgelesen", "kommentar schreiben",
		"schlagw", "zurück zu", "notas relacionadas",
		"relacionad", "etiquetas", "compartir", "articles similaires",
		"partager", "articoli correlati", "condividi", "leia mais",
		"compartilh", "tags:", "gerelateerd", "powiązane",
	};

	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (!strncasecmp(s, starts[i], strlen(starts[i])))
			return true;
	return false;
}


#define CONTACT_BYTES_MAX 320
#define BOILERPLATE_MAX 420
#define BIO_BYTES_MAX 900
#define TAIL_SHARE 50 /* percent of the text that a tail may be */
#define SHORT_BYTES 60
#define LONG_TEXT 800 /* prose above that makes a short line no verse */

/* What the house says below its stories, in the middle of a sentence. */
static bool is_boilerplate(const char *s)
{
	static const char *const parts[] = {
		"contributed to this", "contributed reporting",
		"contributed to the report", "newsletter", "sign up for",
		"subscribe to", "subscribe now", "your subscription",
		"earn a commission", "earn commission", "affiliate",
		"receive compensation", "user agreement", "privacy policy",
		"terms of use", "cookie policy", "all rights reserved",
		"originally published", "originally appeared",
		"first published", "first appeared on", "has been updated",
		"been edited for length", "follow us", "on facebook",
		"on instagram", "trust principles", "registered trademark",
		"bookmark the permalink", "this entry was posted",
		"post views", "licensed under", "creative commons",
		"download the app", "our app", "breaking news alerts",
		"not constitute", "reproduced without", "abonnieren",
		"registrieren", "folgen sie uns", "folge uns",
		"erschien zuerst", "zuerst erschienen", "beitrag wurde am",
		"lizenz", "suscríbete", "boletín",
		"síguenos", "abonnez-vous", "suivez-nous",
		"inscrivez-vous", "assine ", "siga-nos", "iscriviti",
		"seguici", "abonneer", "volg ons",
	};

	if (strlen(s) > BOILERPLATE_MAX)
		return false;
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strcasestr(s, parts[i]))
			return true;
	return false;
}

/* Is one of the boxes around it, smaller than the text, named so? */
static bool is_in(const struct page *p, uint32_t top, uint32_t i,
		  uint32_t names)
{
	for (int k = 0; k < 6 && i != top; k++) {
		const struct pnode *n = &p->v[i];
		if ((uint64_t)n->text * 4 > p->v[top].text)
			return false;
		if (n->names & names && !(n->names & (NAME_BODY | NAME_MARKED)))
			return true;
		i = n->parent;
	}
	return false;
}

/* "Jane Doe is a reporter in Lisbon.": begins with an author's name. */
static bool is_bio(const struct page *p, const char *s)
{
	const char *name = p->a->author;

	while (name && *name) {
		size_t n = strcspn(name, ",");
		if (n >= 5 && !strncasecmp(s, name, n) && s[n] &&
		    strchr(" ,'", s[n]))
			return true;
		name += n + strspn(name + n, ", ");
	}
	return false;
}

/* "Mail to x@y.example", "Follow her on X: @handle" */
static bool is_contact(const char *s)
{
	const char *at = strchr(s, '@');

	return at && (at == s || at[1] > ' ') && strlen(s) < CONTACT_BYTES_MAX;
}

static bool ends_sentence(const char *s)
{
	size_t n = strlen(s);

	return n && (strchr(".!?\"')]:", s[n - 1]) ||
		     (unsigned char)s[n - 1] >= 0x80);
}

static bool is_tail(const struct page *p, uint32_t top, uint32_t i)
{
	const struct pnode *n = &p->v[i];
	bool loose = n->tag != TAG_LI && n->tag != TAG_TD &&
		     n->tag != TAG_PRE && n->tag != TAG_DD &&
		     n->tag != TAG_BLOCKQUOTE;

	if (n->tag == TAG_HEADING || n->own_link * 10 >= n->own * 8)
		return true;
	if (n->own > BIO_BYTES_MAX)
		return false;
	char *s = page_text_dup(p, i, 2 * BIO_BYTES_MAX);
	bool yes = false;
	if (s) {
		yes = n->own <= LINE_BYTES_MAX * 2 && page_is_notice(s);
		yes |= is_boilerplate(s);
		yes |= is_bio(p, s) || (loose && is_contact(s));
		yes |= is_in(p, top, i, NAME_BYLINE | NAME_META);
		yes |= loose && n->own < SHORT_BYTES && !ends_sentence(s) &&
		       p->v[top].good > LONG_TEXT;
	}
	free(s);
	return yes;
}

void page_trim_end(struct page *p, uint32_t top, const struct page_blocks *b)
{
	uint64_t gone = 0;

	for (size_t k = b->len; k-- > 0;) {
		const struct pnode *n = &p->v[b->v[k]];
		/* A picture may stand at the end; it says nothing of what
		 * comes before it. */
		if (n->flags & PN_CAPTION || n->tag == TAG_FIGURE ||
		    n->tag == TAG_FIGCAPTION)
			continue;
		if (!is_tail(p, top, b->v[k]))
			return;
		gone += n->own - n->own_link;
		if (gone * 100 > (uint64_t)p->v[top].text * TAIL_SHARE)
			return;
		page_drop_own(p, b->v[k]);
	}
}
