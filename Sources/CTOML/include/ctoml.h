#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What toml++ has read. Lines count from 1.
typedef struct {
  // The document as JSON, null unless it is valid; dates and floats are strings. The caller frees it.
  char *json;
  size_t json_count;
  // The first mistake of an invalid document, in English.
  uint32_t error_line;
  uint32_t error_column;
  char error[160];
  // The lines from the first header or key of `[container.name]` to the end of its last value; 0 if there is none.
  uint32_t first_line;
  uint32_t last_line;
  // Whether the table is written with headers of its own, and no value of another table stands between its lines.
  int is_separate;
} ctoml_document;

// Reads a document and looks for the table `container.name`. Returns 0 if there is no memory.
int ctoml_read(
    const char *bytes, size_t count, const char *container, const char *name, ctoml_document *document);

#ifdef __cplusplus
}
#endif
