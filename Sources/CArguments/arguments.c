#include "CArguments.h"

static int count = 0;
static char **values = 0;

// The GNU C library gives constructors what it gives main().
__attribute__((constructor)) static void take(int argc, char **argv) {
  count = argc;
  values = argv;
}

const char *carguments_at(int index) {
  return index >= 0 && index < count ? values[index] : 0;
}
