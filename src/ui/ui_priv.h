/* ui_priv.h - the reader's state, its views, and how they fit together.
 *
 * A screen is a view on a stack. One event updates state and sets `dirty`;
 * when all events are taken, one frame is drawn. Nobody else draws, no
 * function waits. Data flows one way: store -> view's rows -> sheet lines
 * -> cells. All of it belongs to the ui thread; the worker is reached by
 * ui_post() and answers with messages.
 */
#ifndef THRUM_UI_UI_PRIV_H
#define THRUM_UI_UI_PRIV_H

#include <stdbool.h>
#include <stdint.h>

#include "list_priv.h"
#include "picks_priv.h"
#include "settings_priv.h"
#include "sheet_priv.h"
#include "stories_priv.h"
#include "term_priv.h"

#include "thrum/app/worker.h"
#include "thrum/base/arena.h"
#include "thrum/base/buf.h"
#include "thrum/base/status.h"
#include "thrum/base/vec.h"
#include "thrum/conf/actions.h"
#include "thrum/conf/keymap.h"
#include "thrum/conf/theme.h"
#include "thrum/model/article.h"
#include "thrum/model/thread.h"
#include "thrum/store/articles.h"
#include "thrum/store/store.h"

struct linear;
struct ui;
struct ui_options;
struct view;
struct view_ops;

struct rect {
	int y, x, h, w;
};

/* What a view shows, enough to open it again. */
struct place {
	const struct view_ops *ops;
	int64_t id; /* thread, article or feed */
	enum article_scope scope; /* of a list of articles */
	char *text; /* owned: tag, query ... */
	/* Where in it. */
	size_t top;
	enum target_kind sel_kind;
	int64_t sel_id, sel_sub;
};
void place_copy(struct place *to, const struct place *from);
void place_release(struct place *p);
bool place_is_same(const struct place *a, const struct place *b);

/* What an action works on: the selection of a view. */
enum subject_kind {
	SUBJECT_NONE,
	SUBJECT_THREAD,
	SUBJECT_ARTICLE,
	SUBJECT_FEED,
	SUBJECT_TAG,
	SUBJECT_LINK,
};
struct subject {
	enum subject_kind kind;
	int64_t thread_id, article_id, feed_id; /* 0 = none */
	uint32_t flags; /* the article's or the thread's */
	int64_t n_articles, n_unread; /* of a thread, feed or tag */
	const char *url, *text; /* the view's, until it loads again */
};

static inline void subject_set_thread(struct subject *s,
				      const struct thread *t)
{
	s->kind = SUBJECT_THREAD;
	s->thread_id = t->id;
	s->flags = t->flags;
	s->n_articles = t->n_articles;
	s->n_unread = t->n_unread;
}

static inline void subject_set_article(struct subject *s,
				       const struct article *a)
{
	s->kind = SUBJECT_ARTICLE;
	s->article_id = a->id;
	s->thread_id = a->thread_id;
	s->feed_id = a->feed_id;
	s->flags = a->flags;
	s->url = a->url;
}

/* The same of a row of a list. */
static inline void subject_set_row(struct subject *s,
				   const struct article_row *row)
{
	s->kind = SUBJECT_ARTICLE;
	s->article_id = row->id;
	s->thread_id = row->thread_id;
	s->feed_id = row->feed_id;
	s->flags = row->flags;
	s->url = row->url;
}

/* A change of marks as views see it, before the store has it. */
enum change_of {
	CHANGE_OF_ARTICLE,
	CHANGE_OF_COPIES, /* the article and what repeats it */
	CHANGE_OF_THREAD,
	CHANGE_OF_FEED,
};
struct change {
	enum change_kind kind;
	enum change_of of;
	int64_t id; /* the article, thread or feed */
	int64_t thread_id, feed_id; /* of the article; 0 = not known */
	/* Of CHANGE_OF_COPIES: the copies, borrowed for the call. */
	const int64_t *copies;
	size_t n_copies;
};

typedef void (*action_fn)(struct ui *ui, struct view *view);
struct action_entry {
	enum action action; /* ACTION_NONE ends a table */
	action_fn fn;
};
/* What the hint row names, most useful first. */
struct hint {
	enum action action; /* ACTION_NONE ends a table */
	const char *label; /* N_() */
};

enum view_shape {
	SHAPE_LIST, /* stands at the left when there is room */
	SHAPE_TEXT, /* stands at the right */
	SHAPE_PROMPT, /* one line over the view beneath */
};

/* Any function may be NULL but `load`. */
struct view_ops {
	const char *name; /* of keymap views and tests */
	const char *title; /* N_(); NULL = its words say enough */
	enum view_shape shape;
	enum sheet_mode mode;
	size_t state_size; /* of zeroed view->state */
	void (*open)(struct ui *ui, struct view *v);
	enum status (*load)(struct ui *ui, struct view *v, struct err *err);
	/* The view became the one that is read (not a preview). */
	void (*enter)(struct ui *ui, struct view *v);
	/* Data -> v->sheet, for v->sheet.cols cells. */
	void (*compose)(struct ui *ui, struct view *v);
	/* A list's row -> the line being composed. */
	void (*row)(struct ui *ui, struct view *v, const struct list_row *row,
		    struct sheet *out, int cols);
	void (*close)(struct ui *ui, struct view *v);
	/* Words of the title row, behind the view's title; at its right. */
	void (*title_left)(struct ui *ui, struct view *v, struct buf *out);
	void (*title_right)(struct ui *ui, struct view *v, struct buf *out);
	/* What to say when there are no rows. */
	const char *(*empty)(struct ui *ui, struct view *v);
	/* About the selection, in the row above the hints. */
	void (*detail)(struct ui *ui, struct view *v, struct sheet *out);
	/* Prompts take keys as they come; true = taken. */
	bool (*on_key)(struct ui *ui, struct view *v, uint32_t key);
	void (*on_change)(struct ui *ui, struct view *v,
			  const struct change *c);
	void (*subject)(struct ui *ui, struct view *v, struct subject *out);
	/* The same of any row of a list; `out` is zeroed. */
	void (*row_subject)(struct ui *ui, struct view *v,
			    const struct list_row *row, struct subject *out);
	/* What stands beside the list; false = nothing. */
	bool (*preview)(struct ui *ui, struct view *v, struct place *out);
	/* The address with this number as shown; NULL. Until loaded again. */
	const char *(*link)(struct ui *ui, struct view *v, int no);
	/* Is that a picture, a sound or a film? NULL = none is. */
	bool (*is_media)(struct ui *ui, struct view *v, int no);
	/* Would this do something now? For hints. */
	bool (*can)(struct ui *ui, struct view *v, enum action action);
	/* v->filter is another one; it is read again. NULL: no list that
	 * can be narrowed. */
	void (*filtered)(struct ui *ui, struct view *v);
	const struct action_entry *actions;
	const struct hint *hints;
};

struct view {
	const struct view_ops *ops;
	struct place place;
	void *state;
	struct sheet sheet; /* lists use it for one row at a time */
	struct list *list; /* owned; of list views */
	bool loaded, stale; /* stale: read again before the next frame */
	bool composed; /* sheet fits data and width */
	bool entered;
	struct err err; /* why it could not be read, status ST_OK = well */
	struct rect rect; /* where it was drawn last */
	struct picks picks;
	struct buf find; /* words to be marked */
	char *filter; /* a search that narrows the list; NULL, owned */
	/* Where one was when the search for them began. */
	struct list_key find_from;
	size_t find_top, find_cursor;
	int caret; /* of a prompt: cell of the cursor */
};

enum {
	UI_STACK_MAX = 32,
	UI_JUMPS_MAX = 100,
	UI_NOTES_MAX = 500,
};

struct place_vec {
	VEC_FIELDS(struct place);
};
/* Jumps: places 0..at-1 lie behind, at.. ahead. */
struct jumps {
	struct place_vec v;
	size_t at;
};

struct note {
	int64_t at;
	bool is_error;
	char *text; /* owned */
};
struct note_vec {
	VEC_FIELDS(struct note);
};

/* A change that the worker has not confirmed. */
struct pending {
	uint64_t no;
	struct change change;
};
struct pending_vec {
	VEC_FIELDS(struct pending);
};

/* Keys under letters: marks a..z and A..Z, macros a..z. */
enum { MARK_LETTERS = 52, MACRO_LETTERS = 26 };
struct key_vec {
	VEC_FIELDS(uint32_t);
};
struct registers {
	struct place marks[MARK_LETTERS]; /* ops NULL = none */
	struct key_vec macros[MACRO_LETTERS];
	uint32_t recording; /* letter, 0 = nothing */
	int depth; /* of macros that play */
	int times; /* that the next macro is played */
};

/* What `.` does once more. */
struct last_change {
	enum action action; /* ACTION_NONE = nothing yet */
	struct buf words; /* that were typed for it; "" = none */
};

/* A followed thread as it was when last looked at. */
struct followed {
	int64_t id;
	int32_t n_articles;
};
struct followed_vec {
	VEC_FIELDS(struct followed);
};

struct progress {
	bool on;
	char *what; /* owned */
	int64_t done, total;
};

struct ui {
	struct app *app; /* the worker's; only what never changes is read */
	const struct config *config; /* = &settings.config */
	struct settings settings;
	struct worker *worker;
	struct setter *setter; /* NULL until a long text is opened */
	int64_t set_id; /* what it was asked for last */
	uint32_t set_cols;
	struct store *store; /* reading */
	struct term *term;
	struct linear *linear; /* NULL = a screen */
	struct keymap keymap;
	struct theme theme;
	struct view *stack[UI_STACK_MAX];
	size_t n_views;
	struct view *preview; /* NULL = none */
	struct view *side; /* beside an article when there is room; NULL */
	struct jumps jumps;
	struct note_vec notes;
	struct pending_vec pending;
	struct progress progress;
	struct store_counts counts;
	uint64_t quiet_no; /* a fetch that nobody asked for: its success is
			    * not announced */
	int64_t version; /* of the store, when last looked at */
	struct buf message; /* "" = none */
	bool message_is_error;
	struct buf last_search, last_find;
	struct { /* saved searches, as the worker counted them */
		struct app_count *counts; /* owned */
		size_t n;
		bool asked;
		int64_t version; /* of the store, when it was asked */
	} saved;
	struct str_vec history; /* of prompts: history.c */
	bool history_read; /* that of earlier sessions */
	/* Keys that wait for more: a number, the first key of two, an
	 * action that wants a letter. */
	int count; /* 0 = none */
	uint32_t prefix; /* 0 = none */
	bool apply; /* the next action is about what is picked */
	bool apply_now; /* set by the key that has just been pressed */
	void (*await)(struct ui *ui, uint32_t key); /* NULL = none */
	struct registers regs;
	struct last_change last_change;
	struct followed_vec followed;
	struct followed_vec woken; /* of which it was said */
	int64_t next_wake; /* when a snoozed thread's date comes; 0 = never */
	int tip_keys; /* pressed since it is there */
	char *tip; /* owned; NULL or "" = none */
	struct sheet line; /* rows of the frame are composed in it */
	uint32_t last_key;
	int64_t merge_thread; /* marked for a merge, 0 = none */
	int64_t walk_from; /* thread whose related ones are walked */
	int walk_at; /* index of the one shown, -1 = itself */
	int64_t now, tz_s; /* of this round of events */
	int rows, cols;
	bool visual; /* right-to-left text is ours to order */
	bool ascii; /* the terminal's charset is not UTF-8 */
	bool absolute; /* times of day instead of ages */
	unsigned prompts_closed; /* tells an edit whether its prompt is gone */
	bool dirty, quit;
	struct stories stories;
	/* The picture asked for last: its article, and its place (from 1)
	 * among the article's pictures. */
	int64_t picture_of;
	int picture_at;
	int64_t last_visit; /* when the reader was left; 0 = never */
	bool fresh_off; /* what is known looks like the rest */
	int64_t fresh_article; /* the one whose new sentences are walked */
	size_t fresh_at; /* 1 + the sentence, 0 = none */
};

/* ---- ui.c ---- */
/* Everything but the terminal. Takes `app`. */
enum status ui_new(struct app *app, const struct ui_options *opts,
		   struct ui **out, struct err *err) MUST_CHECK;
/* The terminal, colours, and the first view. Takes `term`. */
void ui_start(struct ui *ui, struct term *term,
	      const struct ui_options *opts);
void ui_free(struct ui *ui);
/* Ask the clock. */
void ui_tick(struct ui *ui);
/* A sentence for the message row; it stays until the next key. */
void ui_say(struct ui *ui, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* The same as an error; it is kept for the messages view as well. */
void ui_fail(struct ui *ui, const char *text);
void ui_note(struct ui *ui, bool is_error, const char *text);
/* Queue a job; takes what it owns. Its number. */
uint64_t ui_post(struct ui *ui, struct job *job);
/* Look for the named theme; ST_NOT_FOUND, or the theme with its problems
 * as notes. */
enum status ui_set_theme(struct ui *ui, const char *name,
			 struct err *err) MUST_CHECK;

/* ---- loop.c ---- */
enum status ui_loop(struct ui *ui, struct err *err) MUST_CHECK;
/* Take every message of the worker. */
void ui_take_messages(struct ui *ui);

/* ---- dispatch.c ---- */
void ui_key(struct ui *ui, uint32_t key);
/* Run the action; false when nothing here answers to it. */
bool ui_act(struct ui *ui, enum action action);
/* The number typed before the key, 1 when there is none. */
int ui_count(const struct ui *ui);
/* The next key goes to `fn`; the sentence asks for it. */
void ui_await(struct ui *ui, void (*fn)(struct ui *ui, uint32_t key),
	      const char *sentence);
/* Forget a number or half a sequence; false when there was none. */
bool ui_forget_keys(struct ui *ui);

/* ---- mouse.c ---- */
void ui_mouse(struct ui *ui, const struct mouse *m);

/* ---- registers.c ---- */
void registers_release(struct registers *r);
/* A key was pressed: it may be part of a macro that is recorded. */
void registers_note(struct ui *ui, uint32_t key);
/* `action` was run by a key; words typed for it follow. */
void ui_changed_by(struct ui *ui, enum action action);
void ui_changed_with(struct ui *ui, enum action action, const char *words);


/* ---- frame.c ---- */
void ui_frame(struct ui *ui);
/* Bring the sheet in line with data and width. */
void view_compose(struct ui *ui, struct view *v, int cols);

/* ---- stack.c ---- */
struct view *ui_top(struct ui *ui); /* never NULL */
/* A view's title_right: how much of its sheet has been seen. */
void view_percent(struct ui *ui, struct view *v, struct buf *out);
/* The topmost that is not a prompt. */
struct view *ui_top_view(struct ui *ui);
/* The nearest list at or below the top; NULL. */
struct view *ui_list_view(struct ui *ui);
struct view *view_new(struct ui *ui, const struct place *place);
void view_free(struct ui *ui, struct view *v);
/* Read what is stale; words of failure land in v->err. */
void view_load(struct ui *ui, struct view *v);
/* The place with the present scroll and selection. */
void view_place(const struct view *v, struct place *out);
/* Open on top. */
struct view *ui_push(struct ui *ui, const struct place *place);
/* Close the top; in the last one false. */
bool ui_pop(struct ui *ui);
/* Go there and remember where one was: a view of the same kind on top is
 * replaced, another is pushed. */
void ui_jump(struct ui *ui, const struct place *place);
bool ui_jump_back(struct ui *ui);
bool ui_jump_forward(struct ui *ui);
/* Go to a place that was left, and remember where one was: a view that is
 * on the stack is gone back to. */
void ui_return(struct ui *ui, const struct place *place);
/* The preview becomes the view that is read, and back. */
bool ui_focus_text(struct ui *ui);
bool ui_focus_list(struct ui *ui);
bool ui_is_split(const struct ui *ui);
/* Bring the preview in line with the selection. */
void ui_follow(struct ui *ui);
/* Bring the third column in line with what stands in the second; NULL:
 * there is no room for it. */
void ui_follow_side(struct ui *ui, const struct view *right);
/* The first page has done its work when there is something to read. */
void ui_leave_welcome(struct ui *ui);
/* All data is to be read again. */
void ui_stale(struct ui *ui);

/* Go where a line leads; false when it leads nowhere. */
bool ui_jump_to_line(struct ui *ui, const struct sheet_line *line);
/* Open a thread, an article (0 is ignored). */
void ui_open_thread(struct ui *ui, int64_t id);
void ui_open_article(struct ui *ui, int64_t id);

/* ---- change.c ---- */
/* Post the change and show it at once. */
void ui_change(struct ui *ui, const struct change *c, const char *tag);
/* The same for many of one kind, of articles and threads, as one step to
 * undo. */
void ui_change_all(struct ui *ui, const struct change *c, size_t n,
		   const char *tag);
void ui_change_done(struct ui *ui, uint64_t no);
/* Show unconfirmed changes in a view that was just read. */
void ui_change_replay(struct ui *ui, struct view *v);
/* What a change does to an article's flags. */
uint32_t change_flags(const struct change *c, uint32_t flags);
/* The row's flags after the change, whether it concerns the row or not. */
uint32_t change_apply(const struct change *c, const struct article_row *row);
/* How a change of articles moves the count of unread ones. */
int64_t change_unread(const struct change *c);
/* Unread also when the worker has done all that waits? */
bool ui_change_is_unread(const struct ui *ui, const struct article_row *row);
bool ui_change_thread_is_unread(const struct ui *ui, const struct thread *th);

/* ---- notify.c ---- */
enum notify_mode { NOTIFY_REMEMBER, NOTIFY_SAY };
/* Say what is new in followed threads, or only remember what there is. */
void notify_look(struct ui *ui, enum notify_mode mode);

/* ---- tips.c ---- */
/* Choose this start's tip; each is shown once, in the order of what helps
 * first. */
void tips_start(struct ui *ui);
/* A key was pressed: after some of them the tip has been read. */
void tips_key(struct ui *ui);

/* ---- act_go.c ---- */
/* The report to read first: the oldest unread one, else the oldest; 0. */
int64_t ui_first_report(struct ui *ui, int64_t thread_id);
/* Where the thread is read: a single report needs no list of reports. The
 * place owns nothing. */
void ui_thread_place(struct ui *ui, int64_t thread_id, int64_t n_articles,
		     struct place *out);
/* Go to what the selected line of a sheet is about: a thread or a report. */
void act_open_line(struct ui *ui, struct view *v);
/* The article that is meant: selected, or the first of the thread; 0. */
int64_t ui_article_of(struct ui *ui, struct view *v);

/* ---- act_thread.c ---- */
/* The thread is looked at: should it have woken, it is so no longer. */
void snooze_seen(struct ui *ui, int64_t thread);

/* ---- act_link.c ---- */
/* Start `url` in the browser. */
void ui_browse(struct ui *ui, const char *url);
/* The same for a sound or a film: in the player. */
void ui_play(struct ui *ui, const char *url);
/* The view's link with this number, which it has: in the browser, or what is
 * to be looked at or heard in the viewer. */
void ui_open_link(struct ui *ui, struct view *v, int no);
/* What the view on top (or the list beneath it) has selected. */
void ui_subject(struct ui *ui, struct view *v, struct subject *out);

/* ---- actions ---- */
extern const struct action_entry ui_actions[];
extern const struct action_entry list_actions[];
extern const struct action_entry sheet_actions[];

/* ---- views ---- */
/* Place of the selected thread in the list, from 1; 0 = not known. */
int threads_selected_place(struct ui *ui, struct view *v, int64_t id);

extern const struct view_ops view_threads_ops, view_thread_ops,
	view_article_ops, view_articles_ops, view_feeds_ops, view_links_ops,
	view_tags_ops, view_help_ops, view_messages_ops, view_facts_ops,
	view_why_ops, view_side_ops, view_summary_ops, view_differ_ops,
	view_quotes_ops, view_timeline_ops, view_coverage_ops,
	view_compare_ops, view_revisions_ops, view_since_ops, view_muted_ops,
	view_edit_ops, view_choose_ops, view_trends_ops, view_welcome_ops, view_prompt_ops;

/* ---- act_picture.c ---- */
/* The worker has painted a picture: shown to who still looks at its
 * article. */
void ui_picture_take(struct ui *ui, const struct msg *m);

/* ---- view_article.c: texts that the setter makes ---- */
struct set_text;
bool article_wants_text(const struct view *v, int64_t id);
/* Takes `set`. */
void article_take_text(struct ui *ui, struct view *v, struct set_text *set);

#endif
