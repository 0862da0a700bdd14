// How often each of a few numbers occurs, for histograms: numbers of one byte are compared with each of them, a whole vector
// at once.

#define BINS 20         // the numbers that are counted, from 0
#define GROUP (4 * LANES)  // bytes in a vector
#define GROUPS 64       // vectors that are counted at once: a count must fit into a byte

typedef VECTOR(uint8_t, GROUP) Bytes;
typedef VECTOR(int32_t, HALF) IHalf;

INLINE size_t sum_of_bytes(Bytes bytes) {
  const U words = (U)bytes;
  const U pairs = (words & 0x00ff00ffu) + (words >> 8 & 0x00ff00ffu);
  return __builtin_reduce_add((pairs & 0xffffu) + (pairs >> 16));
}

// Adds to each bin how many of the bytes are its number.
INLINE void count_bytes(const Bytes *groups, size_t count, size_t *bins) {
  // As many counts as there are registers for.
  enum { AT_ONCE = BINS / 2 };
#pragma clang loop unroll(full)
  for (int first = 0; first < BINS; first += AT_ONCE) {
    Bytes sums[AT_ONCE];
    for (int k = 0; k < AT_ONCE; k++) sums[k] = (Bytes)0;
    for (size_t g = 0; g < count; g++) {
#pragma clang loop unroll(full)
      for (int k = 0; k < AT_ONCE; k++) sums[k] -= (Bytes)(groups[g] == (uint8_t)(first + k));
    }
    for (int k = 0; k < AT_ONCE; k++) bins[first + k] += sum_of_bytes(sums[k]);
  }
}

// The whole part of BINS·x for x from 0 to 1: in Float32 of the exact product, in Float64 of the
// rounded one.
INLINE I bin(F x) {
  const I rounded = __builtin_convertvector(x * BINS, I);
  return rounded + (fused(x, splat(BINS), -__builtin_convertvector(rounded, F)) < 0);
}
INLINE I64 bin64(D x) { return __builtin_convertvector(__builtin_convertvector(x * BINS, IHalf), I64); }
