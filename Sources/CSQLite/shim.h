#ifndef CSQLITE_SHIM_H
#define CSQLITE_SHIM_H

#include <sqlite3.h>

// memmem(3), which <string.h> declares only for GNU programs.
void *memmem(const void *haystack, unsigned long length, const void *needle, unsigned long needleLength);

// Switches off the counts of memory in use, which nothing reads: every allocation of every connection would take one lock
// for them. Has an effect only before the first connection.
static inline int csqlite_without_memory_counts(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

// SQLITE_TRANSIENT is a cast macro, which Swift cannot see. SQLite copies the text.
static inline int csqlite_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int csqlite_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}

#endif
