// Whether this process may start threads.
//
// The runtime waits for ever where it gets none. In Swift the same trial would be a closure that the compiler takes apart.
#pragma once

/// Starts `count` threads that are there at the same time, with stacks of the usual size, and ends them.
///
/// Returns 0, ENOMEM where there is no room for one more stack, and else what `pthread_create` answers: EAGAIN at a limit on the
/// number of threads.
int cthreads_try(int count);
