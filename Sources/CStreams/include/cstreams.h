// Philox4x32-10 as a generator of the GNU Scientific Library.
//
// Philox (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011) is counter
// based: block number c under key k is a fixed function of (k, c), four words of 32 bits. As a `gsl_rng` it
// walks through the blocks in order, so that every `gsl_ran_*` works on it; and it can be set down anywhere.
//
// The signatures speak of `void *` where GSL's types are meant. Both this module and CGSL would otherwise
// define those types, and Swift would take them for different ones.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// The `const gsl_rng_type *` of philox4x32-10.
///
/// `gsl_rng_set(r, seed)` makes the 64-bit seed the key (low word first) and sets the counter to 0. Seed 0 is
/// a key like any other.
const void *cstreams_philox_type(void);

/// Sets the state of a philox `gsl_rng` down before the first word of block `counter` under `key`.
void cstreams_philox_seek(void *state, uint64_t key, const uint32_t counter[4]);

/// Writes the next `count` draws of a philox state as (k + ½)·2⁻²³, k being a word's upper 23 bits.
///
/// The same words, in the same order, as `count` calls of `gsl_rng_get`, a block at a time.
void cstreams_philox_fill(void *state, float *uniforms, size_t count);
