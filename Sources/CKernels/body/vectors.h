// Vector types and the few operations that the kernels are written in. Included once per instruction set, which defines
//   LANES      Float32 values in a vector: 4, 8 or 16
//   HAS_FMA    whether the instruction set has a fused multiply-add
//   SHA256_BLOCKS   the function that compresses blocks for SHA-256
// and, where it has them, the load (zeros beyond) and the store of the first `rest` values of a vector: GET_PART(p, rest),
// PUT_PART(p, v, rest).
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"

#define INLINE static inline __attribute__((always_inline))
#define VECTOR(T, N) T __attribute__((ext_vector_type(N)))
// A vector in memory: any alignment of its element will do, and it may be seen through another type.
#define UNALIGNED(T, N, BYTES) T __attribute__((ext_vector_type(N), aligned(BYTES), may_alias))

#define HALF (LANES / 2)

typedef VECTOR(float, LANES) F;
typedef VECTOR(int32_t, LANES) I;
typedef VECTOR(uint32_t, LANES) U;
typedef VECTOR(float, HALF) FHalf;
typedef VECTOR(double, HALF) D;
typedef VECTOR(int64_t, HALF) I64;
typedef VECTOR(uint64_t, HALF) U64;
typedef UNALIGNED(float, LANES, 4) FMemory;
typedef UNALIGNED(float, HALF, 4) FHalfMemory;
typedef UNALIGNED(uint32_t, LANES, 4) UMemory;
typedef UNALIGNED(double, HALF, 8) DMemory;

INLINE F splat(float x) { return (F)x; }
INLINE D splat64(double x) { return (D)x; }

// MARK: Loads and stores of a whole vector, or of the `rest` of a slice

INLINE F get(const float *p, size_t rest) {
  if (rest >= LANES) return *(const FMemory *)p;
#ifdef GET_PART
  return (F)GET_PART(p, rest);
#else
  F v = splat(0);
  for (size_t e = 0; e < rest; e++) v[e] = p[e];
  return v;
#endif
}

INLINE void put(float *p, F v, size_t rest) {
  if (rest >= LANES) {
    *(FMemory *)p = v;
    return;
  }
#ifdef PUT_PART
  PUT_PART(p, v, rest);
#else
  for (size_t e = 0; e < rest; e++) p[e] = v[e];
#endif
}

INLINE D get64(const double *p, size_t rest) {
  if (rest >= HALF) return *(const DMemory *)p;
  D v = splat64(0);
  for (size_t e = 0; e < rest; e++) v[e] = p[e];
  return v;
}

INLINE void put64(double *p, D v, size_t rest) {
  if (rest >= HALF) {
    *(DMemory *)p = v;
    return;
  }
  for (size_t e = 0; e < rest; e++) p[e] = v[e];
}

// Runs a body over `COUNT` elements, `rest` of them from `at` on: whole vectors first, where `rest` is a constant and the
// loads need no test, then what is left.
#define OVER(COUNT, WIDTH, ...)                                             \
  do {                                                                      \
    size_t at = 0;                                                          \
    for (const size_t rest = (WIDTH); at + rest <= (COUNT); at += rest) {   \
      __VA_ARGS__                                                           \
    }                                                                       \
    if (at < (COUNT)) {                                                     \
      const size_t rest = (COUNT) - at;                                     \
      __VA_ARGS__                                                           \
    }                                                                       \
  } while (0)

INLINE void copy(const float *from, float *to, size_t count) {
  OVER(count, LANES, put(to + at, get(from + at, rest), rest););
}

// Copies `length` columns of some lines.
static void copy_lines(
    const float *from, size_t from_step, float *to, size_t to_step, size_t length, size_t lines) {
  if (length == HALF) {  // a narrow group of units: half a vector needs no mask
    for (size_t r = 0; r < lines; r++)
      *(FHalfMemory *)(to + r * to_step) = *(const FHalfMemory *)(from + r * from_step);
    return;
  }
  OVER(length, LANES, {
    for (size_t r = 0; r < lines; r++) put(to + r * to_step + at, get(from + r * from_step + at, rest), rest);
  });
}

// MARK: Bits

INLINE F copy_sign(F magnitude, F sign) {
  return (F)(((U)magnitude & 0x7fffffffu) | ((U)sign & 0x80000000u));
}
INLINE F absolute(F x) { return (F)((U)x & 0x7fffffffu); }
INLINE D copy_sign64(D magnitude, D sign) {
  return (D)(((U64)magnitude & 0x7fffffffffffffffu) | ((U64)sign & 0x8000000000000000u));
}
INLINE D absolute64(D x) { return (D)((U64)x & 0x7fffffffffffffffu); }

// MARK: The fused multiply-add

#if HAS_FMA
INLINE F fused(F a, F b, F c) { return __builtin_elementwise_fma(a, b, c); }
#else
typedef VECTOR(double, LANES) DWide;
typedef VECTOR(int64_t, LANES) I64Wide;

// a·b + c with one rounding. The product of two Float32 values is exact in Float64; the sum is rounded to odd there (to
// the neighbor whose last bit is 1, where it is inexact), and a value rounded to odd with at least two bits to spare
// rounds to Float32 as the exact value would (Boldo and Melquiond 2008). The bits to spare are 29, more where the result
// is subnormal.
INLINE F fused(F a, F b, F c) {
  DWide product = __builtin_convertvector(a, DWide) * __builtin_convertvector(b, DWide);
  DWide addend = __builtin_convertvector(c, DWide);
  DWide sum = product + addend;
  DWide rounded = sum - product;
  DWide error = (product - (sum - rounded)) + (addend - rounded);
  // Comparisons are false for the NaN errors of infinite sums, which need no change.
  I64Wide inexact = (error > 0) | (error < 0);
  I64Wide away = (error > 0) ^ (sum < 0);
  I64Wide bits = (I64Wide)sum;
  I64Wide even = (bits & 1) - 1;
  bits += ((away & 2) - 1) & inexact & even;
  return __builtin_convertvector((DWide)bits, F);
}
#endif

// MARK: Polynomials

// The polynomial in x with these coefficients, that of the highest power first, by Horner's scheme: fused in Float32, in
// products and sums in Float64.
#define POLYNOMIAL(X, ...) \
  polynomial(X, (const float[]){__VA_ARGS__}, sizeof((const float[]){__VA_ARGS__}) / sizeof(float))
#define POLYNOMIAL64(X, ...) \
  polynomial64(X, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

INLINE F polynomial(F x, const float *coefficients, size_t count) {
  F y = splat(coefficients[0]);
#pragma clang loop unroll(full)
  for (size_t k = 1; k < count; k++) y = fused(y, x, splat(coefficients[k]));
  return y;
}

INLINE D polynomial64(D x, const double *coefficients, size_t count) {
  D y = splat64(coefficients[0]);
#pragma clang loop unroll(full)
  for (size_t k = 1; k < count; k++) y = y * x + coefficients[k];
  return y;
}
