/* tips.c - one sentence a start, until all of them were shown. How many
 * that were is a number in a file beside the store: the screen's thread
 * does not write to the store, and a lost number only shows a tip twice. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ui_priv.h"

#include "thrum/app/app.h"
#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/conf/config.h"
#include "thrum/base/banned.h"

/* An action whose key is put into the sentence; the next tip is the next
 * start's. */
static const struct {
	enum action action;
	const char *sentence; /* %s = the key */
} tips[] = {
	{ ACTION_NEXT_UNREAD, N_("tip: %s goes to the next unread, anywhere") },
	{ ACTION_HELP, N_("tip: %s shows all keys; / searches among them") },
	{ ACTION_READ_ON,
	  N_("tip: %s alone reads everything: it pages, then goes on") },
	{ ACTION_FOLD, N_("tip: %s shows the reports under a thread") },
	{ ACTION_MARK_ALL, N_("tip: %s marks a thread read and goes on") },
	{ ACTION_UNDO, N_("tip: %s undoes, also after a restart") },
	{ ACTION_FOLLOW, N_("tip: %s follows a thread: you hear of it") },
	{ ACTION_WHY, N_("tip: %s says why a report is in its thread") },
	{ ACTION_SEARCH, N_("tip: %s searches all articles") },
	{ ACTION_PICK, N_("tip: %s picks rows, ; and a key acts on them") },
	{ ACTION_SORT, N_("tip: %s sorts and groups the list") },
	{ ACTION_FULLTEXT, N_("tip: %s fetches the text behind a teaser") },
};
enum {
	N_TIPS = sizeof(tips) / sizeof(*tips),
	TIP_KEYS = 30, /* then it goes */
};

static long shown_so_far(const char *path)
{
	struct buf b;
	long n = 0;

	buf_init(&b, 64);
	if (path_exists(path) && path_read(path, &b, NULL) == ST_OK)
		n = strtol(b.ptr, NULL, 10);
	buf_release(&b);
	return n < 0 ? 0 : n;
}

static char *tip_words(struct ui *ui, long i)
{
	struct buf keys = BUF_INIT, b = BUF_INIT;
	const char *p = _(tips[i].sentence);
	const char *at = strstr(p, "%s");

	keymap_keys(&ui->keymap, tips[i].action, "threads", 1, &keys);
	if (at && keys.len)
		buf_addf(&b, "%.*s%s%s", (int)(at - p), p, keys.ptr, at + 2);
	buf_release(&keys);
	return buf_detach(&b);
}

void tips_key(struct ui *ui)
{
	if (!ui->tip || ++ui->tip_keys < TIP_KEYS)
		return;
	free(ui->tip);
	ui->tip = NULL;
}

void tips_start(struct ui *ui)
{
	char *path, text[16];
	long n;

	if (!ui->config->tips || !ui->counts.articles)
		return;
	path = path_join(ui->app->data_dir, "tips");
	n = shown_so_far(path);
	if (n < N_TIPS) {
		free(ui->tip);
		ui->tip = tip_words(ui, n);
		snprintf(text, sizeof(text), "%ld\n", n + 1);
		/* One that cannot be remembered comes again: no harm. */
		(void)!path_write_atomic(path, text, strlen(text), NULL);
	}
	free(path);
}
