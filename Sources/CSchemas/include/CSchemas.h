#ifndef CSCHEMAS_H
#define CSCHEMAS_H

#include <stddef.h>

/// One file of schemas/, as it was when this was compiled.
struct embedded_file {
  /// Relative to schemas/.
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// The table of the tools' files and their texts; the tools in the order they are listed.
const struct embedded_file *embedded_files(size_t *count);

/// The table of the guide's texts, each language in the order topics are listed.
const struct embedded_file *embedded_guide(size_t *count);

#endif
