/* test_conf_keymap.c - names of keys, defaults, the keys file. */
#include "config.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/path.h"
#include "thrum/conf/keymap.h"

#include "thrum/base/banned.h"

static const struct {
	const char *name;
	uint32_t key;
	const char *shown; /* NULL = as written */
} keys[] = {
	{ "j", 'j', NULL },
	{ "J", 'J', NULL },
	{ "?", '?', NULL },
	{ "#", '#', NULL },
	{ "^", '^', NULL },
	{ "\\", '\\', NULL },
	{ "-", '-', NULL },
	{ "M", 'M', NULL },
	{ "F", 'F', NULL },
	{ "\xc3\xa9", 0xe9, NULL },
	{ "\xe3\x81\x82", 0x3042, NULL },
	{ "\xf0\x9f\x98\x80", 0x1f600, NULL },
	{ "^F", 6, NULL },
	{ "^f", 6, "^F" },
	{ "^M", '\n', "Enter" },
	{ "^J", '\n', "Enter" },
	{ "^I", '\t', "Tab" },
	{ "^[", 27, "Esc" },
	{ "^?", KEYC_BACKSPACE, "Backspace" },
	{ "^_", 31, NULL },
	{ "Space", ' ', NULL },
	{ "space", ' ', "Space" },
	{ "Enter", '\n', NULL },
	{ "Return", '\n', "Enter" },
	{ "PgDn", KEYC_PAGE_DOWN, "PageDown" },
	{ "F1", KEYC_F0 + 1, NULL },
	{ "f12", KEYC_F12, "F12" },
	{ "M-x", KEYC_META + 'x', NULL },
	{ "M-^F", KEYC_META + 6, NULL },
	{ "M-Up", KEYC_META + KEYC_UP, NULL },
	{ "M--", KEYC_META + '-', NULL },
	{ "", 0, NULL },
	{ "F0", 0, NULL },
	{ "F13", 0, NULL },
	{ "F01", 0, NULL },
	{ "F1x", 0, NULL },
	{ "za", KEYC_SEQ | 'z' << 8 | 'a', NULL },
	{ "gg", KEYC_SEQ | 'g' << 8 | 'g', NULL },
	{ "zaz", 0, NULL },
	{ "z ", 0, NULL },
	{ "M-za", 0, NULL },
	{ "M-", 0, NULL },
	{ "^@", 0, NULL },
	{ "^1", 0, NULL },
	{ "Spacebar", 0, NULL },
	{ " ", 0, NULL },
	{ "\x1b", 0, NULL },
	{ "\xc2\x85", 0, NULL },
	{ "\xc3", 0, NULL },
	{ "\xc3j", 0, NULL },
	{ "\xed\xa0\x80", 0, NULL },
	{ "\xf5\x80\x80\x80", 0, NULL },
};

Test(key, names_round_trip)
{
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const char *name = keys[i].name;
		struct buf shown = BUF_INIT;

		cr_assert_eq(key_parse(name, strlen(name)), keys[i].key,
			     "\"%s\"", name);
		if (keys[i].key) {
			key_name(keys[i].key, &shown);
			cr_assert_str_eq(shown.ptr, keys[i].shown ?
							    keys[i].shown :
							    name);
			cr_assert_eq(key_parse(shown.ptr, shown.len),
				     keys[i].key);
		}
		buf_release(&shown);
	}
}

Test(key, every_named_key_reads_back)
{
	for (uint32_t k = KEYC_UP; k <= KEYC_F12; k++) {
		struct buf name = BUF_INIT;

		key_name(k, &name);
		if (name.len)
			cr_assert_eq(key_parse(name.ptr, name.len), k);
		buf_release(&name);
	}
}

Test(keymap, no_two_actions_share_a_default_key)
{
	struct keymap map;

	keymap_init_default(&map); /* BUG()s on a key it cannot read */
	cr_assert(map.len > 40);
	for (size_t i = 0; i < map.len; i++)
		for (size_t k = 0; !map.v[i].view && k < i; k++)
			cr_assert_neq(map.v[i].key, map.v[k].key,
				      "%s and %s",
				      action_info(map.v[i].action)->name,
				      action_info(map.v[k].action)->name);
	keymap_release(&map);
}

/* Every key of the manuals of newsboat, vim and neomutt that means something
 * here; what is different on purpose is told in doc/coming-from.md. */
static const struct {
	const char *map, *key, *view;
	enum action action;
} expected[] = {
	{ "newsboat", "Enter", "feeds", ACTION_OPEN },
	{ "newsboat", "q", "article", ACTION_QUIT },
	{ "newsboat", "Q", "feeds", ACTION_QUIT_ALL },
	{ "newsboat", "r", "feeds", ACTION_FETCH_ONE },
	{ "newsboat", "R", "feeds", ACTION_FETCH_ALL },
	{ "newsboat", "A", "feeds", ACTION_MARK_ALL },
	{ "newsboat", "C", "feeds", ACTION_MARK_LIST },
	{ "newsboat", "s", "article", ACTION_SAVE },
	{ "newsboat", "n", "article", ACTION_NEXT_UNREAD },
	{ "newsboat", "p", "article", ACTION_PREV_UNREAD },
	{ "newsboat", "J", "articles", ACTION_DOWN },
	{ "newsboat", "K", "feeds", ACTION_UP },
	{ "newsboat", "J", "article", ACTION_NEXT_THREAD },
	{ "newsboat", "o", "article", ACTION_BROWSER },
	{ "newsboat", "O", "articles", ACTION_BROWSER_READ },
	{ "newsboat", "?", "article", ACTION_HELP },
	{ "newsboat", "N", "articles", ACTION_TOGGLE_READ },
	{ "newsboat", "l", "feeds", ACTION_ONLY_UNREAD },
	{ "newsboat", "u", "article", ACTION_LINKS },
	{ "newsboat", "t", "feeds", ACTION_VIEW_TAGS },
	{ "newsboat", "^T", "feeds", ACTION_VIEW_TAGS },
	{ "newsboat", "/", "articles", ACTION_SEARCH },
	{ "newsboat", "#", "article", ACTION_LINK_NO },
	{ "newsboat", "1", "article", ACTION_LINK_NO },
	{ "newsboat", "0", "article", ACTION_LINK_NO },
	{ "newsboat", "^L", "article", ACTION_REDRAW },
	{ "newsboat", ":", "article", ACTION_COMMAND },
	{ "newsboat", "F", "articles", ACTION_FILTER },
	{ "newsboat", "^F", "articles", ACTION_CLEAR_FILTER },
	{ "newsboat", "^B", "article", ACTION_BOOKMARK },
	{ "newsboat", "^E", "article", ACTION_TAG },
	{ "newsboat", "^N", "articles", ACTION_NEXT_THREAD },
	{ "newsboat", "^P", "articles", ACTION_PREV_THREAD },
	{ "newsboat", "D", "articles", ACTION_DELETE },
	{ "newsboat", "^X", "article", ACTION_BACK },
	{ "newsboat", "^V", "article", ACTION_JUMP_FORWARD },
	{ "newsboat", "^G", "article", ACTION_JUMP_BACK },
	{ "newsboat", "|", "article", ACTION_PIPE },
	{ "newsboat", "g", "articles", ACTION_SORT },
	{ "newsboat", "G", "feeds", ACTION_SORT },
	{ "newsboat", "Up", "feeds", ACTION_UP },
	{ "newsboat", "PageDown", "feeds", ACTION_PAGE_DOWN },
	{ "newsboat", "Home", "article", ACTION_FIRST },
	{ "newsboat", "End", "article", ACTION_LAST },
	{ "newsboat", ",", "article", ACTION_MACRO },
	{ "newsboat", "Tab", "article", ACTION_OTHER_PANE },
	{ "vim", "gg", "article", ACTION_FIRST },
	{ "vim", "g", "article", ACTION_NONE },
	{ "vim", "G", "article", ACTION_LAST },
	{ "vim", "^D", "article", ACTION_HALF_DOWN },
	{ "vim", "^U", "article", ACTION_HALF_UP },
	{ "vim", "^F", "article", ACTION_PAGE_DOWN },
	{ "vim", "^B", "article", ACTION_PAGE_UP },
	{ "vim", "^E", "article", ACTION_DOWN },
	{ "vim", "^Y", "article", ACTION_UP },
	{ "vim", "^O", "article", ACTION_JUMP_BACK },
	{ "vim", "za", "threads", ACTION_FOLD },
	{ "vim", "zR", "threads", ACTION_FOLD_OPEN_ALL },
	{ "vim", "m", "article", ACTION_SET_MARK },
	{ "vim", "'", "article", ACTION_GO_MARK },
	{ "vim", ".", "article", ACTION_REPEAT },
	{ "vim", "V", "threads", ACTION_VISUAL },
	{ "vim", "ZZ", "article", ACTION_QUIT_ALL },
	{ "vim", "u", "article", ACTION_UNDO },
	{ "vim", "yy", "article", ACTION_COPY_LINK },
	{ "mutt", "Enter", "articles", ACTION_OPEN },
	{ "mutt", "i", "article", ACTION_BACK },
	{ "mutt", "d", "articles", ACTION_DELETE },
	{ "mutt", "F", "articles", ACTION_STAR },
	{ "mutt", "=", "articles", ACTION_FIRST },
	{ "mutt", "*", "articles", ACTION_LAST },
	{ "mutt", "t", "articles", ACTION_PICK },
	{ "mutt", "T", "articles", ACTION_PICK_PATTERN },
	{ "mutt", ";", "articles", ACTION_APPLY },
	{ "mutt", "l", "articles", ACTION_FILTER },
	{ "mutt", "N", "articles", ACTION_TOGGLE_READ },
	{ "mutt", "Tab", "articles", ACTION_NEXT_UNREAD },
	{ "mutt", "^R", "threads", ACTION_MARK_ALL },
	{ "mutt", "^N", "threads", ACTION_NEXT_THREAD },
	{ "mutt", "M-v", "threads", ACTION_FOLD },
	{ "mutt", "M-V", "threads", ACTION_FOLD_CLOSE_ALL },
	{ "mutt", "#", "thread", ACTION_SPLIT },
	{ "mutt", "&", "thread", ACTION_MERGE },
	{ "mutt", "|", "article", ACTION_PIPE },
	{ "mutt", "s", "article", ACTION_SAVE },
	{ "mutt", "-", "article", ACTION_PAGE_UP },
	{ "mutt", "Space", "article", ACTION_READ_ON },
	{ "mutt", "c", "threads", ACTION_VIEW_FEEDS },
	{ "mutt", "x", "threads", ACTION_QUIT_ALL },
};

Test(keymap, presets_do_what_their_users_expect)
{
	for (size_t i = 0; i < sizeof(expected) / sizeof(*expected); i++) {
		const char *key = expected[i].key;
		struct keymap map;

		keymap_init_default(&map);
		cr_assert(keymap_preset(&map, expected[i].map));
		cr_assert_eq(keymap_find(&map, key_parse(key, strlen(key)),
					 expected[i].view),
			     expected[i].action, "%s %s", expected[i].map,
			     key);
		keymap_release(&map);
	}
}

/* Lines of newsboat's configuration, older and newer. */
static const struct {
	const char *line, *key, *view;
	enum action action;
} foreign[] = {
	{ "bind-key ^R reload-all", "^R", NULL, ACTION_FETCH_ALL },
	{ "bind-key SPACE open", "Space", "feeds", ACTION_OPEN },
	{ "bind-key NPAGE pagedown", "PageDown", NULL, ACTION_PAGE_DOWN },
	{ "bind-key z quit feedlist", "z", "feeds", ACTION_QUIT },
	{ "bind-key z quit feedlist", "z", "threads", ACTION_QUIT },
	{ "bind-key z quit feedlist", "z", "article", ACTION_NONE },
	{ "bind-key z next articlelist", "z", "thread", ACTION_NEXT_THREAD },
	{ "bind-key z show-urls all", "z", "help", ACTION_LINKS },
	{ "unbind-key j", "j", NULL, ACTION_NONE },
	{ "unbind-key j article", "j", "article", ACTION_NONE },
	{ "unbind-key j article", "j", "threads", ACTION_DOWN },
	{ "bind z everywhere home", "z", "tags", ACTION_FIRST },
	{ "bind z feedlist,article home -- \"to the top\"", "z", "article",
	  ACTION_FIRST },
	{ "bind z mark-feed-read", "z", NULL, ACTION_MARK_ALL },
};

Test(keymap, lines_of_newsboat)
{
	for (size_t i = 0; i < sizeof(foreign) / sizeof(*foreign); i++) {
		struct buf problems = BUF_INIT;
		struct keymap map;
		const char *line = foreign[i].line, *key = foreign[i].key;

		keymap_init_default(&map);
		keymap_parse_config(&map, line, strlen(line), &problems);
		cr_assert_str_eq(problems.ptr, "");
		cr_assert_eq(keymap_find(&map, key_parse(key, strlen(key)),
					 foreign[i].view),
			     foreign[i].action, "%s", line);
		buf_release(&problems);
		keymap_release(&map);
	}
}

Test(keymap, a_config_file_binds_among_its_settings)
{
	static const char file[] = "theme nord\n"
				   "bind z help\n"
				   "bind-key y frobnicate\n"
				   "macro k star; next-unread -- \"keep\"\n"
				   "frobnicate yes\n";
	struct buf problems = BUF_INIT;
	struct keymap map;

	keymap_init_default(&map);
	keymap_parse_config(&map, file, strlen(file), &problems);
	cr_assert_eq(keymap_find(&map, 'z', NULL), ACTION_HELP);
	cr_assert_str_eq(keymap_macro(&map, 'k'), "star; next-unread");
	cr_assert_eq(strncmp(problems.ptr, "line 3: \"frob", 13), 0);
	cr_assert_eq(strchr(problems.ptr, '\n')[1], '\0');
	buf_release(&problems);
	keymap_release(&map);
}

Test(keymap, sequences_wait_only_where_they_mean_something)
{
	static const char file[] = "bind gg first\n"
				   "bind ,x help article\n";
	struct buf problems = BUF_INIT;
	struct keymap map;

	keymap_init_default(&map);
	keymap_parse(&map, file, sizeof(file) - 1, &problems);
	cr_assert_str_eq(problems.ptr, "");
	cr_assert(keymap_is_prefix(&map, 'g', "threads"));
	cr_assert_eq(keymap_find(&map, key_seq('g', 'g'), "threads"),
		     ACTION_FIRST);
	cr_assert(keymap_is_prefix(&map, ',', "article"));
	cr_assert_not(keymap_is_prefix(&map, ',', "threads"));
	cr_assert_not(keymap_is_prefix(&map, 'j', "threads"));
	cr_assert_not(keymap_is_prefix(&map, KEYC_UP, "threads"));
	keymap_release(&map);
	buf_release(&problems);
}

Test(keymap, presets_bind_what_is_there)
{
	static const char *const names[] = { "default", "newsboat", "vim",
					     "mutt" };
	struct keymap map;

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		keymap_init_default(&map);
		cr_assert(keymap_preset(&map, names[i])); /* BUG()s */
		/* Whoever is lost finds help and the way out. */
		cr_assert_eq(keymap_find(&map, '?', "threads"), ACTION_HELP);
		cr_assert_eq(keymap_find(&map, 'q', "threads"), ACTION_QUIT);
		keymap_release(&map);
	}
	keymap_init_default(&map);
	cr_assert_not(keymap_preset(&map, "emacs"));
	cr_assert(keymap_preset(&map, "newsboat"));
	cr_assert_eq(keymap_find(&map, '3', "article"), ACTION_LINK_NO);
	cr_assert_eq(keymap_find(&map, 'l', "threads"), ACTION_ONLY_UNREAD);
	cr_assert_eq(keymap_find(&map, 'l', "article"), ACTION_OPEN);
	keymap_release(&map);
}

Test(keymap, file_changes_the_defaults)
{
	static const char file[] = "# mine\n"
				   "bind j up\n"
				   "bind # help # a comment\n"
				   "bind Z quit article\n"
				   "unbind q help\n"
				   "unbind D # gone\n"
				   "  bind   M-x\tquit-all \r\n";
	struct buf problems = BUF_INIT;
	struct keymap map;

	keymap_init_default(&map);
	keymap_parse(&map, file, sizeof(file) - 1, &problems);
	cr_assert_str_eq(problems.ptr, "");
	cr_assert_eq(keymap_find(&map, 'j', "threads"), ACTION_UP);
	cr_assert_eq(keymap_find(&map, '#', NULL), ACTION_HELP);
	cr_assert_eq(keymap_find(&map, 'Z', "article"), ACTION_QUIT);
	cr_assert_eq(keymap_find(&map, 'Z', "threads"), ACTION_NONE);
	cr_assert_eq(keymap_find(&map, 'q', "help"), ACTION_NONE);
	cr_assert_eq(keymap_find(&map, 'q', "threads"), ACTION_QUIT);
	cr_assert_eq(keymap_find(&map, 'D', "threads"), ACTION_NONE);
	cr_assert_eq(keymap_find(&map, KEYC_META + 'x', "tags"),
		     ACTION_QUIT_ALL);
	cr_assert_eq(keymap_find(&map, 0x3042, "threads"), ACTION_NONE);
	keymap_release(&map);
	buf_release(&problems);
}

Test(keymap, a_view_beats_the_global_map_whatever_the_order)
{
	static const char file[] = "bind z help article\nbind z quit\n";
	struct keymap map;

	keymap_init_default(&map);
	keymap_parse(&map, file, sizeof(file) - 1, NULL);
	cr_assert_eq(keymap_find(&map, 'z', "article"), ACTION_HELP);
	cr_assert_eq(keymap_find(&map, 'z', "thread"), ACTION_QUIT);
	keymap_release(&map);
}

static const struct {
	const char *line, *says;
} bad[] = {
	{ "bnid j up", "\"bnid\"" },
	{ "bind", "\"\" is no key" },
	{ "bind jjj up", "\"jjj\" is no key" },
	{ "bind j", "\"\" is no action" },
	{ "bind j fly", "\"fly\" is no action" },
	{ "bind j up roof", "\"roof\" is no view" },
	{ "bind j up threads more", "\"more\"" },
	{ "unbind", "is no key" },
	{ "unbind j up", "\"up\" is no view" },
	{ "bind \x1b[31m up", "is no key" },
};

Test(keymap, bad_lines_are_named_and_skipped)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf problems = BUF_INIT, file = BUF_INIT;
		struct keymap map;

		keymap_init_default(&map);
		size_t before = map.len;
		buf_addf(&file, "\n%s\nbind Z help\n", bad[i].line);
		keymap_parse(&map, file.ptr, file.len, &problems);
		cr_assert_eq(strncmp(problems.ptr, "line 2: ", 8), 0, "%s",
			     problems.ptr);
		cr_assert_not_null(strstr(problems.ptr, bad[i].says),
				   "%s: %s", bad[i].line, problems.ptr);
		cr_assert_null(strchr(problems.ptr, 0x1b));
		cr_assert_eq(map.len, before + 1, "the next line is read");
		keymap_release(&map);
		buf_release(&file);
		buf_release(&problems);
	}
}

Test(keymap, keys_of_an_action_as_bound_now)
{
	static const char file[] = "bind Z down\nbind k down article\n"
				   "unbind j\n";
	struct buf out = BUF_INIT;
	struct keymap map;

	keymap_init_default(&map);
	keymap_keys(&map, ACTION_DOWN, "threads", 9, &out);
	cr_assert_str_eq(out.ptr, "j Down");
	keymap_parse(&map, file, sizeof(file) - 1, NULL);
	buf_clear(&out);
	keymap_keys(&map, ACTION_DOWN, "threads", 9, &out);
	cr_assert_str_eq(out.ptr, "Down Z");
	buf_clear(&out);
	keymap_keys(&map, ACTION_DOWN, "article", 9, &out);
	cr_assert_str_eq(out.ptr, "Down k Z");
	buf_clear(&out);
	keymap_keys(&map, ACTION_UP, "article", 9, &out);
	cr_assert_str_eq(out.ptr, "Up");
	buf_clear(&out);
	keymap_keys(&map, ACTION_DOWN, "article", 1, &out);
	cr_assert_str_eq(out.ptr, "Down");
	buf_clear(&out);
	keymap_keys(&map, ACTION_DEMO, "article", 1, &out);
	cr_assert_str_eq(out.ptr, "", "no key by default");
	keymap_release(&map);
	buf_release(&out);
}

static bool is_listed(const char *name, size_t len)
{
	for (size_t i = 0; keymap_views[i]; i++)
		if (strlen(keymap_views[i]) == len &&
		    !memcmp(keymap_views[i], name, len))
			return true;
	return false;
}

/* conf/ cannot see ui/: the names that a key may be bound for are compared
 * with what the views call themselves. */
Test(keymap, every_view_of_the_reader_is_listed)
{
	const char *top = getenv("top_srcdir");
	char *pattern = path_join(top ? top : ".", "src/ui/view_*.c");
	glob_t found;
	size_t n = 0;

	cr_assert_eq(glob(pattern, 0, NULL, &found), 0,
		     "%s: run me through make check", pattern);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		static const char field[] = "\t.name = \"";
		struct buf file = BUF_INIT;

		cr_assert_eq(path_read(found.gl_pathv[i], &file, NULL), ST_OK);
		for (const char *p = file.ptr; (p = strstr(p, field)); n++) {
			p += strlen(field);
			cr_assert(is_listed(p, strcspn(p, "\"")), "%.20s", p);
		}
		buf_release(&file);
	}
	cr_assert_geq(n, 10);
	globfree(&found);
	free(pattern);
}
