/* thread.h - threads that help the program's first one. */
#ifndef THRUM_BASE_THREAD_H
#define THRUM_BASE_THREAD_H

#include <pthread.h>

/* pthread_create() with all signals blocked in the new thread: they are the
 * first one's, whose handlers know what it is at. 0 or an errno, in which
 * case nothing runs and *thread is not set. The caller joins it. Any
 * thread. */
int thread_start(pthread_t *thread, void *(*work)(void *), void *ctx);

#endif
