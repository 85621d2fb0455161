// The parts of the load generator.
#pragma once
#include "../shared/buffer.h"
#include <stdbool.h>
#include <sys/types.h>

// The server, started on pipes.
struct server {
  pid_t process;
  int input, output;
  long long started;
};
void server_start(struct server *server, char **command);
// Closes its input, waits and returns its status as waitpid gives it; kills it if it does not end.
int server_end(struct server *server);
// Explains why there is no more output, and ends this program.
_Noreturn void server_lost(struct server *server, long answers);
// Processor time of all its threads so far, in nanoseconds.
long long server_processor_time(const struct server *server);

// What the kernel tells of the server's memory, in KiB, and of its descriptors and threads.
struct usage {
  long resident, peak, own, descriptors, threads;
};
struct usage server_usage(const struct server *server);

// One job: so many calls, so many of them in flight, for at most so many seconds. In both texts `#` is the call's id.
struct job {
  long count, window;
  double seconds;
  const char *request, *expected;
  // Whether a result with `isError` is an answer as well.
  bool accepts_errors;
};

// What a job has measured. Latencies are in nanoseconds, in ascending order.
struct result {
  long calls, errors;
  long long duration, processor_time, processor_time_since_start, since_start, *latencies;
};
// `first` is the id of the first call.
struct result job_run(const struct job *job, struct server *server, long first);

// The members of an answer's outermost object that matter.
struct answer {
  long id;
  bool has_id, has_result, has_method;
};
struct answer answer_read(const char *line, size_t length);
// Whether a result says that the call failed.
bool answer_is_error(const char *line, size_t length);
// Whether the text is in the line. One that ends with a number is not found in a longer number.
bool answer_holds(const char *line, size_t length, const char *text);

void template_append(struct buffer *buffer, const char *template, long id);
void report_print(const struct result *result, const struct usage *usage);
