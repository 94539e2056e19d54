/* newsboat.h - another reader's configuration in our words. */
#ifndef THRUM_CONF_NEWSBOAT_H
#define THRUM_CONF_NEWSBOAT_H

#include <stddef.h>

#include "thrum/base/buf.h"

/* Append a config file that does what newsboat's (2.x) does, as far as that
 * goes: keys, macros and settings that have an equivalent; each other line
 * as a comment that says why it is not taken. Any thread. */
void newsboat_config(const char *s, size_t len, struct buf *out);
/* Append what its ignore-article lines say as lines of the file `rules`
 * (rules.h); the others are passed over. Any thread. */
void newsboat_rules(const char *s, size_t len, struct buf *out);
/* What stands here for the setting: a setting's name, "" = nothing but
 * words; *why = what to do instead, untranslated, or NULL. NULL = newsboat
 * has no such setting that we know. */
const char *newsboat_setting(const char *name, const char **why);

#endif
