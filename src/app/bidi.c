/* bidi.c - which terminals put right-to-left text in order themselves.
 *
 * Those that say who they are in the environment and follow the
 * recommendation "BiDi in Terminal Emulators" (VTE from 0.58 on, Konsole) or
 * have done so for long (mlterm, Apple's). The setting overrides it.
 */
#include "config.h"

#include "thrum/app/app.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/text/layout.h"

#include "thrum/base/banned.h"

#define VTE_WITH_BIDI 5800 /* 0.58.0 */

static bool is_set(const char *name)
{
	const char *s = getenv(name);

	return s && *s;
}

static bool orders_itself(void)
{
	const char *vte = getenv("VTE_VERSION"), *term = getenv("TERM");
	const char *program = getenv("TERM_PROGRAM");

	if (vte && strtol(vte, NULL, 10) >= VTE_WITH_BIDI)
		return true;
	if (is_set("KONSOLE_VERSION") || is_set("MLTERM"))
		return true;
	if (program && !strcmp(program, "Apple_Terminal"))
		return true;
	return term && !strncmp(term, "mlterm", 6);
}

enum app_bidi app_bidi(const struct app *app)
{
	return app_bidi_of(app->config.bidi);
}

enum app_bidi app_bidi_of(const char *setting)
{
	const char *who = setting ? setting : "auto";
	enum app_bidi ours = text_has_visual() ? APP_BIDI_VISUAL :
						 APP_BIDI_NONE;

	if (!strcmp(who, "thrum"))
		return ours;
	if (!strcmp(who, "terminal") || orders_itself())
		return APP_BIDI_TERMINAL;
	return ours;
}
