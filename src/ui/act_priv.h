/* act_priv.h - actions by file, for the one table in act_go.c. */
#ifndef THRUM_UI_ACT_PRIV_H
#define THRUM_UI_ACT_PRIV_H

struct ui;
struct view;

/* act_mark.c */
void act_mark_read(struct ui *ui, struct view *v);
void act_toggle_read(struct ui *ui, struct view *v);
void act_mark_all(struct ui *ui, struct view *v);
void act_star(struct ui *ui, struct view *v);
void act_delete(struct ui *ui, struct view *v);
void act_tag(struct ui *ui, struct view *v);
void tag_done(struct ui *ui, const char *text);
void act_undo(struct ui *ui, struct view *v);

/* act_thread.c */
void act_follow(struct ui *ui, struct view *v);
void act_mute(struct ui *ui, struct view *v);
void act_snooze(struct ui *ui, struct view *v);
void snooze_done(struct ui *ui, const char *text);
void act_split(struct ui *ui, struct view *v);
void act_mark(struct ui *ui, struct view *v);
void act_merge(struct ui *ui, struct view *v);
void act_move_report(struct ui *ui, struct view *v);

/* act_link.c */
void act_browser(struct ui *ui, struct view *v);
void act_browser_read(struct ui *ui, struct view *v);
void act_link_no(struct ui *ui, struct view *v);
void act_copy_link(struct ui *ui, struct view *v);

/* act_picture.c */
void act_picture(struct ui *ui, struct view *v);

/* act_hint.c */
void act_hint(struct ui *ui, struct view *v);

/* act_out.c */
void act_save(struct ui *ui, struct view *v);
void act_pipe(struct ui *ui, struct view *v);
void act_bookmark(struct ui *ui, struct view *v);
void save_done(struct ui *ui, const char *path);
void pipe_done(struct ui *ui, const char *command);

/* registers.c */
void act_set_mark(struct ui *ui, struct view *v);
void act_go_mark(struct ui *ui, struct view *v);
void act_macro(struct ui *ui, struct view *v);
void act_record(struct ui *ui, struct view *v);
void act_repeat(struct ui *ui, struct view *v);

/* picks.c */
void act_pick(struct ui *ui, struct view *v);
void act_visual(struct ui *ui, struct view *v);
void act_pick_pattern(struct ui *ui, struct view *v);
void act_apply(struct ui *ui, struct view *v);
void pick_pattern(struct ui *ui, const char *words);

/* act_scope.c */
void act_mark_list(struct ui *ui, struct view *v);
void act_mark_above(struct ui *ui, struct view *v);
void act_mark_below(struct ui *ui, struct view *v);

/* view_story.c */
void act_summary(struct ui *ui, struct view *v);
void act_differ(struct ui *ui, struct view *v);
void act_quotes(struct ui *ui, struct view *v);
void act_timeline(struct ui *ui, struct view *v);
void act_coverage(struct ui *ui, struct view *v);

/* view_compare.c, view_since.c */
void act_compare(struct ui *ui, struct view *v);
void act_revisions(struct ui *ui, struct view *v);
void act_since(struct ui *ui, struct view *v);
/* When was the reader left? Opens the page when it was a while ago. */
void since_start(struct ui *ui);
/* The worker's answer; takes what it found. */
struct msg;
void since_take(struct ui *ui, struct msg *m);
void act_muted(struct ui *ui, struct view *v);
/* view_trends.c */
void act_trends(struct ui *ui, struct view *v);
void trends_take(struct ui *ui, struct msg *m);

/* act_get.c */
void act_fulltext(struct ui *ui, struct view *v);
void act_fetch(struct ui *ui, struct view *v);
void act_fetch_all(struct ui *ui, struct view *v);
void act_add(struct ui *ui, struct view *v);
void act_import(struct ui *ui, struct view *v);
void act_demo(struct ui *ui, struct view *v);
void act_cancel(struct ui *ui, struct view *v);
void add_done(struct ui *ui, const char *text);
void import_done(struct ui *ui, const char *text);

/* act_edit.c */
void act_edit_feeds(struct ui *ui, struct view *v);
void act_edit_config(struct ui *ui, struct view *v);

/* command.c */
void act_command(struct ui *ui, struct view *v);
void act_search(struct ui *ui, struct view *v);
void search_done(struct ui *ui, const char *text);

/* filter.c */
void act_filter(struct ui *ui, struct view *v);
void filter_done(struct ui *ui, const char *text);
void act_clear_filter(struct ui *ui, struct view *v);
void act_save_search(struct ui *ui, struct view *v);
void save_search_done(struct ui *ui, const char *name);

/* find.c */
void act_find(struct ui *ui, struct view *v);
void act_find_next(struct ui *ui, struct view *v);
void act_find_prev(struct ui *ui, struct view *v);

#endif
