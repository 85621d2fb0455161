// The load generator: starts a server on pipes and gives it the jobs that stand on stdin, one a line, fields separated
// by tabs:
//
//   run COUNT WINDOW SECONDS REQUEST EXPECTED
//       sends COUNT requests, keeps WINDOW of them in flight, sends none after SECONDS, checks each answer and prints
//       one line of JSON. `#` in REQUEST and EXPECTED stands for the id, a number that is never used twice.
//   probe COUNT WINDOW SECONDS REQUEST EXPECTED
//       does the same, but takes a result with `isError` for an answer and counts it.
//   send LINE
//       sends a line that is not answered.
//
// After the last job it closes the server's input and waits for its end. Anything wrong ends it with status 1 and the
// reason on stderr: an answer that is not asked for, without a result, with `isError`, without the expected text; none
// for thirty seconds; a server that ends before its input does, or with another status than 0.
#define _GNU_SOURCE
#include "load.h"
#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { MOST_CALLS = 10000000 };

static char *field(char **rest) {
  char *text = strsep(rest, "\t");
  if (!text || !*text) errx(2, "a job lacks a field");
  return text;
}

static double number(const char *text, double least, double most) {
  char *end;
  double value = strtod(text, &end);
  if (*end || !(value >= least && value <= most)) errx(2, "'%s' is no number from %g to %g", text, least, most);
  return value;
}

static void run(char *fields, struct server *server, bool accepts_errors) {
  static long next = 1;
  struct job job = {.accepts_errors = accepts_errors};
  job.count = number(field(&fields), 1, MOST_CALLS);
  job.window = number(field(&fields), 1, MOST_CALLS);
  job.seconds = number(field(&fields), 0.001, 1e6);
  job.request = field(&fields);
  job.expected = field(&fields);
  struct result result = job_run(&job, server, next);
  struct usage usage = server_usage(server);
  next += job.count;
  report_print(&result, &usage);
  free(result.latencies);
}

static void send_line(const char *line, struct server *server) {
  if (dprintf(server->input, "%s\n", line) < 0) server_lost(server, 0);
}

static void do_job(char *line, struct server *server) {
  char *verb = strsep(&line, "\t");
  if (!strcmp(verb, "run") && line) run(line, server, false);
  else if (!strcmp(verb, "probe") && line) run(line, server, true);
  else if (!strcmp(verb, "send") && line) send_line(line, server);
  else errx(2, "'%s' is no job", verb);
}

static void do_all_jobs(struct server *server, char **command) {
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  while ((length = getline(&line, &capacity, stdin)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    // Not before the first job, which can so tell how long the start took.
    if (!server->process) server_start(server, command);
    do_job(line, server);
  }
  free(line);
}

int main(int count, char **arguments) {
  if (count < 2) errx(2, "usage: %s COMMAND [ARGUMENT…]   (jobs are read from stdin)", arguments[0]);
  signal(SIGPIPE, SIG_IGN);
  struct server server = {0};
  do_all_jobs(&server, arguments + 1);
  int status = server.process ? server_end(&server) : 0;
  if (WIFSIGNALED(status)) errx(1, "signal %d ended the server after the last job", WTERMSIG(status));
  if (status) errx(1, "the server ended with status %d after the last job", WEXITSTATUS(status));
}
