#ifndef CARGUMENTS_H
#define CARGUMENTS_H

// The arguments that this process was started with, as main() gets them: the name of the program is the first. Null
// where there are no more.
//
// Swift's CommandLine reads /proc/self/cmdline. Where there is no /proc it has no arguments, and a program that was
// started with --read-only would allow writes.
const char *carguments_at(int index);

#endif
