/* newsboat.c - see newsboat.h. A line is words parted by blanks, "..."
 * holds them together with \" and \\ in it, # begins a comment. Source:
 * newsboat's manual, "Configuration Commands" and "Using Double Quotes". */
#include "config.h"

#include "thrum/conf/newsboat.h"

#include <stdlib.h>
#include <string.h>

#include "lines_priv.h"
#include "thrum/base/i18n.h"
#include "thrum/base/vec.h"
#include "thrum/conf/config.h"
#include "thrum/conf/keymap.h"
#include "thrum/model/search.h"

#include "thrum/base/banned.h"

enum { WORDS_MAX = 32 };

struct words {
	char *v[WORDS_MAX]; /* owned */
	int n;
};

static const char THEMES[] = N_("colours are a theme's: see thrum-themes(5)"),
		  FEEDS[] = N_("thrum reads feeds itself; sync with services is "
			       "not there yet"),
		  TITLES[] = N_("title-format says what the first row shows, "
				"in every view"),
		  IGNORE[] = N_("a line of the file rules says it: kill QUERY"),
		  FILTERS[] = N_("F filters with these words; "
				 "\"query:NAME:WORDS\" in the "
				 "feeds file keeps them"),
		  NEVER[] = N_("nothing is deleted by itself");

/* `to` "" = none; ours take the value as it is when it is valid there. */
static const struct {
	const char *name, *to, *why;
} settings[] = {
	{ "browser", "browser", NULL },
	{ "bookmark-cmd", "bookmark-command", NULL },
	{ "notify-program", "notify-command", NULL },
	{ "player", "player", NULL },
	{ "text-width", "text-width", NULL },
	{ "refresh-on-startup", "fetch-on-start", NULL },
	{ "reload-time", "fetch-every-minutes", NULL },
	{ "reload-threads", "connections", NULL },
	{ "download-timeout", "timeout-seconds", NULL },
	{ "cookie-cache", "cookie-file", NULL },
	{ "history-limit", "history", NULL },
	{ "proxy", "proxy", NULL },
	{ "datetime-format", "datetime-format", NULL },
	{ "save-path", "save-path", NULL },
	{ "articlelist-format", "articles-format", NULL },
	{ "feedlist-format", "feeds-format", NULL },
	{ "auto-reload", "",
	  N_("feeds are fetched in the background unless "
	     "fetch-every-minutes is 0") },
	{ "use-proxy", "", N_("a proxy that is set is used") },
	{ "proxy-type", "", N_("say socks5h://HOST:PORT as proxy") },
	{ "color", "", THEMES },
	{ "highlight", "", THEMES },
	{ "highlight-article", "", THEMES },
	{ "search-highlight-colors", "", THEMES },
	{ "articlelist-title-format", "", TITLES },
	{ "feedlist-title-format", "", TITLES },
	{ "itemview-title-format", "", TITLES },
	{ "help-title-format", "", TITLES },
	{ "urlview-title-format", "", TITLES },
	{ "searchresult-title-format", "", TITLES },
	{ "dialogs-title-format", "", TITLES },
	{ "selecttag-title-format", "", TITLES },
	{ "selectfilter-title-format", "", TITLES },
	{ "filebrowser-title-format", "", TITLES },
	{ "dirbrowser-title-format", "", TITLES },
	{ "ignore-article", "", IGNORE },
	{ "define-filter", "", FILTERS },
	{ "max-items", "", NEVER },
	{ "keep-articles-days", "", NEVER },
	{ "cleanup-on-quit", "", NEVER },
	{ "delete-read-articles-on-quit", "", NEVER },
	{ "urls-source", "", FEEDS },
	{ "opml-url", "", N_("import the list: thrum import FILE.opml") },
	{ "download-full-page", "",
	  N_("give the feed the tag fulltext, or press x") },
	{ "cache-file", "", N_("thrum --store FILE") },
	{ "include", "", N_("one file; its lines go here") },
	{ "always-display-description", "",
	  N_("the longer one of text and summary is shown") },
	{ "html-renderer", "", N_("thrum sets texts itself") },
	{ "pager", "", N_("thrum is one; | gives a text to a command") },
	{ "external-url-viewer", "", N_("u lists links, | gives the text to a "
					"command") },
	{ "scrolloff", "", N_("lists scroll as they need to") },
	{ "show-read-feeds", "", N_(":only-unread hides what is read") },
	{ "show-read-articles", "", N_(":only-unread hides what is read") },
	{ "article-sort-order", "", N_("= sorts") },
	{ "feed-sort-order", "",
	  N_("feeds are in the order of the feeds file") },
	{ "confirm-exit", "", N_("nothing is lost by leaving") },
	{ "user-agent", "",
	  N_("servers are told the truth; a feed's tag user-agent=WORDS is "
	     "its own") },
	{ "ssl-verifyhost", "", N_("certificates are checked; ca-file adds "
				   "one") },
	{ "ssl-verifypeer", "", N_("certificates are checked; ca-file adds "
				   "one") },
	{ "error-log", "", N_("! shows errors; --log FILE keeps a diary") },
	{ "mark-as-read-on-hover", "", N_("opening marks read") },
	{ "run-on-startup", "", N_("macros run by key") },
	{ "podcast-auto-enqueue", "",
	  N_("what is attached goes to the player when it is opened") },
	{ "show-keymap-hint", "", N_("the hints stay while there is room") },
	{ "show-title-bar", "", N_("the title stays while there is room") },
};

const char *newsboat_setting(const char *name, const char **why)
{
	for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
		if (strcmp(settings[i].name, name) != 0)
			continue;
		*why = settings[i].why;
		return settings[i].to;
	}
	return NULL;
}

/* ---- words --------------------------------------------------------- */

static char *take_word(struct span *rest)
{
	struct buf word = BUF_INIT;
	bool quoted = rest->p[0] == '"';
	size_t i = quoted;

	for (; i < rest->len; i++) {
		char c = rest->p[i];
		if (quoted ? c == '"' : c == ' ' || c == '\t')
			break;
		if (quoted && c == '\\' && i + 1 < rest->len)
			c = rest->p[++i];
		buf_addc(&word, c);
	}
	i += quoted && i < rest->len;
	rest->p += i;
	rest->len -= i;
	if (!word.ptr || !word.len) {
		buf_release(&word);
		return xstrdup("");
	}
	return buf_detach(&word);
}

/* Tabs part words. */
static bool has_controls(struct span line)
{
	for (size_t i = 0; i < line.len; i++)
		if (line.p[i] != '\t' &&
		    ((unsigned char)line.p[i] < ' ' || line.p[i] == 0x7f))
			return true;
	return false;
}

static void split(struct span line, struct words *out)
{
	out->n = 0;
	for (line = span_trim(line); line.len && out->n < WORDS_MAX;
	     line = span_trim(line)) {
		if (line.p[0] == '#')
			return;
		out->v[out->n++] = take_word(&line);
	}
}

static void words_release(struct words *w)
{
	for (int i = 0; i < w->n; i++)
		free(w->v[i]);
	w->n = 0;
}

/* ---- settings ------------------------------------------------------ */

static void comment(struct span line, const char *why, struct buf *out)
{
	buf_adds(out, "# ");
	buf_add(out, line.p, line.len);
	if (why)
		buf_addf(out, "\n#   (%s)", _(why));
	buf_addc(out, '\n');
}

/* A line of keys is taken as it is when we understand it. */
static void keys_line(struct span line, struct buf *out)
{
	struct buf problems = BUF_INIT;
	struct keymap map;
	char *why = NULL;

	keymap_init_default(&map);
	keymap_parse(&map, line.p, line.len, &problems);
	if (problems.len) {
		const char *at = strstr(problems.ptr, ": ");
		at = at ? at + 2 : problems.ptr;
		why = xstrndup(at, strcspn(at, "\n"));
		comment(line, why, out);
	} else {
		buf_add(out, line.p, line.len);
		buf_addc(out, '\n');
	}
	free(why);
	keymap_release(&map);
	buf_release(&problems);
}

static void setting_line(struct span line, const struct words *w,
			 struct buf *out)
{
	const char *why = NULL, *to = newsboat_setting(w->v[0], &why);
	struct buf value = BUF_INIT;
	struct err err = { 0 };
	struct config c;

	if (!to || !*to || w->n < 2) {
		comment(line, to ? why : N_("nothing like it is here"), out);
		return;
	}
	config_init(&c);
	if (config_set(&c, to, w->v[1], &err) != ST_OK) {
		comment(line, err.msg, out);
	} else {
		config_get(&c, to, &value);
		buf_addf(out, "%s %s\n", to, value.ptr);
	}
	buf_release(&value);
	config_release(&c);
}

/* ---- rules --------------------------------------------------------- */

static void add_quoted(struct buf *out, const char *s)
{
	buf_addc(out, '"');
	for (; *s; s++) {
		if (*s == '"')
			buf_addc(out, '\\');
		buf_addc(out, *s);
	}
	buf_addc(out, '"');
}

/* ignore-article FEED EXPRESSION, where FEED is * or an address or
 * regex:EXPRESSION: our searches read newsboat's filters. */
static enum status rule_of(const struct words *w, struct buf *out,
			   struct err *err)
{
	struct search *s = NULL;

	if (w->n != 3 || !w->v[2][strspn(w->v[2], " \t")])
		return err_set(err, ST_USAGE, "%s", _(IGNORE));
	if (!strcmp(w->v[1], "*")) {
		buf_adds(out, w->v[2]);
	} else {
		bool expr = !strncmp(w->v[1], "regex:", 6);
		buf_adds(out, expr ? "rssurl =~ " : "rssurl = ");
		add_quoted(out, w->v[1] + (expr ? 6 : 0));
		buf_addf(out, " and (%s)", w->v[2]);
	}
	enum status st = search_parse(w->v[2], NULL, &s, err);
	search_free(s);
	s = NULL;
	if (st == ST_OK)
		st = search_parse(out->ptr, NULL, &s, err);
	search_free(s);
	return st;
}

static void ignore_line(struct span line, const struct words *w,
			struct buf *out)
{
	struct buf rule = BUF_INIT;
	struct err err = { 0 };

	comment(line, NULL, out);
	if (rule_of(w, &rule, &err) == ST_OK)
		buf_addf(out, _("#   (in the file rules: kill %s)\n"), rule.ptr);
	else
		buf_addf(out, "#   (%s)\n", err.msg);
	buf_release(&rule);
}

void newsboat_rules(const char *s, size_t len, struct buf *out)
{
	struct line_iter it;

	line_iter_init(&it, s, len);
	while (line_next(&it)) {
		struct buf rule = BUF_INIT;
		struct words w;

		if (has_controls(it.line))
			continue;
		split(it.line, &w);
		if (w.n && !strcmp(w.v[0], "ignore-article") &&
		    rule_of(&w, &rule, NULL) == ST_OK)
			buf_addf(out, "kill %s\n", rule.ptr);
		words_release(&w);
		buf_release(&rule);
	}
}

/* ---- lines --------------------------------------------------------- */

static void one_line(struct span line, struct buf *out)
{
	struct span rest = line, verb = span_word(&rest);
	struct words w;

	if (has_controls(line)) {
		buf_adds(out, _("# (a line with control characters)\n"));
		return;
	}
	if (!verb.len || verb.p[0] == '#') {
		buf_add(out, line.p, line.len);
		buf_addc(out, '\n');
		return;
	}
	if (keymap_is_line(verb)) {
		keys_line(line, out);
		return;
	}
	split(line, &w);
	if (w.n && !strcmp(w.v[0], "ignore-article"))
		ignore_line(line, &w, out);
	else if (w.n)
		setting_line(line, &w, out);
	words_release(&w);
}

void newsboat_config(const char *s, size_t len, struct buf *out)
{
	struct line_iter it;

	buf_addf(out, "# %s\nkeymap newsboat\n\n",
		 _("From newsboat's configuration; what thrum has not is "
		   "commented, with what to do instead."));
	line_iter_init(&it, s, len);
	while (line_next(&it))
		one_line(span_trim(it.line), out);
}
