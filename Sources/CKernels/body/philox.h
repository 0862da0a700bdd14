// Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011): ten rounds of two 32×32→64 multiplications, one block in each
// lane.

typedef VECTOR(uint64_t, HALF) Wide;

typedef struct {
  U word[4];
} Blocks;

// The lanes of a and b in turn: first half, second half.
#if LANES == 4
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#define ODD(even, odd) __builtin_shufflevector(even, odd, 1, 5, 3, 7)
#define EVEN(even, odd) __builtin_shufflevector(even, odd, 0, 4, 2, 6)
#elif LANES == 8
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#define ODD(even, odd) __builtin_shufflevector(even, odd, 1, 9, 3, 11, 5, 13, 7, 15)
#define EVEN(even, odd) __builtin_shufflevector(even, odd, 0, 8, 2, 10, 4, 12, 6, 14)
#else
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
#define ODD(even, odd) \
  __builtin_shufflevector(even, odd, 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31)
#define EVEN(even, odd) \
  __builtin_shufflevector(even, odd, 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30)
#endif

// Upper and lower words of a·m. Even and odd lanes are multiplied apart, as 64-bit lanes.
INLINE void multiply(U a, uint32_t m, U *high, U *low) {
  Wide even = ((Wide)a & 0xffffffffu) * (uint64_t)m;
  Wide odd = ((Wide)a >> 32) * (uint64_t)m;
  *high = ODD((U)even, (U)odd);
  *low = EVEN((U)even, (U)odd);
}

// Two vectors of blocks at once: one alone waits for its own multiplications half of the time.
typedef struct {
  Blocks of[2];
} BlockPair;

INLINE BlockPair philox(BlockPair b, const uint32_t *key) {
  uint32_t k0 = key[0], k1 = key[1];
#pragma clang loop unroll(full)
  for (int round = 0; round < 10; round++) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 2; i++) {
      U *c = b.of[i].word;
      U high0, low0, high1, low1;
      multiply(c[0], 0xd2511f53u, &high0, &low0);
      multiply(c[2], 0xcd9e8d57u, &high1, &low1);
      c[0] = high1 ^ c[1] ^ k0;
      c[1] = low1;
      c[2] = high0 ^ c[3] ^ k1;
      c[3] = low0;
    }
    k0 += 0x9e3779b9u;
    k1 += 0xbb67ae85u;
  }
  return b;
}

// From one word of all blocks in a vector to the blocks' words one after the other.
INLINE Blocks in_order(Blocks b) {
  U t0 = ZIP_LOW(b.word[0], b.word[2]), t1 = ZIP_HIGH(b.word[0], b.word[2]);
  U t2 = ZIP_LOW(b.word[1], b.word[3]), t3 = ZIP_HIGH(b.word[1], b.word[3]);
  return (Blocks){{ZIP_LOW(t0, t2), ZIP_HIGH(t0, t2), ZIP_LOW(t1, t3), ZIP_HIGH(t1, t3)}};
}

// (k + ½)·2⁻²³, k the upper 23 bits: 1 + k·2⁻²³ is k under the exponent of 1; less 1 − 2⁻²⁴ it is exact.
INLINE F uniform(U word) { return (F)((word >> 9) | 0x3f800000u) - 0x1.fffffep-1f; }

INLINE U lane_numbers(void) {
  U v = (U)0;
  for (uint32_t e = 0; e < LANES; e++) v[e] = e;
  return v;
}

#define PAIR (2 * LANES)   // blocks in a pair of vectors
#define WORDS (4 * PAIR)   // words in them

// The pair of blocks number `first` on, its words in order.
INLINE BlockPair sequential_blocks(const uint32_t *key, const uint32_t *counter, size_t first) {
  BlockPair b;
  for (uint32_t i = 0; i < 2; i++) {
    b.of[i].word[0] = lane_numbers() + (counter[0] + (uint32_t)first + i * LANES);
    for (int w = 1; w < 4; w++) b.of[i].word[w] = (U)counter[w];
  }
  b = philox(b, key);
  return (BlockPair){{in_order(b.of[0]), in_order(b.of[1])}};
}

static void philox_words(const uint32_t *key, const uint32_t *counter, uint32_t *words, size_t count) {
  size_t e = 0;
  for (; e + WORDS <= count; e += WORDS) {
    BlockPair b = sequential_blocks(key, counter, e / 4);
    for (int v = 0; v < 8; v++) *(UMemory *)(words + e + v * LANES) = b.of[v / 4].word[v % 4];
  }
  if (e < count) {
    BlockPair b = sequential_blocks(key, counter, e / 4);
    uint32_t tail[WORDS];
    for (int v = 0; v < 8; v++) *(UMemory *)(tail + v * LANES) = b.of[v / 4].word[v % 4];
    for (size_t w = 0; e + w < count; w++) words[e + w] = tail[w];
  }
}

INLINE void put_uniforms(float *uniforms, BlockPair b) {
  for (int v = 0; v < 8; v++) put(uniforms + v * LANES, uniform(b.of[v / 4].word[v % 4]), LANES);
}

static void philox_uniforms(const uint32_t *key, const uint32_t *counter, float *uniforms, size_t count) {
  size_t e = 0;
  for (; e + WORDS <= count; e += WORDS) put_uniforms(uniforms + e, sequential_blocks(key, counter, e / 4));
  if (e < count) {
    float tail[WORDS];
    put_uniforms(tail, sequential_blocks(key, counter, e / 4));
    for (size_t w = 0; e + w < count; w++) uniforms[e + w] = tail[w];
  }
}

// Where a lane's block stands: its row, and its number in the row.
typedef struct {
  U row, block;
} Place;

// LANES blocks further on; `rows` and `blocks` are LANES divided by the blocks of a row, quotient and remainder.
INLINE Place next_place(Place p, uint32_t per_row, uint32_t rows, uint32_t blocks) {
  p.block += blocks;
  U carry = (U)(p.block >= per_row);
  p.block -= carry & per_row;
  p.row += rows + (carry & 1);
  return p;
}

// Rows that fill pairs of vectors, or that have no others beside them, are filled one by one; of others the blocks are
// numbered through, so that narrow rows fill vectors too.
static void philox_uniform_rows(
    const uint32_t *key, const uint32_t *counter, const uint32_t *sequences, size_t rows, size_t units,
    float *uniforms) {
  const size_t per_row = (units + 3) / 4, total = rows * per_row;
  if (!total) return;
  if (rows == 1 || units % WORDS == 0) {
    for (size_t r = 0; r < rows; r++) {
      const uint32_t own[4] = {counter[0], counter[1], sequences[r], counter[3]};
      philox_uniforms(key, own, uniforms + r * units, units);
    }
    return;
  }
  const uint32_t step_rows = (uint32_t)(LANES / per_row), step_blocks = (uint32_t)(LANES % per_row);
  // lane / per_row, exact for lanes below 16: processors have no division of vectors.
  const U row = lane_numbers() * (uint32_t)(65536 / per_row + 1) >> 16;
  Place place = {row, lane_numbers() - row * (uint32_t)per_row};
  for (size_t first = 0; first < total; first += PAIR) {
    BlockPair b;
    Place places[2];
    for (int i = 0; i < 2; i++) {
      places[i] = place;
      b.of[i].word[0] = counter[0] + place.block;
      b.of[i].word[1] = (U)counter[1];
      for (int e = 0; e < LANES; e++) {
        const uint32_t row = place.row[e];
        b.of[i].word[2][e] = sequences[row < rows ? row : rows - 1];
      }
      b.of[i].word[3] = (U)counter[3];
      place = next_place(place, (uint32_t)per_row, step_rows, step_blocks);
    }
    b = philox(b, key);
    b = (BlockPair){{in_order(b.of[0]), in_order(b.of[1])}};
    const size_t blocks = total - first < PAIR ? total - first : PAIR;
    if (blocks == PAIR && units % 4 == 0) {
      put_uniforms(uniforms + first * 4, b);
      continue;
    }
    float words[WORDS];
    put_uniforms(words, b);
    if (units % 4 == 0) {
      copy(words, uniforms + first * 4, blocks * 4);
      continue;
    }
    for (size_t e = 0; e < blocks; e++) {
      const size_t row = places[e / LANES].row[e % LANES], unit = 4 * places[e / LANES].block[e % LANES];
      const size_t width = units - unit < 4 ? units - unit : 4;
      for (size_t w = 0; w < width; w++) uniforms[row * units + unit + w] = words[4 * e + w];
    }
  }
}
#undef PAIR
#undef WORDS
