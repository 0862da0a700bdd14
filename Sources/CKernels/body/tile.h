// The inner loop of all products: a tile of R rows × N vectors of columns, whose sums stay in registers.
//
// Each element of the tile is one chain of fused multiply-adds in the order of the terms. Vectors run along the columns,
// so neither the tile's shape nor the vectors' width changes a bit.
//
// The factors on the right are packed in panels of 16 columns. Tiles may be narrower: of a panel that is filled in part,
// as the last one often is where there are few units, only the columns up to a multiple of UNIT are multiplied.

#define PANEL 16
#define UNIT (LANES < 8 ? LANES : 8)

// Values in a vector of type V.
#define LANES_OF(V) (sizeof(V) / sizeof(float))

// The fused multiply-add of vectors of any width.
#if HAS_FMA
#define FUSED __builtin_elementwise_fma
#else
#define FUSED fused
#endif

// From the start of the panels to a column in their first line.
INLINE size_t column_place(size_t column, size_t panel_step) {
  return column / PANEL * panel_step + column % PANEL;
}

// Adds `count` terms: left(row, term) = left[row·row_step + term·term_step], right the terms' lines from the tile's first
// column on.
#define ACCUMULATE(R, N, V, sums, left, row_step, term_step, right, panel_step, count)                        \
  for (size_t term = 0; term < (count); term++) {                                                             \
    V b[N];                                                                                                   \
    _Pragma("clang loop unroll(full)") for (size_t v = 0; v < N; v++)                                         \
        b[v] = *(const V##Memory *)((right) + column_place(v * LANES_OF(V), panel_step) + term * PANEL);      \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {                                          \
      V a = (V)(left)[r * (row_step) + term * (term_step)];                                                   \
      _Pragma("clang loop unroll(full)") for (int v = 0; v < N; v++) sums[r][v] = FUSED(a, b[v], sums[r][v]); \
    }                                                                                                         \
  }

// Runs a body for every vector v in row r of a tile.
#define EACH_VECTOR(R, N, ...)                                         \
  _Pragma("clang loop unroll(full)") for (size_t v = 0; v < N; v++)    \
      _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) { \
    __VA_ARGS__                                                        \
  }

// Tile shapes: rows, vectors, and their type. At most MAX_ROWS rows of whole panels, and NARROW_ROWS, which are no fewer,
// of less: as many sums as keep the multipliers busy; for few rows more panels, for the same reason. Fewer, down to one,
// where no more are left. What fits half a wide vector takes a narrow one: no less work for some processors, but half for
// those that take wide vectors in two halves.
#if LANES == 16
#define MAX_ROWS 12
#define NARROW_ROWS 12
#define FOR_EACH_TILE(X)                                                                       \
  X(1, 8, F) X(1, 4, F) X(2, 4, F) X(3, 4, F) X(4, 4, F) X(5, 4, F) X(6, 4, F)                 \
  X(1, 2, F) X(2, 2, F) X(3, 2, F) X(4, 2, F) X(5, 2, F) X(6, 2, F)                            \
  X(7, 2, F) X(8, 2, F) X(9, 2, F) X(10, 2, F) X(11, 2, F) X(12, 2, F)                         \
  X(1, 1, F) X(2, 1, F) X(3, 1, F) X(4, 1, F) X(5, 1, F) X(6, 1, F)                            \
  X(7, 1, F) X(8, 1, F) X(9, 1, F) X(10, 1, F) X(11, 1, F) X(12, 1, F)                         \
  X(1, 1, FHalf) X(2, 1, FHalf) X(3, 1, FHalf) X(4, 1, FHalf) X(5, 1, FHalf) X(6, 1, FHalf)    \
  X(7, 1, FHalf) X(8, 1, FHalf) X(9, 1, FHalf) X(10, 1, FHalf) X(11, 1, FHalf) X(12, 1, FHalf)
#elif LANES == 8
#define MAX_ROWS 6
#define NARROW_ROWS 12
#define FOR_EACH_TILE(X)                                               \
  X(1, 8, F) X(1, 4, F) X(2, 4, F)                                     \
  X(1, 2, F) X(2, 2, F) X(3, 2, F) X(4, 2, F) X(5, 2, F) X(6, 2, F)    \
  X(1, 1, F) X(2, 1, F) X(3, 1, F) X(4, 1, F) X(5, 1, F) X(6, 1, F)    \
  X(7, 1, F) X(8, 1, F) X(9, 1, F) X(10, 1, F) X(11, 1, F) X(12, 1, F)
#else
#define MAX_ROWS 2
#define NARROW_ROWS 4
#define FOR_EACH_TILE(X)                      \
  X(1, 4, F) X(2, 4, F)                       \
  X(1, 2, F) X(2, 2, F) X(3, 2, F) X(4, 2, F) \
  X(1, 1, F) X(2, 1, F) X(3, 1, F) X(4, 1, F)
#endif
