#include "api.h"

struct load load;

void load_begin(void) {
  load.requests++;
  if (++load.held > load.peak) load.peak = load.held;
}

void load_end(void) {
  load.held--;
}

void load_reset(void) {
  load.peak = load.held;
  load.requests = 0;
}
