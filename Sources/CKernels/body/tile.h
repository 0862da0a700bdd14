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

// Tile shapes: rows, vectors, and their type. At most MAX_ROWS rows of whole panels and NARROW_ROWS of less, for as many
// sums as keep the multipliers busy; for few rows more panels, for the same reason. Fewer, down to one, where no more are
// left. Half of a wide vector is multiplied by all of a narrow one: nowhere slower, and faster where a processor takes wide
// vectors in two halves.
#define TWELVE(X, ...)                                                                                      \
  X(1, __VA_ARGS__) X(2, __VA_ARGS__) X(3, __VA_ARGS__) X(4, __VA_ARGS__) X(5, __VA_ARGS__)                 \
  X(6, __VA_ARGS__) X(7, __VA_ARGS__) X(8, __VA_ARGS__) X(9, __VA_ARGS__) X(10, __VA_ARGS__)                \
  X(11, __VA_ARGS__) X(12, __VA_ARGS__)
#if LANES == 16
#define MAX_ROWS 12
#define NARROW_ROWS 12
#define FOR_EACH_TILE(X)                                                                                    \
  X(1, 8, F) X(1, 4, F) X(2, 4, F) X(3, 4, F) X(4, 4, F) X(5, 4, F) X(6, 4, F)                              \
  TWELVE(X, 2, F) TWELVE(X, 1, F) TWELVE(X, 1, FHalf)
#elif LANES == 8
#define MAX_ROWS 6
#define NARROW_ROWS 12
#define FOR_EACH_TILE(X)                                                                                    \
  X(1, 8, F) X(1, 4, F) X(2, 4, F)                                                                          \
  X(1, 2, F) X(2, 2, F) X(3, 2, F) X(4, 2, F) X(5, 2, F) X(6, 2, F) TWELVE(X, 1, F)
#else
#define MAX_ROWS 2
#define NARROW_ROWS 4
#define FOR_EACH_TILE(X)                                                                                    \
  X(1, 4, F) X(2, 4, F)                                                                                     \
  X(1, 2, F) X(2, 2, F) X(3, 2, F) X(4, 2, F) X(1, 1, F) X(2, 1, F) X(3, 1, F) X(4, 1, F)
#endif

// A tile works on rows and columns from these on.
typedef void Tile(const void *work, size_t row, size_t column);

// A table of tiles has a row for each number of rows and a column for each power of two of units, null where there is no
// such tile.
#define POWERS 5
#define UNITS(N, V) (N * LANES_OF(V) / UNIT)
#define POWER(N, V) \
  (UNITS(N, V) == 16 ? 4 : UNITS(N, V) == 8 ? 3 : UNITS(N, V) == 4 ? 2 : UNITS(N, V) == 2 ? 1 : 0)
#define MOST_ROWS (MAX_ROWS > NARROW_ROWS ? MAX_ROWS : NARROW_ROWS)
typedef Tile *const Tiles[MOST_ROWS + 1][POWERS];

// The largest power of two of units that a tile of a table's row has, and that is not above `left`.
INLINE size_t widest(Tile *const *row, size_t left) {
  size_t power = POWERS - 1;
  while (!row[power] || (size_t)1 << power > left) power--;
  return power;
}

// Rows of the first `split.larger` tiles are split.rows + 1, of the others split.rows: as even as can be, so that no
// tile is left with a row or two.
typedef struct {
  size_t tiles, rows, larger;
} Split;

INLINE Split split_rows(size_t rows, size_t most) {
  const size_t tiles = (rows + most - 1) / most;
  return (Split){tiles, rows / tiles, rows % tiles};
}

// Covers `rows` rows of `columns` columns with tiles: some units over all rows, then the next.
INLINE void run_tiles(Tiles tiles, const void *work, size_t rows, size_t columns) {
  if (rows == 0) return;
  const size_t count = (columns + UNIT - 1) / UNIT;
  for (size_t unit = 0, step; unit < count; unit += step) {
    const Split split = split_rows(rows, count - unit < PANEL / UNIT ? NARROW_ROWS : MAX_ROWS);
    step = (size_t)1 << widest(tiles[split.rows + (split.larger > 0)], count - unit);
    size_t row = 0;
    for (size_t more = 2; more-- > 0;) {
      const size_t height = split.rows + more, end = more ? split.larger * height : rows;
      if (row == end) continue;
      // The smaller tiles may be wider than the larger ones, but not than these units.
      const size_t power = widest(tiles[height], step);
      Tile *const tile = tiles[height][power];
      for (; row < end; row += height)
        for (size_t u = 0; u < step; u += (size_t)1 << power) tile(work, row, (unit + u) * UNIT);
    }
  }
}

INLINE size_t panels_for(size_t columns) { return (columns + PANEL - 1) / PANEL; }

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
