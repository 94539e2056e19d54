/* actions.h - everything one can do in the reader, once.
 *
 * Key maps, `:` command line, help screen and the manual all come from this
 * table. X(ID, "name", GROUP, "default keys", "help"): keys parted by
 * spaces, written as keymap.h says; help begins with a verb, no full stop.
 * Groups are what one wants to do, not which view it is in.
 */
#ifndef THRUM_CONF_ACTIONS_H
#define THRUM_CONF_ACTIONS_H

#include <stddef.h>

#include "thrum/base/i18n.h"

enum action_group {
	GROUP_MOVE,
	GROUP_OPEN,
	GROUP_JUMP,
	GROUP_MARK,
	GROUP_PICK,
	GROUP_THREAD,
	GROUP_FIND,
	GROUP_FETCH,
	GROUP_VIEW,
	GROUP_PROGRAM,
	GROUP_COUNT
};

#define ACTION_TABLE(X)                                                        \
	X(DOWN, "down", GROUP_MOVE, "j Down",                                  \
	  N_("go one row or line down"))                                       \
	X(UP, "up", GROUP_MOVE, "k Up", N_("go one row or line up"))           \
	X(PAGE_DOWN, "page-down", GROUP_MOVE, "^F PageDown",                   \
	  N_("go one page down"))                                              \
	X(PAGE_UP, "page-up", GROUP_MOVE, "^B PageUp b",                       \
	  N_("go one page up"))                                                \
	X(HALF_DOWN, "half-page-down", GROUP_MOVE, "^D",                       \
	  N_("go half a page down"))                                           \
	X(HALF_UP, "half-page-up", GROUP_MOVE, "^U",                           \
	  N_("go half a page up"))                                             \
	X(FIRST, "first", GROUP_MOVE, "g Home", N_("go to the beginning"))     \
	X(LAST, "last", GROUP_MOVE, "G End", N_("go to the end"))              \
	X(SCROLL_RIGHT, "scroll-right", GROUP_MOVE, "zl",                      \
	  N_("show more of the ends of lines that are too wide"))              \
	X(SCROLL_LEFT, "scroll-left", GROUP_MOVE, "zh",                        \
	  N_("back to the beginnings of wide lines"))                          \
	X(NUMBER, "number", GROUP_MOVE, "1 2 3 4 5 6 7 8 9 0",                  \
	  N_("a number for the next key: 5j, 10G, 3#"))                        \
	X(SET_MARK, "mark", GROUP_JUMP, "m",                                   \
	  N_("remember this place under a letter"))                            \
	X(GO_MARK, "go-to-mark", GROUP_JUMP, "'",                              \
	  N_("go to the place under a letter"))                                \
	X(READ_ON, "read-on", GROUP_MOVE, "Space",                             \
	  N_("page down; at the end go on to the next unread"))                \
	X(OPEN, "open", GROUP_OPEN, "Enter l Right",                           \
	  N_("open what is selected"))                                         \
	X(BACK, "back", GROUP_OPEN, "h Left ^O", N_("go back one view"))       \
	X(OTHER_PANE, "other-pane", GROUP_OPEN, "Tab",                         \
	  N_("move between list and text"))                                    \
	X(BROWSER, "open-in-browser", GROUP_OPEN, "o",                         \
	  N_("open the article in a browser"))                                 \
	X(FULLTEXT, "full-text", GROUP_OPEN, "x",                              \
	  N_("fetch the whole text from the article's page"))                  \
	X(COPY_LINK, "copy-link", GROUP_OPEN, "y",                             \
	  N_("copy the address to the clipboard"))                             \
	X(SAVE, "save", GROUP_OPEN, "s",                                       \
	  N_("save the article as text in a file"))                            \
	X(PIPE, "pipe", GROUP_OPEN, "|",                                       \
	  N_("give the article's text to a command"))                          \
	X(BOOKMARK, "bookmark", GROUP_OPEN, "B",                               \
	  N_("give address and title to the bookmark command"))                \
	X(BROWSER_READ, "open-in-browser-and-mark-read", GROUP_OPEN, "O",      \
	  N_("open it in a browser and mark it read"))                         \
	X(LINKS, "links", GROUP_OPEN, "u", N_("list the links"))               \
	X(LINK_NO, "open-link", GROUP_OPEN, "#",                               \
	  N_("open the link with a number: 3#, or # and the number")) \
	X(PICTURE, "picture", GROUP_OPEN, "P",                                 \
	  N_("show the article's next picture here, or that with a number"))   \
	X(HINT, "link-letters", GROUP_OPEN, "L",                               \
	  N_("open a link in sight by a letter"))                              \
	X(FACTS, "facts", GROUP_OPEN, "i",                                     \
	  N_("show summary, statistics, details"))                             \
	X(WHY, "why", GROUP_OPEN, "w",                                         \
	  N_("show why a report is in this thread"))                           \
	X(SUMMARY, "summary", GROUP_OPEN, "cs",                                \
	  N_("sum the thread up, and say which reports to read"))              \
	X(DIFFER, "figures", GROUP_OPEN, "cd",                                 \
	  N_("show figures and names on which reports differ"))                \
	X(QUOTES, "quotes", GROUP_OPEN, "cq", N_("show who said what"))        \
	X(TIMELINE, "timeline", GROUP_OPEN, "ct",                              \
	  N_("show the thread in order of time"))                              \
	X(COVERAGE, "sources", GROUP_OPEN, "cc",                               \
	  N_("show who reports, who copies, who is silent"))                   \
	X(COMPARE, "compare", GROUP_OPEN, "ck",                                \
	  N_("compare this report with another of its thread"))                \
	X(REVISIONS, "earlier-texts", GROUP_OPEN, "cr",                        \
	  N_("show what changed in this article"))                             \
	X(NEXT_UNREAD, "next-unread", GROUP_JUMP, "n",                         \
	  N_("go to the next unread"))                                         \
	X(PREV_UNREAD, "previous-unread", GROUP_JUMP, "p",                     \
	  N_("go to the previous unread"))                                     \
	X(NEXT_REPORT, "next-report", GROUP_JUMP, "]",                         \
	  N_("next report of the thread"))                                     \
	X(PREV_REPORT, "previous-report", GROUP_JUMP, "[",                     \
	  N_("previous report of the thread"))                                 \
	X(NEXT_RELATED, "next-related", GROUP_JUMP, "}",                       \
	  N_("next related thread"))                                           \
	X(PREV_RELATED, "previous-related", GROUP_JUMP, "{",                   \
	  N_("previous related thread"))                                       \
	X(NEXT_NEW, "next-new", GROUP_JUMP, ")",                               \
	  N_("next sentence that is new to you"))                              \
	X(PREV_NEW, "previous-new", GROUP_JUMP, "(",                           \
	  N_("previous sentence that is new to you"))                          \
	X(JUMP_BACK, "jump-back", GROUP_JUMP, "<",                             \
	  N_("back to where you were"))                                        \
	X(JUMP_FORWARD, "jump-forward", GROUP_JUMP, ">",                       \
	  N_("forward again along the jumps"))                                 \
	X(NEXT_THREAD, "next-thread", GROUP_JUMP, "J",                         \
	  N_("next thread of the list"))                                       \
	X(PREV_THREAD, "previous-thread", GROUP_JUMP, "K",                     \
	  N_("previous thread of the list"))                                   \
	X(TOGGLE_READ, "toggle-read", GROUP_MARK, "N",                         \
	  N_("mark read, or unread again"))                                    \
	X(MARK_ALL, "mark-read", GROUP_MARK, "A",                              \
	  N_("mark the whole thread or feed read"))                            \
	X(MARK_LIST, "mark-list-read", GROUP_MARK, "C",                        \
	  N_("mark all of this list read"))                                    \
	X(MARK_ABOVE, "mark-above-read", GROUP_MARK, "M-k",                    \
	  N_("mark all above this row read"))                                  \
	X(MARK_BELOW, "mark-below-read", GROUP_MARK, "M-j",                    \
	  N_("mark all below this row read"))                                  \
	X(PICK, "pick", GROUP_PICK, "t", N_("pick this row, or drop it"))      \
	X(VISUAL, "pick-range", GROUP_PICK, "V",                               \
	  N_("pick a range: move, then a key acts on it"))                     \
	X(PICK_PATTERN, "pick-all-with", GROUP_PICK, "~",                      \
	  N_("pick all rows that show some words"))                            \
	X(APPLY, "apply", GROUP_PICK, ";",                                     \
	  N_("do the next action on all that is picked"))                      \
	X(STAR, "star", GROUP_MARK, "f", N_("star, or take the star away"))    \
	X(DELETE, "delete", GROUP_MARK, "D",                                   \
	  N_("delete the article, or bring it back"))                          \
	X(TAG, "tag", GROUP_MARK, "Y ^E", N_("add or remove a tag"))              \
	X(UNDO, "undo", GROUP_MARK, "U", N_("undo the last change"))           \
	X(FOLLOW, "follow", GROUP_THREAD, "+ F2",                              \
	  N_("follow this thread, or stop following"))                         \
	X(MUTE, "mute", GROUP_THREAD, "M",                                     \
	  N_("mute this thread, or let it speak again"))                       \
	X(SNOOZE, "snooze", GROUP_THREAD, "zz",                                \
	  N_("hide this thread until something wakes it"))                     \
	X(FOLD, "fold", GROUP_THREAD, "za M-v",                                \
	  N_("show the reports under this thread, or fold them away"))         \
	X(FOLD_OPEN, "unfold", GROUP_THREAD, "zo",                             \
	  N_("show the reports under this thread"))                            \
	X(FOLD_CLOSE, "fold-away", GROUP_THREAD, "zc",                         \
	  N_("fold the reports away"))                                         \
	X(FOLD_OPEN_ALL, "unfold-all", GROUP_THREAD, "zR",                     \
	  N_("show the reports under all threads"))                            \
	X(FOLD_CLOSE_ALL, "fold-all-away", GROUP_THREAD, "zM M-V",             \
	  N_("fold all reports away"))                                         \
	X(SPLIT, "split", GROUP_THREAD, "S",                                   \
	  N_("take this report out of its thread"))                            \
	X(MERGE, "merge", GROUP_THREAD, "&",                                   \
	  N_("merge with the thread chosen for it"))                           \
	X(MOVE, "move-report", GROUP_THREAD, "%",                              \
	  N_("move this report into another thread"))                          \
	X(MARK, "choose-for-merge", GROUP_THREAD, "^",                         \
	  N_("choose this thread for a merge or a move"))                      \
	X(SEARCH, "search", GROUP_FIND, "/",                                   \
	  N_("search all articles; in a text find words"))                     \
	X(FILTER, "filter", GROUP_FIND, "F",                                   \
	  N_("narrow this list by words, fields, states; empty: all again"))   \
	X(CLEAR_FILTER, "clear-filter", GROUP_FIND, "",                        \
	  N_("show the whole list again; Esc does it, too"))                   \
	X(ONLY_UNREAD, "only-unread", GROUP_FIND, "H",                         \
	  N_("hide what is read, or show all again"))                          \
	X(SAVE_SEARCH, "save-search", GROUP_FIND, "",                          \
	  N_("keep this search as a feed, under a name"))                      \
	X(FIND_TEXT, "find", GROUP_FIND, "\\",                                 \
	  N_("find words on this page; then n and N go on, Esc ends"))         \
	X(FIND_NEXT, "find-next", GROUP_FIND, "",                              \
	  N_("go to the next match"))                                          \
	X(FIND_PREV, "find-previous", GROUP_FIND, "",                          \
	  N_("go to the match before"))                                        \
	X(FETCH_ONE, "fetch", GROUP_FETCH, "r",                                \
	  N_("fetch this feed, or what is due"))                               \
	X(FETCH_ALL, "fetch-all", GROUP_FETCH, "R", N_("fetch all feeds"))     \
	X(ADD, "add-feed", GROUP_FETCH, "a", N_("add a feed or a site"))       \
	X(EDIT_FEEDS, "edit-feeds", GROUP_FETCH, "E",                          \
	  N_("edit the feeds file"))                                           \
	X(IMPORT, "import", GROUP_FETCH, "I", N_("import a file"))             \
	X(DEMO, "demo", GROUP_FETCH, "", N_("open the bundled edition"))       \
	X(CANCEL, "cancel", GROUP_FETCH, "Esc",                                \
	  N_("stop what is running, or close the prompt"))                     \
	X(VIEW_FEEDS, "feeds", GROUP_VIEW, "e", N_("show the feeds"))          \
	X(VIEW_TAGS, "tags", GROUP_VIEW, "^T", N_("show the tags"))             \
	X(VIEW_STARRED, "starred", GROUP_VIEW, "*",                            \
	  N_("show what is starred"))                                          \
	X(VIEW_SINCE, "since-you-left", GROUP_VIEW, "cl",                      \
	  N_("show what happened since you left"))                             \
	X(VIEW_DELETED, "deleted", GROUP_VIEW, "cD",                           \
	  N_("show what was deleted; there D brings it back"))                 \
	X(VIEW_MUTED, "muted", GROUP_VIEW, "cm",                               \
	  N_("show what is muted or asleep"))                                  \
	X(VIEW_TRENDS, "trends", GROUP_VIEW, "cb",                             \
	  N_("show names that rise above their own history"))                  \
	X(NEW_TO_ME, "new-to-me", GROUP_VIEW, "v",                             \
	  N_("dim what you have read elsewhere, or not"))                      \
	X(VIEW_MESSAGES, "messages", GROUP_VIEW, "!",                          \
	  N_("show messages and errors"))                                      \
	X(SORT, "sort", GROUP_VIEW, "=", N_("change the order of the list"))   \
	X(TIMES, "times", GROUP_VIEW, "T",                                     \
	  N_("switch between ages and times of day"))                          \
	X(HELP, "help", GROUP_PROGRAM, "? F1", N_("show the keys"))            \
	X(EDIT_CONFIG, "edit-config", GROUP_PROGRAM, "",                       \
	  N_("edit the configuration"))                                        \
	X(COMMAND, "command", GROUP_PROGRAM, ":",                              \
	  N_("type the name of an action"))                                    \
	X(REPEAT, "repeat", GROUP_PROGRAM, ".",                                \
	  N_("do the last change once more, here"))                            \
	X(MACRO, "play-macro", GROUP_PROGRAM, ",",                             \
	  N_("play the macro under a letter"))                                 \
	X(RECORD, "record-macro", GROUP_PROGRAM, "\"",                         \
	  N_("record keys as a macro under a letter; again: stop"))            \
	X(SHELL, "suspend", GROUP_PROGRAM, "^Z", N_("go to the shell"))        \
	X(REDRAW, "redraw", GROUP_PROGRAM, "^L", N_("draw the screen anew"))   \
	X(QUIT, "quit", GROUP_PROGRAM, "q",                                    \
	  N_("close this view; in the first one leave"))                       \
	X(QUIT_ALL, "quit-all", GROUP_PROGRAM, "Q ^C", N_("leave thrum"))

enum action {
	ACTION_NONE,
#define ACTION_ENUM(id, name, group, keys, help) ACTION_##id,
	ACTION_TABLE(ACTION_ENUM)
#undef ACTION_ENUM
		ACTION_COUNT
};

struct action_info {
	enum action id;
	const char *name; /* for `:` and the keys file */
	enum action_group group;
	const char *keys; /* defaults, parted by spaces; may be "" */
	const char *help; /* untranslated */
};

/* The table's row; BUG() out of range or for ACTION_NONE. Static. */
const struct action_info *action_info(enum action id);
/* ACTION_NONE when there is no such name. newsboat's names of the same
 * things are known too. */
enum action action_find(const char *name);
/* "Moving", "Marking" ...; untranslated, static. */
const char *action_group_title(enum action_group group);

#endif
