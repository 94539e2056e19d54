/* page_priv.h - what pages for a browser have in common. */
#ifndef THRUM_CLI_PAGE_PRIV_H
#define THRUM_CLI_PAGE_PRIV_H

/* A style element, whole. */
extern const char page_style[];

#endif
