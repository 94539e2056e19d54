/* thread.c - see thread.h. */
#include "config.h"

#include "thrum/model/thread.h"

#include <stdlib.h>

#include "thrum/base/banned.h"

void evidence_vec_release(struct evidence_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++)
		free(vec->v[i].term);
	vec_release(vec);
}
