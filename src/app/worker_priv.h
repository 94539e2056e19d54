/* worker_priv.h - what the worker says when a job has ended. */
#ifndef THRUM_APP_WORKER_PRIV_H
#define THRUM_APP_WORKER_PRIV_H

#include "thrum/app/worker.h"

/* Owned sentences. */
char *fetch_words(const struct app_report *r);
char *fulltext_words(struct app *app, const struct job *j,
		     const struct app_report *r);

#endif
