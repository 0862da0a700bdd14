// The inner loop of all products: a tile of R rows × P panels of 16 columns, whose sums stay in registers.
//
// Each element of the tile is one chain of fused multiply-adds in the order of the terms. Vectors run along the columns,
// so neither the tile's shape nor the vector width changes a bit.

#define PANEL 16
#define PARTS (PANEL / LANES)

typedef struct {
  F sum[PARTS];
} Line;  // 16 columns of one row

// Adds `count` terms: left(row, term) = left[row·row_step + term·term_step], right the terms' lines in each panel.
#define ACCUMULATE(R, P, sums, left, row_step, term_step, right, panel_step, count)              \
  for (size_t term = 0; term < (count); term++) {                                                \
    F b[P][PARTS];                                                                               \
    _Pragma("clang loop unroll(full)") for (int p = 0; p < P; p++)                               \
        _Pragma("clang loop unroll(full)") for (int v = 0; v < PARTS; v++)                       \
            b[p][v] = *(const FMemory *)((right) + p * (panel_step) + term * PANEL + v * LANES); \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {                             \
      F a = splat((left)[r * (row_step) + term * (term_step)]);                                  \
      _Pragma("clang loop unroll(full)") for (int p = 0; p < P; p++)                             \
          _Pragma("clang loop unroll(full)") for (int v = 0; v < PARTS; v++)                     \
              sums[r][p].sum[v] = fused(a, b[p][v], sums[r][p].sum[v]);                          \
    }                                                                                            \
  }

// Runs a body for every vector v of line p in row r of a tile.
#define EACH_LINE(R, P, ...)                                                     \
  _Pragma("clang loop unroll(full)") for (int p = 0; p < P; p++)                 \
      _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++)             \
          _Pragma("clang loop unroll(full)") for (int v = 0; v < PARTS; v++) { \
    __VA_ARGS__                                                                  \
  }

// Tile shapes: at most MAX_ROWS rows, and for few rows as many panels as keep the multipliers busy; fewer, down to one,
// where no more are left.
#if LANES == 16
#define MAX_ROWS 12
#define FOR_EACH_TILE(X)                                                                                       \
  X(1, 8) X(1, 4) X(2, 4) X(3, 4) X(4, 4) X(5, 4) X(6, 4)                                                      \
  X(1, 2) X(2, 2) X(3, 2) X(4, 2) X(5, 2) X(6, 2) X(7, 2) X(8, 2) X(9, 2) X(10, 2) X(11, 2) X(12, 2)           \
  X(1, 1) X(2, 1) X(3, 1) X(4, 1) X(5, 1) X(6, 1) X(7, 1) X(8, 1) X(9, 1) X(10, 1) X(11, 1) X(12, 1)
#elif LANES == 8
#define MAX_ROWS 6
#define FOR_EACH_TILE(X) \
  X(1, 4) X(1, 2) X(2, 2) X(1, 1) X(2, 1) X(3, 1) X(4, 1) X(5, 1) X(6, 1)
#else
#define MAX_ROWS 2
#define FOR_EACH_TILE(X) X(1, 1) X(2, 1)
#endif

// A table of tiles has a row for each number of rows and a column for each power of two of panels, null where there is
// no such tile.
#define POWERS 4
#define POWER(P) ((P) == 8 ? 3 : (P) == 4 ? 2 : (P) == 2 ? 1 : 0)

// The largest power of two of panels that a tile of a table's row has, and that is not above `left`.
#define WIDEST(row, left)                                         \
  ({                                                              \
    size_t power = POWERS - 1;                                    \
    while (!(row)[power] || (size_t)1 << power > (left)) power--; \
    power;                                                        \
  })

// Rows of the first `split.larger` tiles are split.rows + 1, of the others split.rows: as even as can be, so that no
// tile is left with a row or two.
typedef struct {
  size_t tiles, rows, larger;
} Split;

INLINE Split split_rows(size_t rows) {
  const size_t tiles = (rows + MAX_ROWS - 1) / MAX_ROWS;
  return tiles ? (Split){tiles, rows / tiles, rows % tiles} : (Split){0, 0, 0};
}

INLINE size_t panels_for(size_t columns) { return (columns + PANEL - 1) / PANEL; }
