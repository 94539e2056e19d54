/* worker_priv.h - what the worker's thread calls: what it says when a job
 * has ended, and jobs that only read. */
#ifndef THRUM_APP_WORKER_PRIV_H
#define THRUM_APP_WORKER_PRIV_H

#include "thrum/app/preview.h"
#include "thrum/app/worker.h"

/* Owned sentences. */
char *fetch_words(const struct app_report *r);
char *fulltext_words(struct app *app, const struct job *j,
		     const struct app_report *r);

/* ---- worker_read.c ---- */
/* Does a job of this kind change nothing? */
bool worker_reads(enum job_kind kind);
/* Do it, and put what was found into the message: its kind, too. It fails
 * quietly but for a preview: the screen shows what it has. */
void worker_read(struct app *app, const struct job *j, struct msg *m);
/* The edit that a job is about; borrowed from it. */
struct preview worker_edit(const struct job *j);

#endif
