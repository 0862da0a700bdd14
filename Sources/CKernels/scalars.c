#pragma STDC FP_CONTRACT OFF
// Single values: slices of one element, so that the bits cannot differ.
#include "ckernels.h"

#define SCALAR(NAME, T)                \
  T ckernels_##NAME(T x) {             \
    T y;                               \
    ckernels()->NAME(&x, &y, 1);       \
    return y;                          \
  }

#define SCALARS(NAME)        \
  SCALAR(NAME##_f32, float)  \
  SCALAR(NAME##_f64, double)

SCALARS(exp)
SCALARS(expm1)
SCALARS(log)
SCALARS(log1p)
SCALARS(sigmoid)
SCALARS(logit)
SCALARS(tanh)
SCALARS(softplus)
SCALARS(normal_quantile)
SCALARS(normal_cdf)

void ckernels_philox_block(const uint32_t *counter, const uint32_t *key, uint32_t *words) {
  uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]};
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; round++) {
    const uint64_t a = (uint64_t)c[0] * 0xd2511f53u, b = (uint64_t)c[2] * 0xcd9e8d57u;
    c[0] = (uint32_t)(b >> 32) ^ c[1] ^ k0;
    c[1] = (uint32_t)b;
    c[2] = (uint32_t)(a >> 32) ^ c[3] ^ k1;
    c[3] = (uint32_t)a;
    k0 += 0x9e3779b9u;
    k1 += 0xbb67ae85u;
  }
  for (int w = 0; w < 4; w++) words[w] = c[w];
}
