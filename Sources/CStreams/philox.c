#pragma STDC FP_CONTRACT OFF
#include "cstreams.h"

#include <ckernels.h>
#include <gsl/gsl_rng.h>
#include <string.h>

/// Where a stream stands. The block in `words` is the one before `counter`; `position` of its words are used.
typedef struct {
  uint32_t key[2];
  uint32_t counter[4];
  uint32_t words[4];
  uint32_t position;
} philox_state;

static float lattice(uint32_t word) { return ((float)(word >> 9) + 0.5f) * 0x1p-23f; }

/// The low two counter words are one 64-bit block number; the high two name the stream and are never touched.
static void advance(philox_state *state, uint64_t blocks) {
  const uint64_t number = ((uint64_t)state->counter[1] << 32 | state->counter[0]) + blocks;
  state->counter[0] = (uint32_t)number;
  state->counter[1] = (uint32_t)(number >> 32);
}

static unsigned long philox_get(void *opaque) {
  philox_state *state = opaque;
  if (state->position == 4) {
    ckernels_philox_block(state->counter, state->key, state->words);
    advance(state, 1);
    state->position = 0;
  }
  return state->words[state->position++];
}

static double philox_get_double(void *state) { return (double)philox_get(state) * 0x1p-32; }

void cstreams_philox_seek(void *opaque, uint64_t key, const uint32_t counter[4]) {
  philox_state *state = opaque;
  memset(state, 0, sizeof *state);
  state->key[0] = (uint32_t)key;
  state->key[1] = (uint32_t)(key >> 32);
  memcpy(state->counter, counter, sizeof state->counter);
  state->position = 4;
}

static void philox_set(void *state, unsigned long seed) {
  const uint32_t origin[4] = {0, 0, 0, 0};
  cstreams_philox_seek(state, seed, origin);
}

void cstreams_philox_fill(void *opaque, float *uniforms, size_t count) {
  philox_state *state = opaque;
  while (count > 0 && state->position < 4) {
    *uniforms++ = lattice((uint32_t)philox_get(state));
    count--;
  }
  while (count >= 4) {
    const uint64_t left = 0x100000000u - (uint64_t)state->counter[0];
    const uint64_t blocks = count / 4 < left ? count / 4 : left;
    ckernels()->philox_uniforms(state->key, state->counter, uniforms, 4 * blocks);
    advance(state, blocks);
    uniforms += 4 * blocks;
    count -= 4 * blocks;
  }
  while (count > 0) {
    *uniforms++ = lattice((uint32_t)philox_get(state));
    count--;
  }
}

static const gsl_rng_type philox_type = {
    "philox4x32-10", 0xffffffffu, 0, sizeof(philox_state), philox_set, philox_get, philox_get_double,
};

const void *cstreams_philox_type(void) { return &philox_type; }
