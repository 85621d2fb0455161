#include "load.h"
#include <string.h>

void template_append(struct buffer *buffer, const char *template, long id) {
  for (const char *mark; (mark = strchr(template, '#')); template = mark + 1) {
    buffer_append(buffer, template, mark - template);
    buffer_print(buffer, "%ld", id);
  }
  buffer_append(buffer, template, strlen(template));
}
