/* vec.c - see vec.h. */
#include "config.h"

#include "thrum/base/vec.h"

#include "thrum/base/banned.h"

void str_vec_add(struct str_vec *vec, const char *s)
{
	str_vec_add_take(vec, xstrdup(s));
}

void str_vec_add_take(struct str_vec *vec, char *s)
{
	vec_push(vec, s);
}

void str_vec_release(struct str_vec *vec)
{
	for (size_t i = 0; i < vec->len; i++)
		free(vec->v[i]);
	vec_release(vec);
}
