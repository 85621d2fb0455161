// Runs one job: keeps the window full, reads answers, checks each, notes how long it took.
#define _GNU_SOURCE
#include "load.h"
#include "../shared/clock.h"
#include <err.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { READ_SIZE = 256 * 1024, SILENCE_MILLISECONDS = 30000, SHOWN = 400 };

struct run {
  const struct job *job;
  struct server *server;
  long first, sent, answered, errors;
  long long begin, latest, *times, *latencies;
  struct buffer requests, answers, expected;
  size_t searched;
};

static bool may_send(const struct run *run) {
  const struct job *job = run->job;
  if (run->sent >= job->count || run->sent - run->answered >= job->window) return false;
  return !run->sent || nanoseconds() - run->begin < job->seconds * 1e9;
}

static void fill_window(struct run *run) {
  while (may_send(run)) {
    run->times[run->sent] = nanoseconds();
    template_append(&run->requests, run->job->request, run->first + run->sent++);
    buffer_literal(&run->requests, "\n");
  }
}

static void write_requests(struct run *run) {
  if (!run->requests.length) return;
  ssize_t count = write(run->server->input, run->requests.bytes, run->requests.length);
  if (count < 0 && errno != EAGAIN) server_lost(run->server, run->answered);
  if (count > 0) buffer_drop(&run->requests, count);
}

static _Noreturn void reject(const struct run *run, const char *line, size_t length, const char *found) {
  int shown = length < SHOWN ? length : SHOWN;
  errx(1, "an answer %s ('%.*s'): %.*s%s", found, (int)run->expected.length, run->expected.bytes, shown, line,
       length > SHOWN ? "…" : "");
}

// What is wrong with an answer, or NULL. The text that is expected is filled in here.
static const char *fault(struct run *run, const char *line, size_t length, const struct answer *answer) {
  long index = answer->id - run->first;
  bool is_error = answer_is_error(line, length);
  run->expected.length = 0;
  if (!answer->has_id || index < 0 || index >= run->sent || !run->times[index]) return "has no id that is in flight";
  template_append(&run->expected, run->job->expected, answer->id);
  run->expected.bytes[run->expected.length] = 0;
  if (!answer->has_result) return "has no result";
  run->errors += is_error;
  if (is_error) return run->job->accepts_errors ? NULL : "is an error";
  return answer_holds(line, length, run->expected.bytes) ? NULL : "does not hold the expected text";
}

static void take_answer(struct run *run, const char *line, size_t length, long long time) {
  struct answer answer = answer_read(line, length);
  if (answer.has_method && !answer.has_id) return;  // A notification may come at any time.
  const char *found = fault(run, line, length, &answer);
  if (found) reject(run, line, length, found);
  long index = answer.id - run->first;
  run->latencies[run->answered++] = time - run->times[index];
  run->times[index] = 0;
  run->latest = time;
}

static void take_lines(struct run *run, long long time) {
  struct buffer *answers = &run->answers;
  char *line = answers->bytes, *limit = line + answers->length, *end;
  char *unread = line + run->searched;
  while ((end = memchr(unread, '\n', limit - unread))) {
    take_answer(run, line, end - line, time);
    line = unread = end + 1;
  }
  buffer_drop(answers, line - answers->bytes);
  run->searched = answers->length;
}

static void read_answers(struct run *run) {
  buffer_reserve(&run->answers, READ_SIZE);
  ssize_t count = read(run->server->output, run->answers.bytes + run->answers.length, READ_SIZE);
  if (count == 0) server_lost(run->server, run->answered);
  if (count < 0) err(1, "cannot read the server's answers");
  run->answers.length += count;
  take_lines(run, nanoseconds());
}

static void wait_for_server(struct run *run) {
  struct pollfd ends[] = {{.fd = run->server->output, .events = POLLIN},
                          {.fd = run->requests.length ? run->server->input : -1, .events = POLLOUT}};
  int ready = poll(ends, 2, SILENCE_MILLISECONDS);
  if (ready == 0) errx(1, "no answer for %d s; %ld of %ld are missing", SILENCE_MILLISECONDS / 1000,
                       run->sent - run->answered, run->sent);
  if (ends[0].revents) read_answers(run);
}

static int ascending(const void *left, const void *right) {
  long long a = *(const long long *)left, b = *(const long long *)right;
  return (a > b) - (a < b);
}

static void *array(long count, size_t size) {
  void *memory = calloc(count, size);
  if (!memory) errx(1, "out of memory");
  return memory;
}

static void make_calls(struct run *run) {
  do {
    fill_window(run);
    write_requests(run);
    if (run->answered < run->sent) wait_for_server(run);
  } while (run->answered < run->sent || may_send(run));
}

struct result job_run(const struct job *job, struct server *server, long first) {
  struct run run = {.job = job, .server = server, .first = first};
  run.times = array(job->count, sizeof *run.times);
  run.latencies = array(job->count, sizeof *run.latencies);
  long long before = server_processor_time(server);
  run.begin = nanoseconds();
  make_calls(&run);
  long long after = server_processor_time(server);
  qsort(run.latencies, run.answered, sizeof *run.latencies, ascending);
  free(run.times);
  buffer_free(&run.requests);
  buffer_free(&run.answers);
  buffer_free(&run.expected);
  return (struct result){run.answered, run.errors, run.latest - run.begin, after - before, after,
                         run.latest - server->started, run.latencies};
}
