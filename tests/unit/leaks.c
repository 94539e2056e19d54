/* leaks.c - what the leak checker should not report in test programs:
 * Criterion loses one small object of its own when tests run side by side
 * and take their time. Has no effect in a build without sanitizers. */
#include "config.h"

#include "thrum/base/banned.h"

const char *__lsan_default_suppressions(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libcriterion\n";
}
