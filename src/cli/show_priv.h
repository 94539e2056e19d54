/* show_priv.h - what `thrum show` prints, and in which formats. */
#ifndef THRUM_CLI_SHOW_PRIV_H
#define THRUM_CLI_SHOW_PRIV_H

#include "cmd_priv.h"
#include "pen_priv.h"
#include "thrum/base/arena.h"
#include "thrum/store/articles.h"
#include "thrum/store/threads.h"

/* A thread with its reports; rows are the arena's. */
struct show_thread {
	struct thread *thread;
	struct article_row_vec reports;
	struct related_thread_vec related;
	struct arena arena;
};

struct show_format {
	const char *name;
	/* Around all that is printed; may be NULL. */
	void (*begin)(void);
	void (*end)(void);
	/* Between two; NULL = a blank line. */
	void (*between)(void);
	void (*article)(const struct pen *pen, const struct article *a,
			uint32_t cols);
	void (*thread)(const struct pen *pen, const struct show_thread *t,
		       uint32_t cols);
};

/* show_text.c, show_markup.c, show_json.c */
extern const struct show_format show_text, show_ansi, show_md, show_html,
	show_json;

/* cmd_show.c: a thread with the whole texts of its reports; the exit code. */
int show_export(struct cli_ctx *ctx, struct store *store, int64_t thread_id,
		const char *format);

#endif
