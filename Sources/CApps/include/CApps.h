#ifndef CAPPS_H
#define CAPPS_H

#include <stddef.h>

/// One file of which the card of an order is made.
struct card_file {
  const char *name;
  const unsigned char *bytes;
  size_t count;
};

/// The table of all of them; sets `count` to their number.
const struct card_file *card_files(size_t *count);

#endif
