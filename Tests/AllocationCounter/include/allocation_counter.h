// Counts what a thread asks of the allocator: a program that links this has its own malloc in front of the C library's.
#pragma once

/// Whether allocations can be counted here: with the GNU C library.
int allocations_countable(void);

/// Starts counting on this thread.
void allocations_begin(void);

/// Stops, and gives the number of blocks asked for since.
long allocations_end(void);
