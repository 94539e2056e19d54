/* main.c - argv to cli; nothing else. */
#include "config.h"

int main(void)
{
	return 0;
}
