/* thread.c - see thread.h. Source: pthread_sigmask(3), POSIX.1-2008. */
#include "config.h"

#include "thrum/base/thread.h"

#include <signal.h>

#include "thrum/base/banned.h"

int thread_start(pthread_t *thread, void *(*work)(void *), void *ctx)
{
	sigset_t all, before;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	int e = pthread_create(thread, NULL, work, ctx);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return e;
}
