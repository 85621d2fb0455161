// The only unit that includes toml++, which takes seconds to compile.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#include <toml++/toml.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "ctoml.h"

namespace {

void write_string(std::string &json, std::string_view text) {
  json += '"';
  for (unsigned char byte : text) {
    if (byte == '"' || byte == '\\') {
      json += '\\';
      json += static_cast<char>(byte);
    } else if (byte < 0x20 || byte == 0x7F) {
      char escape[7];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      json += escape;
    } else {
      json += static_cast<char>(byte);
    }
  }
  json += '"';
}

void write_node(std::string &json, const toml::node &node);

void write_table(std::string &json, const toml::table &table) {
  json += '{';
  bool is_first = true;
  for (auto &&[key, value] : table) {
    if (!is_first) json += ',';
    is_first = false;
    write_string(json, key.str());
    json += ':';
    write_node(json, value);
  }
  json += '}';
}

void write_array(std::string &json, const toml::array &array) {
  json += '[';
  for (size_t index = 0; index < array.size(); ++index) {
    if (index > 0) json += ',';
    write_node(json, array[index]);
  }
  json += ']';
}

void write_node(std::string &json, const toml::node &node) {
  if (auto table = node.as_table()) return write_table(json, *table);
  if (auto array = node.as_array()) return write_array(json, *array);
  if (auto text = node.as_string()) return write_string(json, text->get());
  if (auto number = node.as_integer()) {
    json += std::to_string(number->get());
  } else if (auto value = node.as_boolean()) {
    json += value->get() ? "true" : "false";
  } else if (auto number = node.as_floating_point()) {
    write_string(json, std::to_string(number->get()));
  } else {
    json += "\"date\"";
  }
}

// Takes the lines of the node and of everything in it.
void extend(const toml::node &node, ctoml_document &document) {
  auto source = node.source();
  if (source.begin.line > 0) {
    document.first_line =
        document.first_line == 0 ? source.begin.line : std::min(document.first_line, source.begin.line);
    document.last_line = std::max(document.last_line, source.begin.line);
    auto table = node.as_table();
    if (!table || table->is_inline()) document.last_line = std::max(document.last_line, source.end.line);
  }
  if (auto table = node.as_table()) {
    for (auto &&[key, value] : *table) {
      document.last_line = std::max(document.last_line, key.source().begin.line);
      extend(value, document);
    }
  } else if (auto array = node.as_array()) {
    for (auto &value : *array) extend(value, document);
  }
}

// Whether a table or a value that is not part of `own` begins in its lines. Its parents begin there if it is their first.
bool has_other(
    const toml::node &node, const toml::node &own, const toml::node &parent, const ctoml_document &document) {
  if (&node == &own) return false;
  if (auto table = node.as_table()) {
    for (auto &&[key, value] : *table) {
      if (has_other(value, own, parent, document)) return true;
    }
  } else if (auto array = node.as_array()) {
    for (auto &value : *array) {
      if (has_other(value, own, parent, document)) return true;
    }
  }
  auto line = node.source().begin.line;
  return &node != &parent && line >= document.first_line && line <= document.last_line;
}

bool copy(const std::string &json, ctoml_document &document) {
  document.json = static_cast<char *>(std::malloc(json.size() + 1));
  if (!document.json) return false;
  std::memcpy(document.json, json.c_str(), json.size() + 1);
  document.json_count = json.size();
  return true;
}

}  // namespace

int ctoml_read(
    const char *bytes, size_t count, const char *container, const char *name, ctoml_document *document) try {
  *document = ctoml_document{};
  auto result = toml::parse(std::string_view(bytes, count));
  if (!result) {
    auto &error = result.error();
    document->error_line = error.source().begin.line;
    document->error_column = error.source().begin.column;
    auto text = error.description();
    std::snprintf(document->error, sizeof document->error, "%.*s", static_cast<int>(text.size()), text.data());
    return 1;
  }
  const toml::table &root = result.table();
  std::string json;
  write_table(json, root);
  auto servers = root.get(container) ? root.get(container)->as_table() : nullptr;
  auto own = servers ? servers->get(name) : nullptr;
  if (own) {
    extend(*own, *document);
    auto table = own->as_table();
    bool is_mixed = false;
    for (auto &&[key, value] : root) is_mixed = is_mixed || has_other(value, *own, *servers, *document);
    document->is_separate = table && !table->is_inline() && !is_mixed;
  }
  return copy(json, *document);
} catch (...) {
  return 0;
}
