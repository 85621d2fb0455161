#ifndef CSCHEMAS_H
#define CSCHEMAS_H

#include <stddef.h>
#include <string.h>

/// One file of schemas/, as it was when this was compiled.
struct embedded_file {
  /// Relative to schemas/.
  const char *path;
  /// Text, so that a zero byte marks its end.
  const unsigned char *bytes;
};

/// The table of all files; sets `count` to their number.
const struct embedded_file *embedded_files(size_t *count);

static inline size_t embedded_file_size(struct embedded_file file) {
  return strlen((const char *)file.bytes);
}

#endif
