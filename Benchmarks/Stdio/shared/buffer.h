// Bytes that grow at their end and are taken from their front.
#pragma once
#include <stddef.h>

struct buffer {
  char *bytes;
  size_t length, capacity;
};

// Makes room for so many bytes behind the ones that are there, and for a final NUL.
void buffer_reserve(struct buffer *buffer, size_t count);
void buffer_append(struct buffer *buffer, const void *bytes, size_t count);
void buffer_print(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
// Takes so many bytes from the front.
void buffer_drop(struct buffer *buffer, size_t count);
void buffer_free(struct buffer *buffer);

#define buffer_literal(buffer, text) buffer_append(buffer, text, sizeof(text) - 1)
