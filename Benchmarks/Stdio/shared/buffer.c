#define _GNU_SOURCE
#include "buffer.h"
#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST = 4096 };

void buffer_reserve(struct buffer *buffer, size_t count) {
  size_t wanted = buffer->length + count + 1;
  if (wanted <= buffer->capacity) return;
  size_t capacity = buffer->capacity ? buffer->capacity : SMALLEST;
  while (capacity < wanted) capacity *= 2;
  buffer->bytes = realloc(buffer->bytes, capacity);
  if (!buffer->bytes) errx(1, "out of memory");
  buffer->capacity = capacity;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t count) {
  buffer_reserve(buffer, count);
  memcpy(buffer->bytes + buffer->length, bytes, count);
  buffer->length += count;
}

void buffer_print(struct buffer *buffer, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  size_t count = vsnprintf(NULL, 0, format, arguments);
  buffer_reserve(buffer, count);
  vsnprintf(buffer->bytes + buffer->length, count + 1, format, again);
  buffer->length += count;
  va_end(arguments);
  va_end(again);
}

void buffer_drop(struct buffer *buffer, size_t count) {
  buffer->length -= count;
  if (count && buffer->length) memmove(buffer->bytes, buffer->bytes + count, buffer->length);
}

void buffer_free(struct buffer *buffer) {
  free(buffer->bytes);
  *buffer = (struct buffer){0};
}
