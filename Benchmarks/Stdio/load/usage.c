// Reads what /proc tells of a process. What cannot be read is -1.
#define _GNU_SOURCE
#include "load.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>

// The sum of all lines that begin so.
static long sum_of(pid_t process, const char *file, const char *name) {
  char path[64], line[256];
  long sum = 0, value;
  snprintf(path, sizeof path, "/proc/%d/%s", process, file);
  FILE *entries = fopen(path, "r");
  if (!entries) return -1;
  while (fgets(line, sizeof line, entries)) {
    if (strncmp(line, name, strlen(name)) || !strchr(line, ':')) continue;
    if (sscanf(strchr(line, ':') + 1, "%ld", &value) == 1) sum += value;
  }
  fclose(entries);
  return sum;
}

static long descriptors_of(pid_t process) {
  char path[64];
  long count = 0;
  snprintf(path, sizeof path, "/proc/%d/fd", process);
  DIR *folder = opendir(path);
  if (!folder) return -1;
  for (struct dirent *entry; (entry = readdir(folder));) count += entry->d_name[0] != '.';
  closedir(folder);
  return count;
}

struct usage server_usage(const struct server *server) {
  pid_t process = server->process;
  return (struct usage){
      .resident = sum_of(process, "status", "VmRSS"),
      .peak = sum_of(process, "status", "VmHWM"),
      .own = sum_of(process, "smaps_rollup", "Private_Dirty"),
      .descriptors = descriptors_of(process),
      .threads = sum_of(process, "status", "Threads"),
  };
}
