/* i18n.h - `_()` around every string that people read. */
#ifndef THRUM_BASE_I18N_H
#define THRUM_BASE_I18N_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) (s) /* marked for translation, translated where it is shown */

/* Set the locale from the environment and bind our catalogue. Once, in
 * main(), before threads. */
void i18n_init(void);

#endif
