// Writes answers. A reply stands in its answer as text, escaped, in one content block.
#include "floor.h"
#include <string.h>

static void begin(struct buffer *output, const char *id, size_t length) {
  buffer_literal(output, "{\"jsonrpc\":\"2.0\",\"id\":");
  buffer_append(output, id, length);
  buffer_literal(output, ",\"result\":");
}

void answer_at_once(struct buffer *output, const struct call *call) {
  begin(output, call->id.start, call->id.length);
  if (call->kind == KIND_INITIALIZE)
    buffer_literal(output, "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                           "\"serverInfo\":{\"name\":\"floor\",\"version\":\"1\"}}");
  else if (call->kind == KIND_DISCOVER)
    buffer_literal(output, "{\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}}}");
  else buffer_literal(output, "{}");
  buffer_literal(output, "}\n");
}

static void append_escaped(struct buffer *output, const char *text, size_t length) {
  size_t done = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = text[i];
    if (byte >= ' ' && byte != '"' && byte != '\\') continue;
    buffer_append(output, text + done, i - done);
    if (byte < ' ') buffer_print(output, "\\u%04x", byte);
    else buffer_append(output, (char[]){'\\', byte}, 2);
    done = i + 1;
  }
  buffer_append(output, text + done, length - done);
}

void answer_with_reply(struct buffer *output, const struct transfer *transfer, CURLcode code, long status) {
  const char *error = code ? curl_easy_strerror(code) : NULL;
  begin(output, transfer->id.bytes, transfer->id.length);
  buffer_literal(output, "{\"content\":[{\"type\":\"text\",\"text\":\"");
  if (error) append_escaped(output, error, strlen(error));
  else append_escaped(output, transfer->reply.bytes, transfer->reply.length);
  if (error || status >= 300) buffer_literal(output, "\"}],\"isError\":true}}\n");
  else buffer_literal(output, "\"}]}}\n");
}
