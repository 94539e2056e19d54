/* aliases_priv.h - newsboat's names of actions and views. */
#ifndef THRUM_CONF_ALIASES_PRIV_H
#define THRUM_CONF_ALIASES_PRIV_H

#include "lines_priv.h"
#include "thrum/conf/actions.h"

/* ACTION_NONE: it calls nothing by that name, or nothing that is here. */
enum action action_alias(const char *name);
/* The views that are like one of its dialogs, parted by blanks, "" for all;
 * NULL when there is none. Static. */
const char *dialog_views(struct span dialog);

#endif
