#ifndef CPAGES_H
#define CPAGES_H

#include <stddef.h>

/// One file that the sandbox's pages load.
struct page_asset {
  const char *name;
  /// For `Content-Type`.
  const char *type;
  const unsigned char *bytes;
  size_t count;
};

/// The table of all of them.
const struct page_asset *page_assets(size_t *count);

#endif
