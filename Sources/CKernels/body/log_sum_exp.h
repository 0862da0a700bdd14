// ln Σ exp of a row, in Float64 for both precisions, summed as sums.h has it.

// The largest value; −∞ for none. A NaN is passed over: the sum will show it.
#define LOG_SUM_EXP(NAME, T, RESULT)                                                              \
  static double NAME##_row(const T *x, size_t width) {                                            \
    double largest = -__builtin_inf();                                                            \
    for (size_t j = 0; j < width; j++) largest = x[j] > largest ? x[j] : largest;                 \
    /* Without a finite value to take off, the exponentials themselves give 0, ∞ or NaN. */      \
    double shift = largest - largest == 0.0 ? largest : 0.0;                                      \
    Eight sums = eight_zeros();                                                                   \
    for (size_t j = 0; j < width; j += 8) {                                                       \
      double block[8];                                                                            \
      for (size_t e = 0; e < 8; e++) block[e] = j + e < width ? x[j + e] - shift : -__builtin_inf(); \
      for (int v = 0; v < 8 / HALF; v++) sums.part[v] += v_exp64(get64(block + v * HALF, HALF));  \
    }                                                                                             \
    return shift + v_log64(splat64(eight_total(sums)))[0];                                        \
  }                                                                                               \
  static void NAME(const T *x, size_t rows, size_t width, T *y) {                                 \
    for (size_t r = 0; r < rows; r++) y[r] = (T)NAME##_row(x + r * width, width);                 \
  }

LOG_SUM_EXP(log_sum_exp_f32, float, float)
LOG_SUM_EXP(log_sum_exp_f64, double, double)
#undef LOG_SUM_EXP
