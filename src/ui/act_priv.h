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
void act_undo(struct ui *ui, struct view *v);
void act_follow(struct ui *ui, struct view *v);
void act_mute(struct ui *ui, struct view *v);
void act_split(struct ui *ui, struct view *v);
void act_mark(struct ui *ui, struct view *v);
void act_merge(struct ui *ui, struct view *v);

/* act_get.c */
void act_fetch(struct ui *ui, struct view *v);
void act_fetch_all(struct ui *ui, struct view *v);
void act_add(struct ui *ui, struct view *v);
void act_import(struct ui *ui, struct view *v);
void act_demo(struct ui *ui, struct view *v);
void act_cancel(struct ui *ui, struct view *v);

/* command.c */
void act_command(struct ui *ui, struct view *v);
void act_search(struct ui *ui, struct view *v);
void act_find(struct ui *ui, struct view *v);

#endif
