// The inner loop of all products: a tile of R rows × N vectors of columns, whose sums stay in registers.
//
// Each element of the tile is one chain of fused multiply-adds in the order of the terms. Vectors run along the columns,
// so neither the tile's shape nor the vector width changes a bit.
//
// The factors on the right are packed in panels of 16 columns. Tiles count columns in vectors, so that of a panel which is
// filled in part only the vectors that hold a column are multiplied.

#define PANEL 16
#define PARTS (PANEL / LANES)

// From the start of the panels to a vector of columns in their first line.
INLINE size_t vector_place(size_t vector, size_t panel_step) {
  return vector / PARTS * panel_step + vector % PARTS * LANES;
}

// Adds `count` terms: left(row, term) = left[row·row_step + term·term_step], right the terms' lines from the tile's first
// vector on.
#define ACCUMULATE(R, N, sums, left, row_step, term_step, right, panel_step, count)               \
  for (size_t term = 0; term < (count); term++) {                                                 \
    F b[N];                                                                                       \
    _Pragma("clang loop unroll(full)") for (size_t v = 0; v < N; v++)                             \
        b[v] = *(const FMemory *)((right) + vector_place(v, panel_step) + term * PANEL);          \
    _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {                              \
      F a = splat((left)[r * (row_step) + term * (term_step)]);                                   \
      _Pragma("clang loop unroll(full)") for (int v = 0; v < N; v++)                              \
          sums[r][v] = fused(a, b[v], sums[r][v]);                                                \
    }                                                                                             \
  }

// Runs a body for every vector v in row r of a tile.
#define EACH_VECTOR(R, N, ...)                                              \
  _Pragma("clang loop unroll(full)") for (size_t v = 0; v < N; v++)         \
      _Pragma("clang loop unroll(full)") for (int r = 0; r < R; r++) {      \
    __VA_ARGS__                                                             \
  }

// Tile shapes: at most MAX_ROWS rows of whole panels and NARROW_ROWS of less, for as many sums as keep the multipliers
// busy; for few rows more panels, for the same reason. Fewer, down to one, where no more are left.
#if LANES == 16
#define MAX_ROWS 12
#define NARROW_ROWS 12
#define FOR_EACH_TILE(X)                                                                                       \
  X(1, 8) X(1, 4) X(2, 4) X(3, 4) X(4, 4) X(5, 4) X(6, 4)                                                      \
  X(1, 2) X(2, 2) X(3, 2) X(4, 2) X(5, 2) X(6, 2) X(7, 2) X(8, 2) X(9, 2) X(10, 2) X(11, 2) X(12, 2)           \
  X(1, 1) X(2, 1) X(3, 1) X(4, 1) X(5, 1) X(6, 1) X(7, 1) X(8, 1) X(9, 1) X(10, 1) X(11, 1) X(12, 1)
#elif LANES == 8
#define MAX_ROWS 6
#define NARROW_ROWS 12
#define FOR_EACH_TILE(X)                                                                                       \
  X(1, 8) X(1, 4) X(2, 4) X(1, 2) X(2, 2) X(3, 2) X(4, 2) X(5, 2) X(6, 2)                                      \
  X(1, 1) X(2, 1) X(3, 1) X(4, 1) X(5, 1) X(6, 1) X(7, 1) X(8, 1) X(9, 1) X(10, 1) X(11, 1) X(12, 1)
#else
#define MAX_ROWS 2
#define NARROW_ROWS 4
#define FOR_EACH_TILE(X) \
  X(1, 4) X(2, 4) X(1, 2) X(2, 2) X(3, 2) X(4, 2) X(1, 1) X(2, 1) X(3, 1) X(4, 1)
#endif

// A tile works on `rows` and columns from a row and a vector on.
typedef void Tile(const void *work, size_t row, size_t vector);

// A table of tiles has a row for each number of rows and a column for each power of two of vectors, null where there is
// no such tile.
#define POWERS 4
#define POWER(N) ((N) == 8 ? 3 : (N) == 4 ? 2 : (N) == 2 ? 1 : 0)
#define MOST_ROWS (MAX_ROWS > NARROW_ROWS ? MAX_ROWS : NARROW_ROWS)
typedef Tile *const Tiles[MOST_ROWS + 1][POWERS];

// The largest power of two of vectors that a tile of a table's row has, and that is not above `left`.
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

// Covers `rows` rows of `columns` columns with tiles: some vectors over all rows, then the next.
INLINE void run_tiles(Tiles tiles, const void *work, size_t rows, size_t columns) {
  if (rows == 0) return;
  const size_t count = (columns + LANES - 1) / LANES;
  for (size_t vector = 0, step; vector < count; vector += step) {
    const Split split = split_rows(rows, count - vector < PARTS ? NARROW_ROWS : MAX_ROWS);
    step = (size_t)1 << widest(tiles[split.rows + (split.larger > 0)], count - vector);
    size_t row = 0;
    for (size_t more = 2; more-- > 0;) {
      const size_t height = split.rows + more, end = more ? split.larger * height : rows;
      if (row == end) continue;
      // The smaller tiles may be wider than the larger ones, but not than these vectors.
      const size_t power = widest(tiles[height], step);
      Tile *const tile = tiles[height][power];
      for (; row < end; row += height)
        for (size_t v = 0; v < step; v += (size_t)1 << power) tile(work, row, vector + v);
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
