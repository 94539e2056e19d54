/* banned.h - functions that have no place here. Every source file of ours
 * includes it last (tests/lint checks), so that a use does not compile.
 * What to use instead: struct buf, snprintf, strtol, gmtime_r, mkstemp. */
#ifndef THRUM_BASE_BANNED_H
#define THRUM_BASE_BANNED_H

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef strtok
#undef gets
#undef atoi
#undef localtime
#undef gmtime
#undef mktemp
#undef sscanf
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok
#pragma GCC poison gets atoi localtime gmtime mktemp sscanf

#endif
