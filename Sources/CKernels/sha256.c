// SHA-256 (FIPS 180-4), the compression of whole blocks of 64 bytes: in plain C, and by the instructions that most x86-64
// and AArch64 processors have for it.
#include "sha256.h"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#include <sys/auxv.h>
#endif

/// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

// MARK: Plain C

static inline uint32_t rotate(uint32_t x, unsigned count) { return x >> count | x << (32 - count); }

static inline uint32_t small0(uint32_t x) { return rotate(x, 7) ^ rotate(x, 18) ^ x >> 3; }
static inline uint32_t small1(uint32_t x) { return rotate(x, 17) ^ rotate(x, 19) ^ x >> 10; }
static inline uint32_t big0(uint32_t x) { return rotate(x, 2) ^ rotate(x, 13) ^ rotate(x, 22); }
static inline uint32_t big1(uint32_t x) { return rotate(x, 6) ^ rotate(x, 11) ^ rotate(x, 25); }

static inline uint32_t big_endian(const uint8_t *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

void sha256_blocks_portable(uint32_t *state, const uint8_t *blocks, size_t count) {
  for (; count > 0; count--, blocks += 64) {
    // The message schedule is kept as its last 16 words.
    uint32_t w[16], s[8];
    for (unsigned t = 0; t < 16; t++) w[t] = big_endian(blocks + 4 * t);
    for (unsigned i = 0; i < 8; i++) s[i] = state[i];
    for (unsigned start = 0; start < 64; start += 16) {
#pragma clang loop unroll(full)
      for (unsigned t = 0; t < 16; t++) {
        if (start > 0) w[t] += small0(w[(t + 1) & 15]) + w[(t + 9) & 15] + small1(w[(t + 14) & 15]);
        // The variables a to h move on by one place a round: what moves here is where each is found.
        const uint32_t a = s[-t & 7], b = s[(1 - t) & 7], c = s[(2 - t) & 7];
        const uint32_t e = s[(4 - t) & 7], f = s[(5 - t) & 7], g = s[(6 - t) & 7];
        const uint32_t first = s[(7 - t) & 7] + big1(e) + (g ^ (e & (f ^ g))) + constants[start + t] + w[t];
        s[(3 - t) & 7] += first;
        s[(7 - t) & 7] = first + big0(a) + ((a & b) | (c & (a | b)));
      }
    }
    for (unsigned i = 0; i < 8; i++) state[i] += s[i];
  }
}

// MARK: x86-64

#if defined(__x86_64__)

// The instructions hold the state as the words (a, b, e, f) and (c, d, g, h), the first of each in the highest lane, and
// make two rounds at a time.
__attribute__((target("sha,sse4.1"))) static void sha256_blocks_instructions(
    uint32_t *state, const uint8_t *blocks, size_t count) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i *const whole = (__m128i *)state;
  const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(whole), 0xb1);
  const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(whole + 1), 0x1b);
  __m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
  for (; count > 0; count--, blocks += 64) {
    const __m128i before[2] = {abef, cdgh};
    __m128i w[4];
    for (int i = 0; i < 4; i++) w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)blocks + i), swap);
#pragma clang loop unroll(full)
    for (int four = 0; four < 16; four++) {
      __m128i *const now = &w[four & 3];
      const __m128i next = w[(four + 1) & 3], third = w[(four + 2) & 3], last = w[(four + 3) & 3];
      const __m128i sum = _mm_add_epi32(*now, _mm_loadu_si128((const __m128i *)constants + four));
      cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
      abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
      if (four < 12) {
        const __m128i part = _mm_add_epi32(_mm_sha256msg1_epu32(*now, next), _mm_alignr_epi8(last, third, 4));
        *now = _mm_sha256msg2_epu32(part, last);
      }
    }
    abef = _mm_add_epi32(abef, before[0]);
    cdgh = _mm_add_epi32(cdgh, before[1]);
  }
  const __m128i feba = _mm_shuffle_epi32(abef, 0x1b), dchg = _mm_shuffle_epi32(cdgh, 0xb1);
  _mm_storeu_si128(whole, _mm_blend_epi16(feba, dchg, 0xf0));
  _mm_storeu_si128(whole + 1, _mm_alignr_epi8(dchg, feba, 8));
}

// Asked once: in a virtual machine CPUID takes microseconds.
static int has_instructions(void) {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3)) return 0;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && b & bit_SHA;
}

// MARK: AArch64

#elif defined(__aarch64__)

__attribute__((target("sha2"))) static void sha256_blocks_instructions(
    uint32_t *state, const uint8_t *blocks, size_t count) {
  uint32x4_t abcd = vld1q_u32(state), efgh = vld1q_u32(state + 4);
  for (; count > 0; count--, blocks += 64) {
    const uint32x4_t before[2] = {abcd, efgh};
    uint32x4_t w[4];
    for (int i = 0; i < 4; i++) w[i] = vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(blocks + 16 * i)));
#pragma clang loop unroll(full)
    for (int four = 0; four < 16; four++) {
      uint32x4_t *const now = &w[four & 3];
      const uint32x4_t next = w[(four + 1) & 3], third = w[(four + 2) & 3], last = w[(four + 3) & 3];
      const uint32x4_t sum = vaddq_u32(*now, vld1q_u32(constants + 4 * four));
      if (four < 12) *now = vsha256su1q_u32(vsha256su0q_u32(*now, next), third, last);
      const uint32x4_t first = abcd;
      abcd = vsha256hq_u32(abcd, efgh, sum);
      efgh = vsha256h2q_u32(efgh, first, sum);
    }
    abcd = vaddq_u32(abcd, before[0]);
    efgh = vaddq_u32(efgh, before[1]);
  }
  vst1q_u32(state, abcd);
  vst1q_u32(state + 4, efgh);
}

static int has_instructions(void) {
  const unsigned long sha2 = 1 << 6;  // HWCAP_SHA2
  return (getauxval(AT_HWCAP) & sha2) != 0;
}

#endif

// MARK: The choice

#if defined(__x86_64__) || defined(__aarch64__)

#include <stdatomic.h>

void sha256_blocks_fastest(uint32_t *state, const uint8_t *blocks, size_t count) {
  static _Atomic int answer;  // 0: not asked yet, else 1 more than the answer
  int known = atomic_load_explicit(&answer, memory_order_relaxed);
  if (!known) atomic_store_explicit(&answer, known = 1 + has_instructions(), memory_order_relaxed);
  (known > 1 ? sha256_blocks_instructions : sha256_blocks_portable)(state, blocks, count);
}

#endif
