/* keymap.c - see keymap.h.
 *
 * Bindings are kept in the order they were made and searched backwards:
 * a map has some hundred of them and a key comes a few times a second, so
 * an index would only be one more thing to keep in step. */
#include "config.h"

#include "thrum/conf/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "aliases_priv.h"
#include "lines_priv.h"
#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

const char *const keymap_views[] = {
	"threads", "thread", "article", "articles", "feeds", "links",
	"help", "messages", "side", "tags", "facts", "summary", "differ",
	"quotes", "timeline", "coverage", "compare", "revisions", "since",
	"muted", "edit", "choose", "trends", "why", "welcome", NULL,
};

static void bind(struct keymap *map, uint32_t key, enum action action,
		 struct span view)
{
	struct key_binding b = {
		.key = key,
		.action = action,
		.view = view.len ? xstrndup(view.p, view.len) : NULL,
	};
	vec_push(map, b);
}

/* Keys that only make sense on one view. */
static const char view_keys[] = "bind D demo welcome\n"
				"bind O import welcome\n"
				"bind N import welcome\n";

void keymap_init_default(struct keymap *map)
{
	struct buf problems = BUF_INIT;

	*map = (struct keymap){ 0 };
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		struct span rest = { info->keys, strlen(info->keys) };

		for (;;) {
			struct span word = span_word(&rest);
			if (!word.len)
				break;
			uint32_t key = key_parse(word.p, word.len);
			if (!key)
				BUG("a default key has no meaning");
			bind(map, key, info->id, (struct span){ 0 });
		}
	}
	keymap_parse(map, view_keys, strlen(view_keys), &problems);
	if (problems.len)
		BUG("a view's own key cannot be bound");
	buf_release(&problems);
}

void keymap_release(struct keymap *map)
{
	for (size_t i = 0; i < map->len; i++)
		free(map->v[i].view);
	for (size_t i = 0; i < map->macros.len; i++)
		free(map->macros.v[i].commands);
	vec_release(&map->macros);
	vec_release(map);
}

/* ---- the keys file ------------------------------------------------- */

static bool view_is_known(struct span view)
{
	for (size_t i = 0; keymap_views[i]; i++)
		if (span_is(view, keymap_views[i]))
			return true;
	return false;
}

/* The next word, or an empty one at a comment. */
static struct span word_or_end(struct span *rest)
{
	struct span word = span_word(rest);

	if (word.len && word.p[0] == '#')
		word = (struct span){ 0 };
	if (!word.len)
		rest->len = 0;
	return word;
}

static enum action action_named(struct span word)
{
	char name[64];

	if (!word.len || word.len >= sizeof(name))
		return ACTION_NONE;
	memcpy(name, word.p, word.len);
	name[word.len] = '\0';
	return action_find(name);
}

static uint32_t parse_key(struct span word, int line, struct buf *problems)
{
	uint32_t key = key_parse(word.p, word.len);

	if (!key)
		problem_add(problems, line,
			    _("\"%.*s\" is no key; write it as j, ^F, Space, "
			      "PageUp, F5, M-x or za"),
			    span_width(word), word.p);
	return key;
}

/* newsboat's ` -- "what it does"` at the end is for people. */
static struct span without_description(struct span s)
{
	for (size_t i = 0; i + 4 < s.len; i++)
		if (!memcmp(s.p + i, " -- \"", 5))
			return span_trim((struct span){ s.p, i });
	return s;
}

/* `rest` is what follows "macro". Its commands go to the end of the line:
 * a '#' may be part of them. */
static void parse_macro(struct keymap *map, struct span rest, int line,
			struct buf *problems)
{
	uint32_t key = parse_key(span_word(&rest), line, problems);
	struct span words = without_description(span_trim(rest));

	if (!key)
		return;
	if (!words.len) {
		problem_add(problems, line,
			    _("a macro wants commands: macro KEY COMMAND; "
			      "COMMAND"));
		return;
	}
	struct key_macro m = { key, xstrndup(words.p, words.len) };
	vec_push(&map->macros, m);
}

static void unknown_action(struct span word, int line, struct buf *problems)
{
	problem_add(problems, line,
		    _("\"%.*s\" is no action; the help screen names them all"),
		    span_width(word), word.p);
}

/* The rest of the line is empty or a comment. */
static bool is_over(struct span *rest, int line, struct buf *problems)
{
	struct span word = word_or_end(rest);

	if (word.len)
		problem_add(problems, line, _("\"%.*s\" is one word too many"),
			    span_width(word), word.p);
	return !word.len;
}

/* `views` are parted by blanks, "" = all. */
static void bind_views(struct keymap *map, uint32_t key, enum action action,
		       const char *views)
{
	struct span rest = { views, strlen(views) };

	if (!rest.len)
		bind(map, key, action, rest);
	for (;;) {
		struct span view = span_word(&rest);
		if (!view.len)
			return;
		bind(map, key, action, view);
	}
}

/* Our name of a view, or one of newsboat's dialogs; NULL is neither. */
static bool bind_in(struct keymap *map, uint32_t key, enum action action,
		    struct span view)
{
	const char *views = view.len ? dialog_views(view) : NULL;

	if (!view.len || view_is_known(view)) {
		bind(map, key, action, view);
		return true;
	}
	if (views)
		bind_views(map, key, action, views);
	return views != NULL;
}

/* newsboat 2.40: `bind KEY DIALOG[,DIALOG...] OPERATION [-- "..."]`, with
 * `dialogs` read already. */
static void bind_new_style(struct keymap *map, uint32_t key,
			   struct span dialogs, struct span rest, int line,
			   struct buf *problems)
{
	struct span word = word_or_end(&rest);
	enum action action = action_named(word);
	struct span next = word_or_end(&rest);

	if (action == ACTION_NONE) {
		unknown_action(word, line, problems);
		return;
	}
	if (next.len && !span_is(next, "--")) {
		problem_add(problems, line,
			    _("a key does one thing; several are a macro"));
		return;
	}
	while (dialogs.len) {
		const char *comma = memchr(dialogs.p, ',', dialogs.len);
		size_t n = comma ? (size_t)(comma - dialogs.p) : dialogs.len;
		struct span one = { dialogs.p, n };

		if (!bind_in(map, key, action, one))
			problem_add(problems, line, _("\"%.*s\" is no view"),
				    span_width(one), one.p);
		n += comma != NULL;
		dialogs = (struct span){ dialogs.p + n, dialogs.len - n };
	}
}

static bool is_dialogs(struct span word)
{
	const char *comma = memchr(word.p, ',', word.len);
	size_t n = comma ? (size_t)(comma - word.p) : word.len;

	return dialog_views((struct span){ word.p, n }) != NULL;
}

/* `rest` is what follows "bind" or "unbind". */
static void parse_binding(struct keymap *map, struct span rest,
			  bool with_action, int line, struct buf *problems)
{
	struct span word;
	uint32_t key = parse_key(span_word(&rest), line, problems);
	enum action action = ACTION_NONE;

	if (!key)
		return;
	if (with_action) {
		word = word_or_end(&rest);
		action = action_named(word);
		if (action == ACTION_NONE && word.len && is_dialogs(word)) {
			bind_new_style(map, key, word, rest, line, problems);
			return;
		}
		if (action == ACTION_NONE) {
			unknown_action(word, line, problems);
			return;
		}
	}
	struct span view = word_or_end(&rest);
	if (!is_over(&rest, line, problems))
		return;
	if (!bind_in(map, key, action, view))
		problem_add(problems, line, _("\"%.*s\" is no view"),
			    span_width(view), view.p);
}

static const char *const verbs[] = { "bind",	   "bind-key", "unbind",
				     "unbind-key", "macro",    NULL };

bool keymap_is_line(struct span verb)
{
	for (int i = 0; verbs[i]; i++)
		if (span_is(verb, verbs[i]))
			return true;
	return false;
}

static void parse_line(struct keymap *map, struct span verb, struct span rest,
		       int line, struct buf *problems)
{
	if (span_is(verb, "macro"))
		parse_macro(map, rest, line, problems);
	else
		parse_binding(map, rest, verb.p[0] == 'b', line, problems);
}

void keymap_parse(struct keymap *map, const char *s, size_t len,
		  struct buf *problems)
{
	struct line_iter it;

	line_iter_init(&it, s, len);
	while (line_next(&it)) {
		struct span rest = it.line;
		struct span verb = word_or_end(&rest);

		if (!verb.len)
			continue;
		if (keymap_is_line(verb))
			parse_line(map, verb, rest, it.number, problems);
		else
			problem_add(problems, it.number,
				    _("\"%.*s\" is unknown; a line is `bind "
				      "KEY ACTION [VIEW]`, `unbind KEY "
				      "[VIEW]` or `macro KEY COMMAND; ...`"),
				    span_width(verb), verb.p);
	}
}

void keymap_parse_config(struct keymap *map, const char *s, size_t len,
			 struct buf *problems)
{
	struct line_iter it;

	line_iter_init(&it, s, len);
	while (line_next(&it)) {
		struct span rest = it.line;
		struct span verb = word_or_end(&rest);

		if (verb.len && keymap_is_line(verb))
			parse_line(map, verb, rest, it.number, problems);
	}
}

/* ---- asking -------------------------------------------------------- */

static const struct key_binding *find_in(const struct keymap *map,
					 uint32_t key, const char *view)
{
	for (size_t i = map->len; i-- > 0;) {
		const struct key_binding *b = &map->v[i];

		if (b->key != key || !b->view != !view)
			continue;
		if (!view || !strcmp(b->view, view))
			return b;
	}
	return NULL;
}

enum action keymap_find(const struct keymap *map, uint32_t key,
			const char *view)
{
	const struct key_binding *b = view ? find_in(map, key, view) : NULL;

	if (!b)
		b = find_in(map, key, NULL);
	return b ? b->action : ACTION_NONE;
}

const char *keymap_macro(const struct keymap *map, uint32_t key)
{
	for (size_t i = map->macros.len; i-- > 0;)
		if (map->macros.v[i].key == key)
			return map->macros.v[i].commands;
	return NULL;
}

bool keymap_is_prefix(const struct keymap *map, uint32_t key,
		      const char *view)
{
	for (size_t i = 0; i < map->len; i++) {
		uint32_t seq = map->v[i].key;
		if (seq & KEYC_SEQ && (seq >> 8 & 0x7f) == key &&
		    keymap_find(map, seq, view) != ACTION_NONE)
			return true;
	}
	return false;
}

/* Was the key of binding `i` met before it? */
static bool is_repeated(const struct keymap *map, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (map->v[k].key == map->v[i].key)
			return true;
	return false;
}

/* Does any binding, effective or not, give the key this meaning? Asked first:
 * it is quick, and for nearly all keys the answer is no. */
static bool may_mean(const struct keymap *map, uint32_t key,
		     enum action action)
{
	for (size_t i = 0; i < map->len; i++)
		if (map->v[i].action == action && map->v[i].key == key)
			return true;
	return false;
}

void keymap_keys(const struct keymap *map, enum action action,
		 const char *view, int max, struct buf *out)
{
	for (size_t i = 0; i < map->len && max > 0; i++) {
		uint32_t key = map->v[i].key;

		if (!may_mean(map, key, action) || is_repeated(map, i) ||
		    keymap_find(map, key, view) != action)
			continue;
		if (out->len)
			buf_addc(out, ' ');
		key_name(key, out);
		max--;
	}
}
