// Prints what a job has measured: times in microseconds, memory in KiB.
#include "load.h"
#include <stdio.h>

static double percentile(const struct result *result, double share) {
  return result->latencies[(long)((result->calls - 1) * share + 0.5)] / 1e3;
}

void report_print(const struct result *result, const struct usage *usage) {
  double seconds = result->duration / 1e9;
  printf("{\"calls\":%ld,\"errors\":%ld,\"seconds\":%.6f,\"perSecond\":%.1f,\"sinceStart\":%.6f,", result->calls,
         result->errors, seconds, result->calls / seconds, result->since_start / 1e9);
  printf("\"p50\":%.2f,\"p90\":%.2f,\"p99\":%.2f,", percentile(result, 0.5), percentile(result, 0.9),
         percentile(result, 0.99));
  printf("\"processorTime\":%.3f,\"processorTimeSinceStart\":%.3f,", result->processor_time / 1e3 / result->calls,
         result->processor_time_since_start / 1e3);
  printf("\"resident\":%ld,\"peak\":%ld,\"private\":%ld,\"descriptors\":%ld,\"threads\":%ld}\n", usage->resident,
         usage->peak, usage->own, usage->descriptors, usage->threads);
  fflush(stdout);
}
