// Sums in Float64 whose order depends on no vector's width: eight running sums, the value number k of a stream going to
// sum k mod 8. In the end they are added in pairs.

typedef struct {
  D part[8 / HALF];
} Eight;

INLINE Eight eight_zeros(void) {
  Eight sums;
  for (int v = 0; v < 8 / HALF; v++) sums.part[v] = splat64(0);
  return sums;
}

INLINE double eight_total(Eight sums) {
  double lane[8];
  for (int e = 0; e < 8; e++) lane[e] = sums.part[e / HALF][e % HALF];
  return ((lane[0] + lane[1]) + (lane[2] + lane[3])) + ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

INLINE Eight eight_get(const double *lanes) {
  Eight sums;
  for (int v = 0; v < 8 / HALF; v++) sums.part[v] = *(const DMemory *)(lanes + v * HALF);
  return sums;
}

INLINE void eight_put(double *lanes, Eight sums) {
  for (int v = 0; v < 8 / HALF; v++) *(DMemory *)(lanes + v * HALF) = sums.part[v];
}

// Adds values, the first of which belongs to sum `at` mod 8, a multiple of HALF.
INLINE void eight_add(Eight *sums, D values, int at) { sums->part[at % 8 / HALF] += values; }

// MARK: Streams
//
// A slice that goes on a stream is taken in blocks of STEP values, a multiple of 8, the first of which belongs to sum 0.
// Where a stream goes on in the middle of a block, or ends there, the block has holes.

// Runs a body over COUNT values that follow FIRST others: the `rest` values from `at` on have the places from `place` on
// in a block. Whole blocks have a body of their own, in which both are constants.
#define STREAM(COUNT, FIRST, STEP, ...)                                                            \
  for (size_t at = 0, rest = 0, place = (FIRST) % 8; at < (COUNT); at += rest, place = 0) {        \
    rest = (COUNT) - at < (STEP) - place ? (COUNT) - at : (STEP) - place;                          \
    if (rest < (STEP)) {                                                                           \
      __VA_ARGS__                                                                                  \
      continue;                                                                                    \
    }                                                                                              \
    rest = 0;                                                                                      \
    for (const size_t place = 0, rest = (STEP); at + rest <= (COUNT); at += rest) { __VA_ARGS__ }  \
  }

// Which lanes of the vector that begins at place `offset` of a block hold one of the `rest` values from `place` on.
INLINE I there(size_t place, size_t rest, int offset) {
  I lane;
  for (int e = 0; e < LANES; e++) lane[e] = offset + e;
  return (lane >= (int32_t)place) & (lane < (int32_t)(place + rest));
}

INLINE I64 there64(size_t place, size_t rest, int offset) {
  I64 lane;
  for (int e = 0; e < HALF; e++) lane[e] = offset + e;
  return (lane >= (int64_t)place) & (lane < (int64_t)(place + rest));
}

// The values of a vector that are there, and 0 in the holes.
INLINE F only(I there, F x) { return (F)((I)x & there); }
INLINE D only64(I64 there, D x) { return (D)((I64)x & there); }

// A vector in Float64, part by part of HALF values.
INLINE D wide(F x, int part) { return __builtin_convertvector(part ? x.hi : x.lo, D); }
INLINE D wide64(D x, int part) { return (void)part, x; }
