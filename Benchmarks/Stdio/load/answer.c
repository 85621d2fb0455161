// Reads the outermost object of an answer, and searches the rest of it.
#define _GNU_SOURCE
#include "load.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

// Behind the quote that ends a string; `text` is behind the one that begins it.
static const char *end_of_string(const char *text, const char *end) {
  while (text < end && *text != '"') text += *text == '\\' ? 2 : 1;
  return text < end ? text + 1 : end;
}

static void take_member(struct answer *answer, const char *name, size_t length, const char *value) {
  char *end;
  if (length == 6 && !memcmp(name, "result", 6)) answer->has_result = true;
  if (length == 6 && !memcmp(name, "method", 6)) answer->has_method = true;
  if (length != 2 || memcmp(name, "id", 2)) return;
  answer->id = strtol(value, &end, 10);
  answer->has_id = end > value;
}

// The line ends with a byte that is no digit, so a number ends before it.
struct answer answer_read(const char *line, size_t length) {
  struct answer answer = {0};
  int depth = 0;
  for (const char *text = line, *end = line + length; text < end;) {
    char byte = *text++;
    depth += (byte == '{' || byte == '[') - (byte == '}' || byte == ']');
    if (byte != '"') continue;
    const char *name = text;
    text = end_of_string(text, end);
    if (depth == 1 && text < end && *text == ':') take_member(&answer, name, text - name - 1, text + 1);
  }
  return answer;
}

bool answer_is_error(const char *line, size_t length) {
  static const char name[] = "\"isError\":";
  const char *value = memmem(line, length, name, strlen(name));
  if (!value) return false;
  value += strlen(name);
  return !strncmp(value + (*value == ' '), "true", 4);
}

// ord_1 is not in ord_17.
bool answer_holds(const char *line, size_t length, const char *text) {
  size_t size = strlen(text);
  const char *found = line, *end = line + length;
  while ((found = memmem(found, end - found, text, size))) {
    if (!isdigit((unsigned char)text[size - 1]) || !isdigit((unsigned char)found[size])) return true;
    found += size;
  }
  return false;
}
