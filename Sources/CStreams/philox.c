#pragma STDC FP_CONTRACT OFF
#include "cstreams.h"

#include <gsl/gsl_rng.h>
#include <string.h>

/// Where a stream stands. The block in `words` is the one before `counter`; `position` of its words are used.
typedef struct {
  uint32_t key[2];
  uint32_t counter[4];
  uint32_t words[4];
  uint32_t position;
} philox_state;

static void philox_block(const uint32_t key[2], const uint32_t counter[4], uint32_t words[4]) {
  uint32_t k0 = key[0], k1 = key[1];
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  for (int round = 0; round < 10; round++) {
    const uint64_t first = (uint64_t)0xd2511f53u * c0;
    const uint64_t second = (uint64_t)0xcd9e8d57u * c2;
    c0 = (uint32_t)(second >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)second;
    c2 = (uint32_t)(first >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)first;
    k0 += 0x9e3779b9u;
    k1 += 0xbb67ae85u;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

static float lattice(uint32_t word) { return ((float)(word >> 9) + 0.5f) * 0x1p-23f; }

void cstreams_philox_uniforms(
    uint64_t key, const uint32_t counter[4], float *uniforms, size_t count) {
  const uint32_t keys[2] = {(uint32_t)key, (uint32_t)(key >> 32)};
  uint32_t block[4] = {counter[0], counter[1], counter[2], counter[3]};
  for (size_t start = 0; start < count; start += 4, block[0]++) {
    uint32_t words[4];
    philox_block(keys, block, words);
    for (size_t e = 0; e < 4 && start + e < count; e++) uniforms[start + e] = lattice(words[e]);
  }
}

/// The low two counter words are one 64-bit block number; the high two name the stream and are never touched.
static void advance(philox_state *state, uint64_t blocks) {
  const uint64_t number = ((uint64_t)state->counter[1] << 32 | state->counter[0]) + blocks;
  state->counter[0] = (uint32_t)number;
  state->counter[1] = (uint32_t)(number >> 32);
}

static unsigned long philox_get(void *opaque) {
  philox_state *state = opaque;
  if (state->position == 4) {
    philox_block(state->key, state->counter, state->words);
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
  const uint64_t key = (uint64_t)state->key[1] << 32 | state->key[0];
  while (count >= 4) {
    const uint64_t left = 0x100000000u - (uint64_t)state->counter[0];
    const uint64_t blocks = count / 4 < left ? count / 4 : left;
    cstreams_philox_uniforms(key, state->counter, uniforms, 4 * blocks);
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
